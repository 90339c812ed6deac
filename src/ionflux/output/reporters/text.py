"""Findings for people: place and message, the source line with carets, and the hint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ionflux.core.findings import Diagnostic, Severity
from ionflux.core.terminal import columns, paint, printable
from ionflux.core.words import counted
from ionflux.output.fixes import said_of
from ionflux.output.groups import Group, groups
from ionflux.output.report import Report

SHOWS = Severity.WARNING

_LEAD = 30
_GUTTER = 8
_TAB = "    "
_COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;34"}


def render(report: Report) -> Iterator[str]:
    """Yield each finding as `path:line:column: severity CODE message` with its source line.

    Findings are grouped by document and agent, those of an agent below a title if there are several
    groups. A source line is shown with the first of consecutive findings about it.
    """
    found = [group for group in groups(report) if group.findings]
    for before, group in zip([None, *found], found, strict=False):
        if report.agents and len(found) > 1:
            yield from _title(group, before, color=report.color)
        for above, diagnostic in zip([None, *group.findings], group.findings, strict=False):
            yield from _finding(diagnostic, above, report)
    fixable = said_of(report.diagnostics) if report.documents else ""  # only for a complete run
    if found and (report.statistics or report.hidden or fixable):
        yield "\n"
    yield from statistics(report)
    if fixable:
        yield f"{fixable}\n"
    if report.hidden:
        yield f"{_not_shown(report)} not shown; `--severity info` shows all\n"


def statistics(report: Report) -> Iterator[str]:
    """Yield how many findings there are of each code, if that is requested."""
    rows = report.by_code() if report.statistics else ()
    width = max((len(found.name) for found, _ in rows), default=0)
    for found, count in rows:
        yield f"{count:>6}  {found.code}  {found.name:<{width}}  {found.severity}\n"


def headline(found: Diagnostic, *, color: bool) -> str:
    """Return the line about a finding, with a place that editors and terminals can follow."""
    place = paint(f"{printable(found.path)}:{found.line}:{found.column}:", "1", wanted=color)
    severity = paint(found.severity, _COLORS[found.severity], wanted=color)
    code = paint(found.code, "1", wanted=color)
    fixable = f" {paint('[fixable]', '36', wanted=color)}" if found.fix else ""
    return f"{place} {severity} {code} {printable(found.message)}{fixable}\n"


def tally(report: Report) -> str:
    """Return the numbers of a run in one line."""
    figures = report._replace(diagnostics=(*report.diagnostics, *report.hidden)).summary()
    parts = (counted(figures[plural], plural.removesuffix("s")) for plural in figures)
    documents, agents, *findings = parts
    others = {"excluded": report.excluded, "unreadable": report.unreadable}
    aside = [f"{number} {kind}" for kind, number in others.items() if number]
    return f"{', '.join([documents, *aside, agents])}: {', '.join(findings)}"


def _title(group: Group, before: Group | None, *, color: bool) -> Iterator[str]:
    if before and (before.agent or group.agent):
        yield "\n"
    if group.agent:
        title = f"{group.path}: {group.agent.id} {group.agent.name}".rstrip()
        yield f"{paint(printable(title), '1;36', wanted=color)}\n"


def _finding(found: Diagnostic, before: Diagnostic | None, report: Report) -> Iterator[str]:
    yield headline(found, color=report.color)
    if before is None or (before.path, before.line) != (found.path, found.line):
        yield from _source(found, report)
    if found.hint:
        yield f"  {paint('hint:', '36', wanted=report.color)} {printable(found.hint)}\n"


def _not_shown(report: Report) -> str:
    counts = Counter(found.severity for found in report.hidden)
    return " and ".join(counted(counts[each], each) for each in Severity if counts[each])


def _source(found: Diagnostic, report: Report) -> Iterator[str]:
    lines = report.lines(found.path)
    if not 1 <= found.line <= len(lines) or not lines[found.line - 1].strip():
        return
    before, place, after = _cut(lines[found.line - 1], found, report.width - _GUTTER)
    gutter = f"{found.line:>5} | "
    yield f"{gutter}{before}{place}{after}\n"
    carets = "^" * max(columns(place), 1)
    color = _COLORS[found.severity]
    yield f"{' ' * (len(gutter) - 2)}| {' ' * columns(before)}"
    yield f"{paint(carets, color, wanted=report.color)}\n"


def _cut(line: str, found: Diagnostic, width: int) -> tuple[str, str, str]:
    """Return the text before the place, at it, and after it, cut to a number of characters."""
    start = min(found.column - 1, len(line))
    end = found.end_column if found.end_line == found.line else len(line)
    first = start - _LEAD if len(line) > width and start > width - _LEAD else 0
    last = min(len(line), first + width)
    before, place, after = line[first:start], line[start : min(end, last)], line[end:last]
    return (
        f"{'…' if first else ''}{_plain(before)}",
        _plain(place),
        f"{_plain(after)}{'…' if last < len(line) else ''}",
    )


def _plain(text: str) -> str:
    return printable(text.replace("\t", _TAB))
