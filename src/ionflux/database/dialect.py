"""The two SQL dialects: types, literals, and the few words in which they differ."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ionflux.core.errors import UsageError
from ionflux.core.words import did_you_mean
from ionflux.database.literals import (
    have_controls,
    postgres_plain,
    postgres_text,
    sqlite_plain,
    sqlite_text,
)
from ionflux.database.tables import Cell, Column, Generated, Kind


@dataclass(frozen=True, slots=True)
class SqlDialect:
    """The syntax of one database management system."""

    name: str
    types: Mapping[Kind, str]
    text: Callable[[str], str]
    """Text as a literal."""
    plain: Callable[[str], str]
    """Text without control characters as a literal."""
    text_list: Callable[[Sequence[str], Callable[[str], str]], str]
    """A list of texts as a literal, given how its texts are written."""
    generated: Mapping[Generated, str]
    differs: str
    """The comparison that treats NULL as a value."""
    check: Callable[[Column], str]
    """The condition of a column's `CHECK`; empty if there is none."""
    read: Callable[[Column], str]
    """The expression to select a column: JSON as text, a timestamp as text in UTC."""

    def literal(self, value: Cell) -> str:
        """Return a stored value (see `rows.encode`) as SQL."""
        return self.literals((value,))[0]

    def literals(self, row: Sequence[Cell]) -> list[str]:
        """Return the stored values of a row as SQL."""
        texts = [value for value in row if isinstance(value, str)]
        for value in row:
            if isinstance(value, list):
                texts += value
        text = self.text if have_controls(texts) else self.plain
        return [
            text(value) if isinstance(value, str) else self._other(value, text) for value in row
        ]

    def _other(self, value: Cell, text: Callable[[str], str]) -> str:
        if value is None:
            return "NULL"
        return str(value).upper() if isinstance(value, bool) else self.text_list(value, text)


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def json_text(value: object) -> str:
    """Return JSON as databases store it: one line, UTF-8 as it is."""
    return _ENCODER.encode(value)


def _words(column: Column, text: Callable[[str], str]) -> str:
    return ", ".join(text(word) for word in column.choices)


def _postgres_list(items: Sequence[str], text: Callable[[str], str]) -> str:
    written = ", ".join(map(text, items))
    return f"ARRAY[{written}]" if written else "'{}'"


def _postgres_check(column: Column) -> str:
    words = _words(column, postgres_text)
    if column.choices and column.kind is Kind.TEXT_LIST:
        return f"{column.name} <@ ARRAY[{words}]"
    return f"{column.name} IN ({words})" if words else ""


def _postgres_read(column: Column) -> str:
    if column.kind is Kind.JSON:
        return f"CAST({column.name} AS text)"
    if column.kind is Kind.TIMESTAMP:
        # Text that does not depend on settings of the server or the session.
        form = """YYYY-MM-DD"T"HH24:MI:SS.US"Z\""""
        return f"to_char({column.name} AT TIME ZONE 'UTC', '{form}')"
    return column.name


def _sqlite_check(column: Column) -> str:
    if column.kind is Kind.BOOLEAN:
        return f"{column.name} IN (0, 1)"
    if column.kind is Kind.JSON:
        # SQLite before 3.43 returns 0, not NULL, for the validity of NULL.
        unless_null = f"{column.name} IS NULL OR " if column.nullable else ""
        return f"{unless_null}json_valid({column.name})"
    if column.kind is Kind.TEXT_LIST:
        return f"json_valid({column.name}) AND json_type({column.name}) = 'array'" + (
            f" AND {_only_words(column)}" if column.choices else ""
        )
    return f"{column.name} IN ({_words(column, sqlite_text)})" if column.choices else ""


def _only_words(column: Column) -> str:
    # A CHECK cannot contain a subquery, so no json_each: remove the brackets of the minified array
    # and every allowed word from it; only commas may remain. A word that is part of a
    # longer string leaves at least that string's quotes behind.
    rest = f"substr(json({column.name}), 2, length(json({column.name})) - 2)"
    for word in column.choices:
        rest = f"replace({rest}, '\"{word}\"', '')"
    return f"trim({rest}, ',') = ''"


_SQLITE_UUID = (
    "(lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4'"
    " || substr(hex(randomblob(2)), 2) || '-' || substr('89ab', 1 + (random() & 3), 1)"
    " || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))))"
)

POSTGRES = SqlDialect(
    name="postgres",
    types={
        Kind.TEXT: "text",
        Kind.UUID: "uuid",
        Kind.TIMESTAMP: "timestamptz",
        Kind.BOOLEAN: "boolean",
        Kind.TEXT_LIST: "text[]",
        Kind.JSON: "jsonb",
    },
    text=postgres_text,
    plain=postgres_plain,
    text_list=_postgres_list,
    generated={Generated.NOW: "now()", Generated.RANDOM_UUID: "gen_random_uuid()"},
    differs="IS DISTINCT FROM",
    check=_postgres_check,
    read=_postgres_read,
)

SQLITE = SqlDialect(
    name="sqlite",
    types={
        Kind.TEXT: "TEXT",
        Kind.UUID: "TEXT",
        Kind.TIMESTAMP: "TEXT",
        Kind.BOOLEAN: "INTEGER",
        Kind.TEXT_LIST: "TEXT",
        Kind.JSON: "TEXT",
    },
    text=sqlite_text,
    plain=sqlite_plain,
    text_list=lambda items, text: text(json_text(list(items))),
    generated={
        Generated.NOW: "(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))",
        Generated.RANDOM_UUID: _SQLITE_UUID,
    },
    differs="IS NOT",
    check=_sqlite_check,
    read=lambda column: column.name,
)

DIALECTS: Mapping[str, SqlDialect] = {dialect.name: dialect for dialect in (POSTGRES, SQLITE)}


def sql_dialect(name: str) -> SqlDialect:
    """Return the dialect of this name; raise `UsageError`, which names the valid ones."""
    if name not in DIALECTS:
        raise UsageError(f"there is no SQL dialect `{name}`{did_you_mean(name, DIALECTS)}")
    return DIALECTS[name]
