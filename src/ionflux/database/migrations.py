"""Migrations of tables from earlier versions to this one: forward only.

The table itself shows what it lacks: columns and indexes that were added later, and words that an
enum's `CHECK` does not allow yet. Additions of the platform stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from ionflux.core.errors import WorkError
from ionflux.core.patterns import regex
from ionflux.database.connection import FoundColumn, Session
from ionflux.database.dialect import SQLITE
from ionflux.database.schema import create, create_indexes, write_column
from ionflux.database.tables import TABLES, Column, Table

ADDED: Mapping[str, tuple[str, ...]] = {"agent_definitions": ("graph",)}
"""By table, the columns that its first version did not have."""

_REPLACED: Mapping[str, tuple[str, ...]] = {
    "agent_run_logs": ("agent_run_logs_agent_configuration_id_idx",),
}
"""By table, indexes of an earlier version that a later one covers."""

_WORD = regex(r"'((?:[^']|'')*)'")


def added_later(table: Table, found: Mapping[str, FoundColumn]) -> tuple[Column, ...]:
    """Return the columns that the table lacks because an earlier version created it."""
    late = ADDED.get(table.name, ())
    return tuple(c for c in table.columns if c.name in late and c.name not in found)


def migrate(session: Session, schema: str) -> Iterator[str]:
    """Yield the statements that create what is missing, if anything.

    `schema` is the prefix of the created names, with its dot; it may be empty.
    """
    for table in TABLES.values():
        if found := session.columns(table):
            yield from _brought_up(session, table, found, schema)
        else:
            yield from create(table, session.dialect, schema)


def _brought_up(
    session: Session, table: Table, found: Mapping[str, FoundColumn], schema: str
) -> Iterator[str]:
    for column in added_later(table, found):
        written = write_column(table, column, session.dialect)
        yield f"ALTER TABLE {schema}{table.name} ADD COLUMN {written}"
    yield from _widened(session, table, schema)
    there = session.indexes(table)
    yield from (statement for name, statement in create_indexes(table, schema) if name not in there)
    for name in _REPLACED.get(table.name, ()):
        if name in there:
            yield f"DROP INDEX {schema}{name}"


def _widened(session: Session, table: Table, schema: str) -> Iterator[str]:
    """Yield the statements that let an enum's column accept words that were added later."""
    conditions = session.checks(table)
    for column in table.columns:
        if not column.choices:
            continue
        if session.dialect is SQLITE:
            if table.name not in conditions:
                raise WorkError(f"{table.name} is a view: a load cannot write to it")
            yield from _sqlite_widened(session, table, column, conditions[table.name], schema)
            continue
        name = f"{table.name}_{column.name}_check"
        if _lacks_words(column, conditions.get(name, "")):
            yield f"ALTER TABLE {table.name} DROP CONSTRAINT {name}"
            check = session.dialect.check(column)
            yield f"ALTER TABLE {table.name} ADD CONSTRAINT {name} CHECK ({check})"


def _sqlite_widened(
    session: Session, table: Table, column: Column, made_by: str, schema: str
) -> Iterator[str]:
    # SQLite cannot alter a CHECK. Its manual says how the statement that made a table may be
    # changed if no row is affected: https://sqlite.org/lang_altertable.html
    start = made_by.find(f"CHECK ({column.name} IN (")
    old = made_by[start : made_by.find("))", start) + 2]
    if start < 0 or not _lacks_words(column, old):
        return
    new = f"CHECK ({SQLITE.check(column)})"
    ((version,),) = session.rows(f"PRAGMA {session.schema}schema_version")
    yield "PRAGMA writable_schema = ON"
    yield (
        f"UPDATE {schema}sqlite_master"
        f" SET sql = replace(sql, {SQLITE.text(old)}, {SQLITE.text(new)})"
        f" WHERE type = 'table' AND name = '{table.name}'"
    )
    yield f"PRAGMA {schema}schema_version = {version + 1}"  # other connections read it again
    yield "PRAGMA writable_schema = RESET"


def _lacks_words(column: Column, condition: str) -> bool:
    known = set(_WORD.findall(condition))
    return bool(known) and known < set(column.choices)


def as_script(statements: Iterator[str]) -> str:
    """Return the statements as one transaction."""
    listed = list(statements)
    if not listed:
        return "-- The tables are those of this version: there is nothing to do.\n"
    return ";\n".join(chain(["BEGIN"], listed, ["COMMIT"])) + ";\n"
