"""Definitions in the formats of other ecosystems: one module per format, found by its name.

A format is a module of `formats` with `HOLDS`, the fields of a definition that it can express, and
`export(source, options)`, which returns files by their names. It may have `lost(agent)`, which
yields the parts of these fields that it cannot express, and `conflicts(source)`, which yields
agents with what it can express of only one of several agents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import NamedTuple

from ionflux.core.errors import UsageError
from ionflux.core.registry import plugins
from ionflux.core.words import did_you_mean
from ionflux.models import AgentDefinition, Playbook
from ionflux.models.fields import fields

_FORMATS = f"{__name__}.formats"


class Source(NamedTuple):
    """What is exported: agents in their order, and their playbooks."""

    agents: Sequence[AgentDefinition]
    playbooks: Sequence[Playbook] = ()

    def of(self, agent: AgentDefinition) -> list[Playbook]:
        """Return the playbooks of an agent that have steps, by their names."""
        own = (p for p in self.playbooks if p.agent_definition_id == agent.id and p.steps)
        return sorted(own, key=lambda playbook: playbook.name)


class ExportOptions(NamedTuple):
    """Options of formats, for values that definitions do not have."""

    base_url: str = "http://localhost:8000"
    """The base URL of the platform, without a slash at the end."""
    command: str = "run-agent {id}"
    """The command that starts an agent; `{id}` and `{name}` are replaced."""


class Export(NamedTuple):
    """Files by their names, and what is lost, in lines with the agents' names."""

    files: Mapping[str, str]
    lost: tuple[str, ...]


Format = Callable[[Source, ExportOptions], dict[str, str]]


def names() -> tuple[str, ...]:
    """Return the names of the formats, as on the command line."""
    return tuple(name.replace("_", "-") for name in plugins(_FORMATS))


def check(name: str) -> None:
    """Raise UsageError, with the nearest name, if there is no such format."""
    if name not in names():
        raise UsageError(f"there is no export format `{name}`{did_you_mean(name, names())}")


def export(name: str, source: Source, options: ExportOptions | None = None) -> Export:
    """Return agents in a format; raise UsageError if there is no such format."""
    check(name)
    module = plugins(_FORMATS)[name.replace("-", "_")]
    files = module.export(source, options or ExportOptions())
    return Export(files, tuple(_losses(module, source)))


def _losses(module: ModuleType, source: Source) -> Iterator[str]:
    """Yield what is lost, with agents that have the same losses in one line."""
    agents: dict[str, list[str]] = {}
    for agent in source.agents:
        for loss in _lost(module, source, agent):
            agents.setdefault(loss, []).append(agent.id)
    for name, loss in dict.fromkeys(_conflicts(module, source)):
        agents.setdefault(loss, []).append(name)
    losses: dict[tuple[str, ...], list[str]] = {}
    for loss, ids in agents.items():
        losses.setdefault(tuple(ids), []).append(loss)
    for who, said in losses.items():
        named = "all agents" if len(who) == len(source.agents) > 1 else ", ".join(who)
        yield f"{named}: {', '.join(said)}"


def _lost(module: ModuleType, source: Source, agent: AgentDefinition) -> Iterator[str]:
    yield from (name for name in _filled(agent) if name not in module.HOLDS)
    if "playbooks" not in module.HOLDS and source.of(agent):
        yield "playbooks"
    if hasattr(module, "lost"):
        yield from dict.fromkeys(module.lost(agent))


def _conflicts(module: ModuleType, source: Source) -> Iterator[tuple[str, str]]:
    if hasattr(module, "conflicts"):
        yield from ((agent.id, loss) for agent, loss in module.conflicts(source))


def _filled(agent: AgentDefinition) -> Iterator[str]:
    """Yield the names of the fields that have a value."""
    for name in fields():
        value = getattr(agent, name)
        if value and value != type(agent).model_fields[name].default:
            yield name
