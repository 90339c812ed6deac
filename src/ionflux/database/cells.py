"""A record's members to the values of a row: texts as they are, JSON as databases store it.

Only for values that change at most in their spelling; values that may have to be changed or
rejected go through the values of the record (see `rows.encode`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import NamedTuple

from pydantic_core import from_json

from ionflux.core.patterns import regex
from ionflux.database.tables import CLOCKS, Cell, Kind, Table

_NUMBERED = "\\u"
"""The beginning of a character that is written by its number."""

_ODD_NUMBER = regex(r"[0-9]e|0\.0000|-0\.0|[0-9]{50}")
"""Numbers that may be written in several ways, negative zero, and numbers that may be too large."""

_QUOTE, _BACKSLASH = "\x00", "\x01"
"""Temporary replacements of an escaped quote and backslash; JSON has neither in a text."""


class OddValueError(ValueError):
    """An unusual value, which databases may change or reject."""


def cells(table: Table, members: str) -> list[Cell]:
    """Return the values of a seed's columns, from the members of a record.

    Raises `OddValueError` if a value may have to be changed or rejected.
    """
    lines = members.split("\n")
    return [read(lines[member][start:]) for member, start, read in _columns(table)]


class _ColumnPlace(NamedTuple):
    """The member of a column, where its value starts, and how the value is read."""

    member: int
    start: int
    read: Callable[[str], Cell]


@cache
def _columns(table: Table) -> tuple[_ColumnPlace, ...]:
    return tuple(
        _ColumnPlace(member, len(f'"{column.name}":'), _READERS[column.kind])
        for member, column in enumerate(table.columns)
        if column.name not in CLOCKS
    )


def _text(value: str) -> str | None:
    if "\\" in value:
        text: str = from_json(_common(value))
        return text
    return None if value == "null" else value[1:-1]


def _json(value: str) -> str | None:
    return None if value == "null" else spaced(_common(value))


def spaced(value: str) -> str:
    """Return compact JSON as `json_text` writes the same value; raise an error if it may differ.

    Between texts, commas and colons are followed by a blank; escaped quotes do not end a text.
    """
    escaped = "\\" in value
    if escaped:
        value = value.replace("\\\\", _BACKSLASH).replace('\\"', _QUOTE)
    parts = value.split('"')
    parts[::2] = map(_spaced, parts[::2])
    value = '"'.join(parts)
    return value.replace(_QUOTE, '\\"').replace(_BACKSLASH, "\\\\") if escaped else value


@lru_cache(maxsize=1024)
def _spaced(between: str) -> str:
    if _ODD_NUMBER.search(between):
        raise OddValueError
    return between.replace(",", ", ").replace(":", ": ")


def _texts(value: str) -> list[str]:
    texts: list[str] = from_json(_common(value))
    return texts


def _common(value: str) -> str:
    """Return a value that contains neither NUL nor a lone surrogate."""
    if _NUMBERED in value:
        raise OddValueError
    return value


def instant(value: str) -> str:
    """Return a timestamp in UTC; one without a zone is assumed to be in UTC."""
    moment = datetime.fromisoformat(value)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _instant(value: str) -> str | None:
    return None if value == "null" else instant(value[1:-1])


_READERS: Mapping[Kind, Callable[[str], Cell]] = {
    Kind.TEXT: _text,
    Kind.UUID: _text,
    Kind.JSON: _json,
    Kind.TEXT_LIST: _texts,
    Kind.TIMESTAMP: _instant,
    Kind.BOOLEAN: from_json,
}
