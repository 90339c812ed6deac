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

Row = tuple[Any, ...]
"""Values in the order of a table's columns."""

_WHOLE = 1e16
"""From here on Python writes floats with an exponent."""


def encode(table: Table, values: Mapping[str, Any]) -> Row:
    """Return the table's written columns of an entity, given as its values in JSON.

    Text, ids and timestamps (UTC; without a zone they are taken for UTC) are `str`, lists of
    text are `list[str]`, JSON is its text. Raises `WorkError`, naming the row and the field,
    for what no database holds: NUL, lone surrogates. NaN and infinity are null, as in JSON.
    """
    return tuple(_field(table, values, column) for column in table.written)


def decode(table: Table, row: Sequence[Any]) -> Model:
    """Return the model of a row that holds all columns; raise `WorkError` if it is none."""
    try:
        values = {
            column.name: _parsed(value, column.kind)
            for column, value in zip(table.columns, row, strict=True)
        }
        return table.model.model_validate(values)
    except ValueError as error:  # pydantic's and json's own are such
        reason = " ".join(str(error).split())
        raise WorkError(f"row {row[0]!r} of {table.name} is no valid one: {reason}") from error


def _field(table: Table, values: Mapping[str, Any], column: Column) -> Any:  # noqa: ANN401 - any column
    try:
        return _stored(values[column.name], column.kind)
    except WorkError as error:
        raise WorkError(f"{_title(table, values)}, {column.name}: {error}") from None
    except (ValueError, OverflowError) as error:
        # Integers of thousands of digits, half a character in JSON, instants before year 1.
        raise WorkError(f"{_title(table, values)}, {column.name}: {error}") from error


def _title(table: Table, values: Mapping[str, Any]) -> str:
    return f"{table.entity} {values['id']}"


def _stored(value: Any, kind: Kind) -> Any:  # noqa: ANN401 - any column
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


def _holdable(value: Any) -> Any:  # noqa: ANN401 - a JSON value of any kind
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
    return value


def _parsed(value: Any, kind: Kind) -> Any:  # noqa: ANN401 - whatever the driver hands out
    if value is None:
        return None
    if kind is Kind.BOOLEAN:
        return bool(value)
    if kind in (Kind.JSON, Kind.TEXT_LIST) and isinstance(value, str):
        return json.loads(value)
    if kind is Kind.TIMESTAMP and isinstance(value, datetime):
        return value.astimezone(UTC)
    return value
