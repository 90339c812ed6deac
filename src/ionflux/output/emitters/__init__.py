"""Definitions to text: one module per format, found by its name.

A format is a module with a function `emit(records, options)`, which yields the pieces of one
whole text; nothing here writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

from ionflux.core.errors import UsageError
from ionflux.core.words import did_you_mean
from ionflux.models.records import Record


class EmitOptions(NamedTuple):
    """What a format may be told: the SQL dialect, whether tables and pruning are wanted."""

    dialect: str = "postgres"
    ddl: bool = False
    prune: bool = False


Emitter = Callable[[Iterable[Record], EmitOptions], Iterator[str]]


@cache
def formats() -> tuple[str, ...]:
    """Return the names of the formats; each is also the ending of its files."""
    return tuple(sorted(info.name for info in iter_modules(__path__)))


def emitter(name: str) -> Emitter:
    """Return the emitter of a format; UsageError where there is none."""
    if name not in formats():
        raise UsageError(f"no output format `{name}`{did_you_mean(name, formats())}")
    emit: Emitter = import_module(f"{__name__}.{name}").emit
    return emit
