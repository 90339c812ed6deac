"""Findings as counts: a line for each code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ionflux.output.report import Report


def render(report: Report) -> Iterator[str]:
    """Yield the codes that were found, each with its number."""
    counts = Counter(found.code for found in report.diagnostics)
    yield from (f"{code} {count}\n" for code, count in sorted(counts.items()))
