"""Findings by document and agent, for reports and test cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ionflux.core.findings import AgentSection, Diagnostic
from ionflux.output.report import Report


class Group(NamedTuple):
    """The findings of one agent's section, or those of a document outside of agents."""

    path: str
    agent: AgentSection | None
    findings: list[Diagnostic]


def groups(report: Report) -> Sequence[Group]:
    """Return the findings in groups, in the order of the first of each; then sections without."""
    sections = _Sections(report.agents)
    found: dict[tuple[str, AgentSection | None], Group] = {}
    for each in report.diagnostics:
        agent = sections.of(each) if each.agent else None
        path = agent.path if agent else each.path
        found.setdefault((path, agent), Group(path, agent, [])).findings.append(each)
    for agent in report.agents:
        found.setdefault((agent.path, agent), Group(agent.path, agent, []))
    return tuple(found.values())


class _Sections:
    """The sections of agents, several of which may have the same id."""

    def __init__(self, sections: Iterable[AgentSection]) -> None:
        self._by_id: dict[str, list[AgentSection]] = {}
        for section in sections:
            self._by_id.setdefault(section.id, []).append(section)

    def of(self, found: Diagnostic) -> AgentSection:
        """Return the section of a finding: the one in its document that contains it, if known."""
        unknown = AgentSection(found.agent or "", "", found.path)
        same = self._by_id.get(unknown.id, [unknown])
        here = [each for each in same if each.path == found.path]
        above = [each for each in here if each.line <= found.line]
        return (above or here[:1] or same)[-1]
