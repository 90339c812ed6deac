"""Models to rows and back."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from ionflux.core.errors import WorkError
from ionflux.database.dialect import json_text
from ionflux.database.literals import check_text
from ionflux.database.tables import Column, Kind, Table
from ionflux.models.base import Model
from ionflux.models.records import Record

Cell = Any
"""The value of a column, as a driver takes it or gives it."""

Row = tuple[Cell, ...]
"""Values in the order of a table's columns."""

_WHOLE = 1e16
"""From here on Python writes floats with an exponent."""


def encode(table: Table, record: Record) -> Row:
    """Return the values of the table's staged columns.

    Text, ids and timestamps (UTC; without a zone they are taken for UTC) are `str`, lists of
    text are `list[str]`, JSON is its text. Raises `WorkError`, naming the row and the field,
    for what no database holds: NUL, lone surrogates. NaN and infinity are null, as in JSON.
    """
    values = record.values()
    written = (_field(table, values, column) for column in table.written)
    return (*written, *(name in record.stated for name in table.left_open))


def decode(table: Table, columns: Sequence[Column], row: Sequence[Any]) -> Model:
    """Return the model of a row that holds these columns; raise `WorkError` if it is none."""
    try:
        values = {
            column.name: _parsed(value, column.kind)
            for column, value in zip(columns, row, strict=True)
        }
        return table.model.model_validate(values)
    except (ValueError, WorkError) as error:  # pydantic's and json's own are the former
        reason = " ".join(str(error).split())
        raise WorkError(f"the row {row[0]!s} of {table.name} is not valid: {reason}") from error


def _field(table: Table, values: Mapping[str, Any], column: Column) -> Cell:
    try:
        return _stored(values[column.name], column.kind)
    except WorkError as error:
        raise WorkError(f"{_title(table, values)}, {column.name}: {error}") from None
    except (ValueError, OverflowError) as error:
        # Integers of thousands of digits, half a character in JSON, instants before year 1.
        raise WorkError(f"{_title(table, values)}, {column.name}: {error}") from error


def _title(table: Table, values: Mapping[str, Any]) -> str:
    return f"{table.entity} {values['id']}"


def _stored(value: Cell, kind: Kind) -> Cell:
    if value is None or kind is Kind.BOOLEAN:
        return value
    if kind is Kind.TIMESTAMP:
        return _instant(datetime.fromisoformat(value))
    if kind is Kind.JSON:
        return json_text(_holdable(value))
    if kind is Kind.TEXT_LIST:
        return [check_text(item) for item in value]
    return check_text(value)


def _instant(value: datetime) -> str:
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _holdable(value: Cell) -> Cell:
    """Return JSON as every database gives it back equal; raise where none holds it."""
    if isinstance(value, str):
        return check_text(value)
    if isinstance(value, dict):
        return {check_text(key): _holdable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_holdable(item) for item in value]
    if isinstance(value, float) and math.isfinite(value) and abs(value) >= _WHOLE:
        # jsonb numbers are decimal: 1e308 would come back as 10**308, which is not equal.
        return int(value)
    if value == 0 and isinstance(value, float):
        return 0.0  # decimal numbers have no negative zero
    return value


def _parsed(value: Cell, kind: Kind) -> Cell:
    if value is None:
        return None
    if kind is Kind.BOOLEAN:
        return bool(value)
    if kind in (Kind.JSON, Kind.TEXT_LIST) and isinstance(value, str):
        parsed = json.loads(value)
        return _holdable(parsed) if "\\u" in value else parsed
    return value
