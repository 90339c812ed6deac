"""Changes as text: one module per format, found by its name.

A format is a module with a function `render(report)`, which yields the pieces of one whole
document, even if nothing has changed. Nothing here writes: commands do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ionflux.core.registry import plugin, plugins
from ionflux.output.change_report import ChangeReport

ChangeReporter = Callable[[ChangeReport], Iterator[str]]


def formats() -> tuple[str, ...]:
    """Return the names of the formats."""
    return tuple(plugins(__name__))


def reporter(name: str) -> ChangeReporter:
    """Return the reporter of a format; raise UsageError if there is none."""
    render: ChangeReporter = plugin(__name__, name, "report format").render
    return render
