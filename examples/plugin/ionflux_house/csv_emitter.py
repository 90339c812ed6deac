"""Definitions as CSV: id, name and version of each agent."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from ionflux.models.records import Record
from ionflux.output.emitters import EmitOptions

_FIELDS = ("id", "name", "version")


def emit(records: Iterable[Record], options: EmitOptions) -> Iterator[str]:
    """Yield a line for each definition, after a line with the names of the fields."""
    del options
    yield _line(_FIELDS)
    for record in records:
        if record.entity == "agent_definition":
            yield _line(record.field(name) for name in _FIELDS)


def _line(values: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(values)
    return text.getvalue()
