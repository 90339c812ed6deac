"""Changes to text: one module per format, found by its name.

A format is a module with a function `render(report)`, which yields the pieces of one whole
document, also where nothing has changed. Nothing here writes: commands do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from ionflux.core.errors import UsageError
from ionflux.core.words import did_you_mean
from ionflux.output.reporters.changes.report import ChangeReport

__all__ = ["ChangeReport", "formats", "reporter"]


@cache
def formats() -> dict[str, Callable[[ChangeReport], Iterator[str]]]:
    """Return the reporters for changes by the names of their formats."""
    modules = {i.name: import_module(f"{__name__}.{i.name}") for i in iter_modules(__path__)}
    return {name: module.render for name, module in modules.items() if hasattr(module, "render")}


def reporter(name: str) -> Callable[[ChangeReport], Iterator[str]]:
    """Return the reporter of a format; the pieces that it yields make one document."""
    if name not in formats():
        raise UsageError(f"no format `{name}` for differences{did_you_mean(name, formats())}")
    return formats()[name]
