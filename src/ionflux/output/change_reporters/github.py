"""Changes as annotations of a GitHub workflow, at the places that the new side knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from ionflux.core.findings import Span
from ionflux.core.words import counted
from ionflux.diff import AgentChange, Change, Level
from ionflux.documents.addresses import addresses
from ionflux.output.change_report import ChangeReport
from ionflux.output.workflow import LIMIT, annotation

_KINDS = ("error", "warning", "notice")


def render(report: ChangeReport) -> Iterator[str]:
    """Yield an annotation per change, errors first; the last one counts those beyond the limit.

    A breaking change is an error, or a warning if the version announces it; other changes are
    notices.
    """
    agents = {agent.id: agent for agent in report.changes.agents}
    for found in report.broken or ():
        yield annotation("error", f"ionflux {found.code}", f"{found.path}: {found.message}")
    rows = defaultdict(list)
    address = addresses()
    for change in report.changes.changes:
        agent = agents[change.agent]
        rows[_kind(change, agent)].append((change, agent))
    for kind in _KINDS:
        fits = rows[kind] if len(rows[kind]) <= LIMIT else rows[kind][: LIMIT - 1]
        yield from (_annotation(kind, change, agent, address) for change, agent in fits)
        if rest := len(rows[kind]) - len(fits):
            yield annotation(kind, "ionflux diff", f"{counted(rest, f'more {kind}')} not shown")


def _kind(change: Change, agent: AgentChange) -> str:
    if change.level is not Level.BREAKING:
        return "notice"
    return "warning" if agent.bump_ok else "error"


def _annotation(
    kind: str, change: Change, agent: AgentChange, address: Callable[[str], str]
) -> str:
    title = f"{change.level}: {change.agent} {change.path}"
    place = change.new_place or agent.new_place
    if place is None:
        return annotation(kind, title, change.message)
    span = Span(place.line, place.column, place.end_line, place.end_column)
    return annotation(kind, title, change.message, path=address(place.path), span=span)
