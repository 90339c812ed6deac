"""Seeds: SQL text that brings a database to the state that the records describe.

Rows first go to temporary tables, one statement per row; the tables themselves are changed
at the end, all at once, and only where rows differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from ionflux.core.errors import UsageError
from ionflux.database import merge
from ionflux.database.dialect import POSTGRES, SQLITE, SqlDialect, sql_dialect
from ionflux.database.merge import DEFINITIONS, staging
from ionflux.database.rows import Row, encode
from ionflux.database.schema import ddl
from ionflux.database.tables import TABLES, Table
from ionflux.models.records import Record
from ionflux.output.emitters import EmitOptions

_TITLE_LENGTH = 200

_POSTGRES_BEGIN = f"""\
-- A seed for PostgreSQL: one transaction, safe to run twice.
BEGIN ISOLATION LEVEL READ COMMITTED;
SET LOCAL client_encoding = 'UTF8';
SET LOCAL client_min_messages = warning;
-- One load at a time.
DO $lock$ BEGIN PERFORM {merge.LOAD_LOCK}; END $lock$;
"""

# The sqlite3 shell continues after an error, up to COMMIT. So COMMIT must fail if anything did:
# it does while seed_begun refers to a row that is not in seed_done. That row is inserted
# together with the merge by the trigger, and a statement is executed completely or not at all.
_SQLITE_BEGIN = """\
-- A seed for SQLite: one transaction, safe to run twice.
-- Wait for other programs that write, up to a minute; SQLite answers with the number.
PRAGMA busy_timeout = 60000;
PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;
-- The sqlite3 shell continues after an error; COMMIT is refused until seed_done has its row.
DROP TABLE IF EXISTS temp.seed_begun;
DROP TABLE IF EXISTS temp.seed_done;
CREATE TEMP TABLE seed_done (step INTEGER PRIMARY KEY);
CREATE TEMP TABLE seed_begun (step INTEGER REFERENCES seed_done DEFERRABLE INITIALLY DEFERRED);
INSERT INTO seed_begun (step) VALUES (1);
"""

_BEGINNINGS = {POSTGRES.name: _POSTGRES_BEGIN, SQLITE.name: _SQLITE_BEGIN}


def emit(records: Iterable[Record], options: EmitOptions) -> Iterator[str]:
    """Yield the seed in pieces, in the order of the records.

    Raises `UsageError` for an unknown dialect, and for pruning without a definition;
    `WorkError` for a value that no database can store, such as a NUL character.
    """
    dialect = sql_dialect(options.dialect)
    yield _BEGINNINGS[dialect.name]
    if options.ddl:
        yield f"\n{ddl(dialect.name)}"
    counts: dict[str, int] = {}
    for record in records:
        table = TABLES[record.entity]
        if record.entity not in counts:
            yield _waiting_room(table, dialect)
        counts[record.entity] = counts.get(record.entity, 0) + 1
        yield _row(table, record, dialect)
    prune = options.prunes()
    if prune and DEFINITIONS.entity not in counts:
        raise UsageError("nothing can be pruned: the seed has no definition")
    yield _end(counts, dialect, options._replace(prune=prune))


def _waiting_room(table: Table, dialect: SqlDialect) -> str:
    again = f"DROP TABLE IF EXISTS temp.{staging(table)};\n" if dialect is SQLITE else ""
    return f"\n{again}{merge.create_staging(table, dialect)};\n"


def _row(table: Table, record: Record, dialect: SqlDialect) -> str:
    row = encode(table, record)
    parts = [*_template(table)]
    parts[1::2] = _title(table, row, record.source), *dialect.literals(row)
    return "".join(parts)


@cache
def _template(table: Table) -> tuple[str, ...]:
    """Return the text of a row in parts; every second one is replaced by its title or a value."""
    into = f"INSERT INTO {staging(table)} ({merge.names(table.staged)})"
    starts = [f"  /* {column.name} */ " for column in table.staged]
    starts[0] = f"\n{into} VALUES (\n{starts[0]}"
    before = ("\n-- ", starts[0], *(f",\n{start}" for start in starts[1:]))
    return (*(part for start in before for part in (start, "")), "\n);\n")


def _title(table: Table, row: Row, source: str) -> str:
    """Return the text of a row's comment, without anything that ends the line."""
    named = [
        value
        for column, value in zip(table.written, row, strict=False)
        if column.name in ("id", "name")
    ]
    words = " ".join(named) + (f" ({source})" if source else "")
    if not words.isprintable():
        words = "".join(char if char.isprintable() else " " for char in words)
    return words[:_TITLE_LENGTH]


def _end(counts: Mapping[str, int], dialect: SqlDialect, options: EmitOptions) -> str:
    tables = [table for table in TABLES.values() if table.entity in counts]
    steps = [statement for table in tables for statement in merge.merge(table, dialect)]
    if options.prune:
        steps.append(merge.prune(dialect))
    if dialect is SQLITE:
        return _sqlite_end([*_sqlite_guards(counts, options), *steps])
    merging = "".join(f"\n{step};\n" for step in steps)
    return f"{merging}\nCOMMIT;\n"


def _sqlite_guards(counts: Mapping[str, int], options: EmitOptions) -> Iterator[str]:
    yield _fail("the seed did not begin", "NOT EXISTS (SELECT 1 FROM seed_begun)")
    for table in TABLES.values() if options.ddl else ():
        # A table of that name with other columns is not an error until they are selected.
        columns = ", ".join(column.name for column in table.columns)
        yield f"SELECT {columns} FROM {table.name} WHERE FALSE"
    for entity, count in counts.items():
        rows = f"(SELECT count(*) FROM {staging(TABLES[entity])})"
        yield _fail("the seed is not complete", f"{rows} <> {count}")
    if DEFINITIONS.entity in counts:
        taken = f"EXISTS ({merge.name_taken()})"
        yield _fail("a definition outside the seed has a name of the seed", taken)


def _fail(message: str, condition: str) -> str:
    return f"SELECT RAISE(ABORT, '{message}') WHERE {condition}"


def _sqlite_end(steps: Iterable[str]) -> str:
    body = "".join(f"\n{step};\n" for step in steps)
    return (
        f"\nCREATE TEMP TRIGGER seed_merge AFTER INSERT ON seed_done BEGIN{body}END;\n"
        "INSERT INTO seed_done (step) VALUES (1);\n"
        "COMMIT;\n"
    )
