"""The result of a comparison: changes, their agents, and how much each matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from ionflux.core.findings import Loc
from ionflux.core.json_value import JsonValue
from ionflux.models.rows import Level


class Kind(StrEnum):
    """What happened to a value, or to an agent."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Location(NamedTuple):
    """A place in a document: lines and columns from 1, the end included."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


Locate = Callable[[str, Loc], Location | None]
"""Returns the place where the value at a path of an agent's definition was written, if known."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, complete enough to be applied (docs/diff.md has the grammar of `path`).

    `index` is the position of an added entry in the new list. `old_loc` and `new_loc` are paths
    into the two models, None on the side without the value.
    """

    agent: str
    path: str
    kind: Kind
    level: Level
    old: JsonValue
    new: JsonValue
    message: str
    index: int | None = None
    old_loc: Loc | None = None
    new_loc: Loc | None = None
    old_place: Location | None = None
    new_place: Location | None = None

    def to_dict(self) -> dict[str, JsonValue]:
        """Return the change as `diff` writes it in JSON, with its places as far as known."""
        keys = ("agent", "path", "kind", "level", "old", "new", "message")
        return {key: getattr(self, key) for key in keys} | _known(self, "index", *_PLACES)


@dataclass(frozen=True, slots=True)
class AgentChange:
    """What happened to one agent, and whether its version reflects that.

    `bump_ok` tells whether the version rose as far as `required_bump` asks. An agent without a
    version on one side has no `required_bump`: a new one does not need a bump, and no version can
    announce a removal.
    """

    id: str
    change: Kind
    level: Level
    old_version: str | None
    new_version: str | None
    required_bump: str | None
    bump_ok: bool
    name: str = ""
    renamed_from: str | None = None
    renamed_to: str | None = None
    old_place: Location | None = None
    new_place: Location | None = None

    def to_dict(self) -> dict[str, JsonValue]:
        """Return the agent as `diff` writes it in JSON, with a rename and places if known."""
        keys = (
            "id", "change", "level", "old_version", "new_version", "required_bump", "bump_ok",
        )  # fmt: skip
        known = _known(self, "renamed_from", "renamed_to", *_PLACES)
        return {key: getattr(self, key) for key in keys} | known


class Summary(NamedTuple):
    """How many agents were added, removed and changed, and how many changes there are per level."""

    added: int
    removed: int
    changed: int
    breaking: int
    compatible: int
    cosmetic: int


@dataclass(frozen=True, slots=True)
class Changes:
    """All differences between two sets of definitions, by agent; empty means there are none."""

    agents: tuple[AgentChange, ...] = ()
    changes: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes)

    @property
    def summary(self) -> Summary:
        """Count the agents by what happened to them, and the changes by level."""
        kinds = Counter(agent.change for agent in self.agents)
        levels = Counter(change.level for change in self.changes)
        return Summary(*(kinds[kind] for kind in Kind), *(levels[level] for level in Level))

    def by_agent(self) -> dict[str, list[Change]]:
        """Return the changes of each agent, in the order of `agents`."""
        groups: dict[str, list[Change]] = {agent.id: [] for agent in self.agents}
        for change in self.changes:
            groups[change.agent].append(change)
        return groups

    def only(self, agent_id: str) -> Changes:
        """Return the changes of one agent."""
        return Changes(
            tuple(agent for agent in self.agents if agent.id == agent_id),
            tuple(change for change in self.changes if change.agent == agent_id),
        )

    def located(self, old: Locate, new: Locate) -> Changes:
        """Return the same changes with the places of the values on either side."""
        before = {agent.id: agent.renamed_from or agent.id for agent in self.agents}
        return Changes(
            tuple(
                replace(
                    agent,
                    old_place=old(before[agent.id], ()),
                    new_place=new(agent.id, ()),
                )
                for agent in self.agents
            ),
            tuple(
                replace(
                    change,
                    old_place=_at(old, before[change.agent], change.old_loc),
                    new_place=_at(new, change.agent, change.new_loc),
                )
                for change in self.changes
            ),
        )

    def to_dict(self) -> dict[str, JsonValue]:
        """Return the JSON output of `diff`."""
        return {
            "summary": self.summary._asdict(),
            "agents": [agent.to_dict() for agent in self.agents],
            "changes": [change.to_dict() for change in self.changes],
        }


def worst(levels: Iterable[Level]) -> Level:
    """Return the level that matters most; cosmetic if there is none."""
    order = tuple(Level)
    return min(levels, key=order.index, default=Level.COSMETIC)


_PLACES = ("old_place", "new_place")


def _at(locate: Locate, agent: str, loc: Loc | None) -> Location | None:
    return None if loc is None else locate(agent, loc)


def _known(value: Change | AgentChange, *names: str) -> dict[str, JsonValue]:
    known = {name: getattr(value, name) for name in names}
    return {
        name: item._asdict() if isinstance(item, Location) else item
        for name, item in known.items()
        if item is not None
    }
