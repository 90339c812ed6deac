"""Diagnostics and changes to text: one package or module per format, found by its name.

A format for findings is a module with a function `render(report)`, which yields the pieces of
one whole document, also where there is nothing to report. Nothing here writes: commands do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from ionflux.core.errors import UsageError
from ionflux.core.words import did_you_mean
from ionflux.output.reporters.report import Report, lines_of, lines_on_disk

__all__ = ["Report", "formats", "lines_of", "lines_on_disk", "reporter"]


Reporter = Callable[[Report], Iterator[str]]


@cache
def formats() -> dict[str, Reporter]:
    """Return the reporters for findings by the names of their formats."""
    names = [info.name for info in iter_modules(__path__)]
    return {name: render for name in names if (render := _render(name))}


def _render(name: str) -> Reporter | None:
    return getattr(import_module(f"{__name__}.{name}"), "render", None)


def reporter(name: str) -> Reporter:
    """Return the reporter of a format; the pieces that it yields make one document."""
    named = name in {info.name for info in iter_modules(__path__)}
    if not named or not (render := _render(name)):
        raise UsageError(f"no report format `{name}`{did_you_mean(name, formats())}")
    return render
