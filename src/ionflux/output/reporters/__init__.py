"""Findings as text: one module per format, found by its name.

A format is a module with a function `render(report)`, which yields the pieces of one whole
document, even if there is nothing to report. If it has a severity `SHOWS`, findings below that
are not shown unless they are requested. Nothing here writes: commands do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ionflux.core.findings import Severity
from ionflux.core.registry import plugin, plugins
from ionflux.output.report import Report

Reporter = Callable[[Report], Iterator[str]]


def formats() -> tuple[str, ...]:
    """Return the names of the formats."""
    return tuple(plugins(__name__))


def reporter(name: str) -> Reporter:
    """Return the reporter of a format; raise UsageError if there is none."""
    render: Reporter = plugin(__name__, name, "report format").render
    return render


def shows(name: str) -> Severity:
    """Return the least severity that a format shows unless others are requested."""
    return getattr(plugin(__name__, name, "report format"), "SHOWS", Severity.INFO)
