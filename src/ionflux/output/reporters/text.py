"""Findings for people: place and message, the source line with carets, and the hint."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from ionflux.core.findings import Diagnostic, Severity
from ionflux.core.terminal import paint, printable
from ionflux.core.words import counted
from ionflux.output.report import Report

WIDTH = 100
"""Maximum length of a source line; longer ones are cut around the place."""

_LEAD = 30
_TAB = "    "
_COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;34"}


def render(report: Report) -> Iterator[str]:
    """Yield each finding as `path:line:column: severity CODE message` with its source line."""
    for diagnostic in report.diagnostics:
        yield _headline(diagnostic, color=report.color)
        yield from _source(diagnostic, report)
        if diagnostic.hint:
            yield f"  {paint('hint:', '36', wanted=report.color)} {printable(diagnostic.hint)}\n"


def tally(report: Report) -> str:
    """Return the numbers of a run in one line."""
    figures = report.summary()
    parts = (counted(figures[plural], plural.removesuffix("s")) for plural in figures)
    documents, agents, *findings = parts
    others = {"excluded": report.excluded, "unreadable": report.unreadable}
    aside = [f"{number} {kind}" for kind, number in others.items() if number]
    return f"{', '.join([documents, *aside, agents])}: {', '.join(findings)}"


def _headline(found: Diagnostic, *, color: bool) -> str:
    place = paint(f"{printable(found.path)}:{found.line}:{found.column}:", "1", wanted=color)
    severity = paint(found.severity, _COLORS[found.severity], wanted=color)
    code = paint(found.code, "1", wanted=color)
    fixable = f" {paint('[fixable]', '36', wanted=color)}" if found.fix else ""
    return f"{place} {severity} {code} {printable(found.message)}{fixable}\n"


def _source(found: Diagnostic, report: Report) -> Iterator[str]:
    lines = report.lines(found.path)
    if not 1 <= found.line <= len(lines) or not lines[found.line - 1].strip():
        return
    before, place, after = _cut(lines[found.line - 1], found)
    gutter = f"{found.line:>5} | "
    yield f"{gutter}{before}{place}{after}\n"
    carets = "^" * max(cell_len(place), 1)
    color = _COLORS[found.severity]
    yield f"{' ' * (len(gutter) - 2)}| {' ' * cell_len(before)}"
    yield f"{paint(carets, color, wanted=report.color)}\n"


def _cut(line: str, found: Diagnostic) -> tuple[str, str, str]:
    """Return the text before the place, at it, and after it, cut to the maximum length."""
    start = min(found.column - 1, len(line))
    end = found.end_column if found.end_line == found.line else len(line)
    first = start - _LEAD if len(line) > WIDTH and start > WIDTH - _LEAD else 0
    last = min(len(line), first + WIDTH)
    before, place, after = line[first:start], line[start : min(end, last)], line[end:last]
    return (
        f"{'…' if first else ''}{_plain(before)}",
        _plain(place),
        f"{_plain(after)}{'…' if last < len(line) else ''}",
    )


def _plain(text: str) -> str:
    return printable(text.replace("\t", _TAB))
