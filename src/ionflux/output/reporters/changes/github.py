"""Changes as annotations of a GitHub workflow, at the places that the new side knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ionflux.core.words import counted
from ionflux.diff import AgentChange, Change, Level, Location
from ionflux.output.reporters.changes.report import ChangeReport
from ionflux.output.reporters.shown import shown

SHOWN = 10
"""Annotations of one kind that GitHub shows of a step."""

_KINDS = ("error", "warning", "notice")


def render(report: ChangeReport) -> Iterator[str]:
    """Yield an annotation a change, errors first; says where GitHub would cut.

    A breaking change is an error, or a warning where the version tells of it; all else is a
    notice.
    """
    agents = {agent.id: agent for agent in report.changes.agents}
    rows = defaultdict(list)
    for change in report.changes.changes:
        agent = agents[change.agent]
        rows[_kind(change, agent)].append((change, agent))
    for kind in _KINDS:
        fits = rows[kind] if len(rows[kind]) <= SHOWN else rows[kind][: SHOWN - 1]
        yield from (_annotation(kind, change, agent) for change, agent in fits)
        if rest := len(rows[kind]) - len(fits):
            yield f"::{kind} title=ionflux diff::{counted(rest, f'more {kind}')} not shown\n"


def _kind(change: Change, agent: AgentChange) -> str:
    if change.level is not Level.BREAKING:
        return "notice"
    return "warning" if agent.bump_ok else "error"


def _annotation(kind: str, change: Change, agent: AgentChange) -> str:
    place = _place(change.new_place or agent.new_place)
    title = f"title={_property(f'{change.level}: {change.agent} {change.path}')}"
    return f"::{kind} {place}{title}::{_data(shown(change.message))}\n"


def _place(place: Location | None) -> str:
    if place is None:
        return ""
    columns = f"col={place.column},endColumn={place.end_column},"
    one_line = columns if place.line == place.end_line else ""
    return f"file={_property(place.path)},line={place.line},endLine={place.end_line},{one_line}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(shown(text)).replace(":", "%3A").replace(",", "%2C")
