"""The agents of a catalogue: each with the data for its page, its card and the map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ionflux.catalog.mentions import mentions
from ionflux.core.findings import Diagnostic, Severity
from ionflux.core.portable_names import portable_name
from ionflux.diff import AgentChange, Changes
from ionflux.models import AgentDefinition, Playbook
from ionflux.sources import Loaded


class Entry(NamedTuple):
    """One agent of the catalogue.

    `findings` is None if the source is not documents; `names` and `named_by` are the positions of
    the agents that its texts mention, and of those whose texts mention it.
    """

    agent: AgentDefinition
    file: str
    playbooks: tuple[Playbook, ...] = ()
    findings: tuple[Diagnostic, ...] | None = None
    change: AgentChange | None = None
    names: tuple[int, ...] = ()
    named_by: tuple[int, ...] = ()

    @property
    def href(self) -> str:
        """The address of the agent's page, from the root of the site."""
        return f"agents/{self.file}.html"

    def worst_first(self) -> list[Diagnostic]:
        """Return the findings by their severity; equal ones keep their order."""
        order = tuple(Severity)
        return sorted(self.findings or (), key=lambda found: order.index(found.severity))

    @property
    def has_problems(self) -> bool:
        """Whether there are errors or warnings."""
        return any(found.severity is not Severity.INFO for found in self.findings or ())


def entries(loaded: Loaded, changes: Changes | None) -> tuple[Entry, ...]:
    """Return the agents of a source in its order."""
    playbooks, findings = _playbooks(loaded.playbooks), _findings(loaded.diagnostics)
    changed = {agent.id: agent for agent in changes.agents} if changes else {}
    names = list(mentions(loaded.definitions))
    named_by = _turned(names)
    return tuple(
        Entry(
            agent,
            portable_name(agent.id),
            tuple(playbooks[agent.id]),
            tuple(findings[agent.id]) if loaded.origins else None,
            changed.get(agent.id),
            names[position],
            tuple(named_by[position]),
        )
        for position, agent in enumerate(loaded.definitions)
    )


def _playbooks(playbooks: Iterable[Playbook]) -> Mapping[str | None, list[Playbook]]:
    found: dict[str | None, list[Playbook]] = defaultdict(list)
    for playbook in playbooks:
        found[playbook.agent_definition_id].append(playbook)
    return found


def _findings(diagnostics: Iterable[Diagnostic]) -> Mapping[str | None, list[Diagnostic]]:
    found: dict[str | None, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        found[diagnostic.agent].append(diagnostic)
    return found


def _turned(names: Sequence[tuple[int, ...]]) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for position, named in enumerate(names):
        for other in named:
            found[other].append(position)
    return found
