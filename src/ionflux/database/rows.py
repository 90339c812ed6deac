"""Models to rows and back."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from pydantic import ValidationError

from ionflux.core.errors import WorkError
from ionflux.core.findings import dotted
from ionflux.core.json_value import JsonValue
from ionflux.core.terminal import printable
from ionflux.core.words import counted
from ionflux.database.cells import cells, instant
from ionflux.database.dialect import json_text
from ionflux.database.literals import check_text
from ionflux.database.tables import Cell, Column, Kind, Table
from ionflux.models.base import Model
from ionflux.models.records import Record

Row = tuple[Cell, ...]
"""Values in the order of a table's columns."""

_SHOWN = 80
"""How many characters of a value messages quote."""

_WHOLE = 1e16
"""From here on Python writes floats with an exponent."""


def encode(table: Table, record: Record) -> Row:
    """Return the values of the table's staged columns.

    Text, ids and timestamps (in UTC, which is also assumed without a zone) are `str`, lists of
    text are `list[str]`, JSON is its text. Raises `WorkError`, naming the row and the field,
    for characters that no database stores: NUL, lone surrogates. NaN and infinity are null, as in
    JSON.
    """
    try:
        written = cells(table, record.members.decode())
    except (ValueError, OverflowError):  # unusual or invalid values are examined one by one
        values = record.values()
        written = [_field(table, values, column) for column in table.written]
    return (*written, *[name in record.stated for name in table.left_open])


def decode(table: Table, columns: Sequence[Column], row: Row) -> Model:
    """Return the model of a row with these columns; raise `WorkError` if it is not valid."""
    with refusing(table, row):
        return table.model.model_validate(_values(columns, row))


def plain(table: Table, columns: Sequence[Column], row: Row) -> dict[str, JsonValue]:
    """Return a row's JSON values, without the model and so without its checks.

    Raises `WorkError` for a value that is not JSON, not text, or not in an enum.
    """
    with refusing(table, row):
        values = _values(columns, row)
        for column in columns:
            if not _fits(values[column.name], column):
                raise ValueError(f"{column.name} cannot be {values[column.name]!r:.{_SHOWN}}")
        return values


@contextmanager
def refusing(table: Table, row: Row) -> Iterator[None]:
    """Raise `WorkError`, which names the row by its first column, for a value that is not valid."""
    try:
        yield
    except (ValueError, TypeError, KeyError, WorkError) as error:  # also those of json and pydantic
        title = printable(f"{row[0]!s:.{_SHOWN}}")
        reason = printable(" ".join(_reason(error).split()))
        raise WorkError(f"the row {title} of {table.name} is not valid: {reason}") from error


def _reason(error: Exception) -> str:
    """Return why a value is not valid; for a model, the first mistake and the number of others."""
    if not isinstance(error, ValidationError):
        return str(error)
    first, *more = error.errors(include_url=False, include_context=False)
    given = repr(first["input"])
    shown = given if len(given) <= _SHOWN else f"{given[:_SHOWN]}…"
    others = f", and {counted(len(more), 'more mistake')}" if more else ""
    return f"{dotted(first['loc'])} cannot be {shown}{others}"


def _values(columns: Sequence[Column], row: Row) -> dict[str, Cell]:
    values = {}
    for column, value in zip(columns, row, strict=True):
        try:
            values[column.name] = _parsed(value, column.kind)
        except json.JSONDecodeError as error:
            raise ValueError(f"{column.name} is not JSON: {error}") from None
    return values


def _fits(value: Cell, column: Column) -> bool:
    if value is None:
        return column.nullable
    if column.kind is Kind.TEXT_LIST:
        return isinstance(value, list) and all(_is_word(item, column) for item in value)
    return column.kind is not Kind.TEXT or _is_word(value, column)


def _is_word(value: Cell, column: Column) -> bool:
    return isinstance(value, str) and (not column.choices or value in column.choices)


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
    if kind is Kind.TEXT:
        return check_text(value)
    if kind is Kind.JSON:
        return _json(value)
    if kind is Kind.TEXT_LIST:
        return [check_text(item) for item in value]
    return check_text(value) if kind is Kind.UUID else instant(value)


def _json(value: JsonValue) -> str:
    return check_text(json_text(_holdable(value)))


def _holdable(value: Cell) -> Cell:
    """Return JSON that every database returns unchanged; raise an error if none can store it."""
    if isinstance(value, str):
        return check_text(value)
    if isinstance(value, dict):
        return {check_text(key): _holdable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_holdable(item) for item in value]
    if isinstance(value, float) and math.isfinite(value) and abs(value) >= _WHOLE:
        # jsonb numbers are decimal: 1e308 would be returned as 10**308, which is not equal.
        return int(value)
    if value == 0 and isinstance(value, float):
        return 0.0  # decimal numbers have no negative zero
    return value


_WRITTEN = frozenset({Kind.JSON, Kind.TEXT_LIST})
"""The types in which a database may return the text of JSON."""


def _parsed(value: Cell, kind: Kind) -> Cell:
    if value is None or kind is Kind.TEXT:
        return value
    if kind is Kind.BOOLEAN:
        return bool(value)
    if kind in _WRITTEN and isinstance(value, str):
        parsed = json.loads(value)
        return _holdable(parsed) if "\\u" in value else parsed
    return value
