"""Definitions to text: one module per format, found by its name.

A format is a module with a function `emit(records, options)`, which yields the pieces of one
whole text, as text or as UTF-8; nothing here writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ionflux.core.registry import plugin, plugins
from ionflux.models.records import Record


class EmitOptions(NamedTuple):
    """Options of formats: the SQL dialect, and whether tables and pruning are wanted."""

    dialect: str = "postgres"
    ddl: bool = False
    prune: bool | Callable[[], bool] = False
    """A function is called after all records."""

    def prunes(self) -> bool:
        """Tell whether pruning is wanted; only valid after all records."""
        return self.prune if isinstance(self.prune, bool) else self.prune()


Emitter = Callable[[Iterable[Record], EmitOptions], Iterator[str] | Iterator[bytes]]


def formats() -> tuple[str, ...]:
    """Return the names of the formats; each is also the ending of its files."""
    return tuple(plugins(__name__))


def emitter(name: str) -> Emitter:
    """Return the emitter of a format; raise UsageError if there is none."""
    emit: Emitter = plugin(__name__, name, "output format").emit
    return emit
