"""References from one agent to another, and whether the agent exists."""

from __future__ import annotations

from typing import NamedTuple

from ionflux.core.findings import Finding, Loc, Span
from ionflux.core.patterns import regex
from ionflux.core.words import nearest
from ionflux.models.sameness import id_key, name_key

NAMED_ID = regex(
    r"agent_(?<![\w/.@#-]agent_)(?P<number>[0-9]{1,9})(?:_[A-Za-z0-9_-]*[A-Za-z0-9])?(?![\w/]|[.-]\w)"
)
"""An agent's id in a text, and not in a path or a file name; a search for its first letters is
quick."""

_ID = regex(r"agent_(?P<number>[0-9]{1,9})(?P<suffix>_.*)?")
_COMPARED = 200
"""How many ids are compared to find the nearest, and for how many references."""


class Reference(NamedTuple):
    """Words that refer to another agent: by its id, or by its number and its name.

    They have a `place`, or a path into the model, `loc`, and the offsets of the `part` in its text.
    """

    written: str
    number: int
    name: str = ""
    place: Span | None = None
    loc: Loc = ()
    part: tuple[int, int] | None = None


class AgentIndex:
    """The agents of a run, to look up references."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._by_number: dict[int, list[str]] = {}
        self._nearest_to: dict[str, str | None] = {}

    def add(self, agent: str) -> None:
        """Add an agent by its id."""
        if id_key(agent) in self._ids:
            return
        self._ids[id_key(agent)] = agent
        if (number := number_of(agent)) is not None:
            self._by_number.setdefault(number, []).append(agent)

    def add_name(self, key: str, agent: str) -> None:
        """Add the key of an agent's name."""
        self._names[key] = agent

    def fault(self, reference: Reference) -> Finding | None:
        """Return the finding about a reference to an unknown agent, or None."""
        same_number = self._by_number.get(reference.number, [])
        by_name = self._names.get(name_key(reference.name)) if reference.name else None
        if by_name and same_number and by_name not in same_number:
            message = f"agent {reference.number} is not `{reference.name}`, which is `{by_name}`"
            return _finding(reference, message, same_number[0])
        if self._has(reference, same_number):
            return None
        near = by_name or self._nearest(reference, same_number)
        return _finding(reference, f"there is no agent `{reference.written}`", near)

    def _has(self, reference: Reference, same_number: list[str]) -> bool:
        """Tell whether an agent is meant; an id without a suffix means any agent of its number."""
        if reference.written in self._ids:
            return True
        suffix = _suffix(reference.written)
        return any(not suffix or not _suffix(agent) for agent in same_number)

    def _nearest(self, reference: Reference, same_number: list[str]) -> str | None:
        near = self._nearest_to
        if reference.written not in near and len(near) < _COMPARED:
            some = (same_number or list(self._ids.values()))[:_COMPARED]
            near[reference.written] = nearest(reference.written, some, likeness=0)
        return near.get(reference.written)


def number_of(agent: str) -> int | None:
    """Return the number of an agent's id; None for a UUID."""
    found = _ID.fullmatch(agent)
    return int(found["number"]) if found else None


def _suffix(agent: str) -> str:
    found = _ID.fullmatch(agent)
    return (found["suffix"] or "") if found else ""


def _finding(reference: Reference, message: str, near: str | None) -> Finding:
    hint = f"nearest: `{near}`" if near else None
    return Finding(message, reference.place, loc=reference.loc, code="IFX210", hint=hint)
