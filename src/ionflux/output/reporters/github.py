"""Findings as annotations of a GitHub workflow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from ionflux.core.findings import Diagnostic, Severity, Span
from ionflux.output.report import Report
from ionflux.output.workflow import LIMIT, annotation

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> Iterator[str]:
    """Yield errors, warnings and infos, each up to GitHub's limit, and a notice about the rest."""
    cut = _cut(report)
    for severity in Severity:
        room = LIMIT - 1 if cut and severity is Severity.INFO else LIMIT
        for found in islice(_of(report.diagnostics, severity), room):
            yield _annotation(found)
    if cut:
        yield annotation("notice", "ionflux", cut)


def _of(diagnostics: Iterable[Diagnostic], severity: Severity) -> Iterator[Diagnostic]:
    return (found for found in diagnostics if found.severity is severity)


def _cut(report: Report) -> str:
    counts = {severity: report.count(severity) for severity in Severity}
    if all(count <= LIMIT for count in counts.values()):
        return ""
    room = {Severity.ERROR: LIMIT, Severity.WARNING: LIMIT, Severity.INFO: LIMIT - 1}
    said = (f"{room[s]} of {n} {s}s" for s, n in counts.items() if n > room[s])
    return f"GitHub shows {LIMIT} annotations of a kind in a step; shown are {', '.join(said)}"


def _annotation(found: Diagnostic) -> str:
    title = f"{found.code} {found.name}"
    lines = (found.message, *([found.hint] if found.hint else []))
    span = Span(found.line, found.column, found.end_line, found.end_column)
    return annotation(_KINDS[found.severity], title, *lines, path=found.path, span=span)
