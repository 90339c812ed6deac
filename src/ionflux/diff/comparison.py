"""Comparing two sets of definitions: changes with their levels, and each agent's version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from pydantic_core import from_json

from ionflux.core.errors import UsageError
from ionflux.core.json_value import JsonValue
from ionflux.core.patterns import regex
from ionflux.diff.changes import AgentChange, Change, Changes, Kind, worst
from ionflux.diff.levels import rule_of
from ionflux.diff.overrides import Override, overrides
from ionflux.diff.paths import render, shape
from ionflux.diff.renames import renames
from ionflux.diff.shapes import DEFINITION, PLAYBOOKS
from ionflux.diff.versions import bump_ok, required_bump
from ionflux.diff.walk import Difference, Pair
from ionflux.diff.wording import sentence
from ionflux.models import AgentDefinition, Playbook
from ionflux.models.base import Model
from ionflux.models.fields import NEVER_COMPARED
from ionflux.models.rows import Level
from ionflux.models.sameness import id_key

_FIGURES = regex(r"([0-9]+)")


def compare(
    old_definitions: Iterable[AgentDefinition],
    new_definitions: Iterable[AgentDefinition],
    *,
    old_playbooks: Iterable[Playbook] = (),
    new_playbooks: Iterable[Playbook] = (),
    levels: Mapping[str, str] | None = None,
) -> Changes:
    """Compare two sets of definitions; their order does not matter.

    `levels` maps path patterns to levels, as `diff.levels` of the configuration does. Only
    playbooks that are defaults of a definition count. Raises UsageError for an invalid level or
    pattern, and if one side has two definitions with the same id.
    """
    old = _side(old_definitions, old_playbooks)
    new = _side(new_definitions, new_playbooks)
    judge = overrides(levels)
    results = [_judged(met, judge) for met in _meetings(old, new)]
    renamed = {was: agent for agent, _ in results if (was := agent.renamed_from)}
    agents = [(_with_successor(agent, renamed), changes) for agent, changes in results if changes]
    agents.sort(key=lambda result: _natural(result[0].id))
    return Changes(
        tuple(agent for agent, _ in agents),
        tuple(chain.from_iterable(changes for _, changes in agents)),
    )


class _Agent(NamedTuple):
    definition: AgentDefinition
    playbooks: list[Playbook]


class _Meeting(NamedTuple):
    """One agent under its current name, with its two sides, or the only one."""

    agent: AgentDefinition
    old: _Agent | None
    new: _Agent | None


def _side(
    definitions: Iterable[AgentDefinition], playbooks: Iterable[Playbook]
) -> dict[str, _Agent]:
    owned: defaultdict[str, list[Playbook]] = defaultdict(list)
    for playbook in playbooks:
        if playbook.agent_configuration_id is None and playbook.workspace_id is None:
            owned[id_key(playbook.agent_definition_id or "")].append(playbook)
    agents: dict[str, _Agent] = {}
    for definition in definitions:
        key = id_key(definition.id)
        if key in agents:
            raise UsageError(f"two definitions have the id `{definition.id}`")
        agents[key] = _Agent(definition, owned[key])
    return agents


def _meetings(old: Mapping[str, _Agent], new: Mapping[str, _Agent]) -> Iterator[_Meeting]:
    removed = [agent.definition for key, agent in old.items() if key not in new]
    added = [agent.definition for key, agent in new.items() if key not in old]
    origins = renames(removed, added)
    for key, agent in old.items():
        other = new.get(key)
        yield _Meeting((other or agent).definition, agent, other)
    for definition in added:
        before = origins.get(definition.id)
        was = old[id_key(before.id)] if before else None
        yield _Meeting(definition, was, new[id_key(definition.id)])


def _judged(met: _Meeting, judge: Override) -> tuple[AgentChange, tuple[Change, ...]]:
    changes = tuple(_change(difference, met.agent, judge) for difference in _differences(met))
    return _agent_change(met, worst(change.level for change in changes)), changes


def _differences(met: _Meeting) -> Iterator[Difference]:
    _, old, new = met
    if old and new:
        texts = _json(old.definition), _json(new.definition)
        if texts[0] != texts[1]:
            yield from DEFINITION(Pair((), *map(from_json, texts)))
    elif old:
        yield Difference((), Kind.REMOVED, _plain(old.definition), None, old_loc=())
    elif new:
        yield Difference((), Kind.ADDED, None, _plain(new.definition), new_loc=())
    yield from PLAYBOOKS(Pair((), _plain_playbooks(old), _plain_playbooks(new)))


def _json(model: Model) -> str:
    return model.model_dump_json(exclude=set(NEVER_COMPARED))


def _plain(model: Model) -> JsonValue:
    return from_json(_json(model))


def _plain_playbooks(agent: _Agent | None) -> dict[str, JsonValue]:
    return {"playbooks": [_plain(playbook) for playbook in (agent.playbooks if agent else ())]}


def _change(difference: Difference, agent: AgentDefinition, judge: Override) -> Change:
    path = render(difference.path)
    rule = rule_of(shape(difference.path), difference)
    return Change(
        agent=agent.id,
        path=path,
        kind=difference.kind,
        level=judge(path, rule.level),
        old=difference.old,
        new=difference.new,
        message=sentence(rule, difference, agent.id),
        index=difference.index,
        # Playbooks have files of their own; only the place of the agent's heading is known.
        old_loc=_loc(difference.old_loc),
        new_loc=_loc(difference.new_loc),
    )


def _loc(loc: tuple[str | int, ...] | None) -> tuple[str | int, ...] | None:
    return ("key_files_and_paths",) if loc and loc[0] == "playbooks" else loc


def _agent_change(met: _Meeting, level: Level) -> AgentChange:
    old = met.old.definition if met.old else None
    new = met.new.definition if met.new else None
    one_sided = AgentChange(
        id=met.agent.id,
        change=Kind.ADDED if new else Kind.REMOVED,
        level=level,
        old_version=old.version if old else None,
        new_version=new.version if new else None,
        required_bump=None,
        bump_ok=bool(new) or level is not Level.BREAKING,
        name=met.agent.name,
    )
    if old is None or new is None:
        return one_sided
    is_renamed = id_key(old.id) != id_key(new.id)
    return replace(
        one_sided,
        change=Kind.ADDED if is_renamed else Kind.CHANGED,
        required_bump=required_bump(old.version, level),
        bump_ok=bump_ok(old.version, new.version, level),
        renamed_from=old.id if is_renamed else None,
    )


def _with_successor(agent: AgentChange, renamed: Mapping[str, AgentChange]) -> AgentChange:
    if agent.change is not Kind.REMOVED or agent.id not in renamed:
        return agent
    # The version under its new name must announce the rename.
    successor = renamed[agent.id]
    return replace(agent, renamed_to=successor.id, bump_ok=successor.bump_ok)


def _natural(text: str) -> tuple[object, ...]:
    # agent_2 comes before agent_10; agent_2 and agent_02 are ordered by their text.
    parts = _FIGURES.split(text)
    digits = [part.lstrip("0") for part in parts[1::2]]
    return tuple(zip(parts[::2], [(len(d), d) for d in digits] + [(0, "")], strict=True)), text
