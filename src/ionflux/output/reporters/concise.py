"""Findings for people and editors, one per line: place, severity, code and message."""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.core.findings import Severity
from ionflux.output.report import Report
from ionflux.output.reporters.text import headline, statistics

SHOWS = Severity.WARNING


def render(report: Report) -> Iterator[str]:
    """Yield each finding as `path:line:column: severity CODE message`."""
    for found in report.diagnostics:
        yield headline(found, color=report.color)
    yield from statistics(report)
