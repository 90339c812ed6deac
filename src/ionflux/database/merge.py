"""How new rows come into the tables: the statements that seeds and live loading share.

New rows wait in a temporary table `seed_<table>`. From there on all is set against set: what
differs, what stands in the way, and the merge itself, which touches a row only if it differs.
The two dialects differ in a word or two; statements end without a semicolon.
"""

# ruff: noqa: S608 - only names and words of our own stand in these statements

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ionflux.database.dialect import POSTGRES, SqlDialect
from ionflux.database.tables import TABLES, Column, Generated, Kind, Reference, Table

DEFINITIONS = TABLES["agent_definition"]

LOAD_LOCK = "pg_advisory_xact_lock(hashtext('ionflux'), hashtext('load'))"
"""What loads into one PostgreSQL database wait for: one at a time, tables made only once."""


def staging(table: Table) -> str:
    """Return the name of the table in which new rows wait."""
    return f"seed_{table.name}"


def column_list(table: Table) -> str:
    """Return the columns that a seed gives, for a column list."""
    return ", ".join(column.name for column in table.written)


def create_staging(table: Table, dialect: SqlDialect) -> str:
    """Return the statement that makes the waiting room; in PostgreSQL it ends with the load."""
    return _create_temporary(staging(table), table.written, dialect)


def insert_staging(table: Table) -> str:
    """Return the statement that adds a row, with a `?` for each value."""
    marks = ", ".join("?" * len(table.written))
    return f"INSERT INTO {staging(table)} ({column_list(table)}) VALUES ({marks})"


def create_stand_in(table: Table, dialect: SqlDialect) -> str:
    """Return the statement that makes an empty table for a missing one, seen by one session."""
    return _create_temporary(table.name, table.columns, dialect)


def _create_temporary(name: str, columns: Iterable[Column], dialect: SqlDialect) -> str:
    body = ", ".join(f"{column.name} {dialect.types[column.kind]}" for column in columns)
    end = " ON COMMIT DROP" if dialect is POSTGRES else ""
    return f"CREATE TEMP TABLE {name} ({body}, PRIMARY KEY (id)){end}"


def merge(table: Table, dialect: SqlDialect) -> Iterator[str]:
    """Yield the statements that insert new rows and update those that differ."""
    if table.unique == ("name",):
        yield _free_names(table)
    columns = column_list(table)
    changes = [f"{name} = excluded.{name}" for name in table.compared]
    if table.dated:
        changes.append(f"updated_at = {dialect.generated[Generated.NOW]}")
    differs = _differs(table, dialect, table.name, "excluded")
    yield (
        f"INSERT INTO {table.name} ({columns})\n"
        f"SELECT {columns} FROM {staging(table)} WHERE TRUE\n"
        f"ON CONFLICT (id) DO UPDATE SET\n  " + ",\n  ".join(changes) + f"\nWHERE {differs}"
    )


def _free_names(table: Table) -> str:
    # Two definitions may have swapped names: uniqueness is checked row by row, so names that
    # are about to change make way first. Each of these rows gets its new name by the merge.
    return (
        f"UPDATE {table.name} SET name = 'renamed: ' || id\n"
        f"WHERE EXISTS (SELECT 1 FROM {staging(table)} AS seed"
        f" WHERE seed.id = {table.name}.id AND seed.name <> {table.name}.name)"
    )


def _differs(table: Table, dialect: SqlDialect, old: str, new: str) -> str:
    left = ", ".join(f"{old}.{name}" for name in table.compared)
    right = ", ".join(f"{new}.{name}" for name in table.compared)
    return f"({left})\n  {dialect.differs} ({right})"


def prune(dialect: SqlDialect) -> str:
    """Return the statement that marks definitions outside the seed as deprecated."""
    return (
        f"UPDATE {DEFINITIONS.name} SET status = 'deprecated',"
        f" updated_at = {dialect.generated[Generated.NOW]}\n"
        f"WHERE status <> 'deprecated' AND {_outside(DEFINITIONS.name)}"
    )


def changes(table: Table, dialect: SqlDialect) -> str:
    """Return the query for what a merge would do: `inserted` or `updated`, id, name."""
    name = "seed.name" if "name" in table.compared else "''"
    return (
        f"SELECT CASE WHEN old.id IS NULL THEN 'inserted' ELSE 'updated' END, seed.id, {name}"
        f" FROM {staging(table)} AS seed LEFT JOIN {table.name} AS old ON old.id = seed.id"
        f" WHERE old.id IS NULL OR {_differs(table, dialect, 'old', 'seed')} ORDER BY seed.id"
    )


def outside() -> str:
    """Return the query for definitions in use that the seed does not hold: id, name."""
    return (
        f"SELECT 'deprecated', old.id, old.name FROM {DEFINITIONS.name} AS old"
        f" WHERE old.status <> 'deprecated' AND {_outside('old')} ORDER BY old.id"
    )


def _outside(row: str) -> str:
    return f"NOT EXISTS (SELECT 1 FROM {staging(DEFINITIONS)} AS held WHERE held.id = {row}.id)"


def name_doubled() -> str:
    """Return the query for two new definitions of one name: name, id, other id."""
    return (
        f"SELECT name, min(id), max(id) FROM {staging(DEFINITIONS)}"
        " GROUP BY name HAVING count(*) > 1 ORDER BY name LIMIT 1"
    )


def name_taken() -> str:
    """Return the query for a new name that another definition keeps: name, new id, its id."""
    return (
        f"SELECT seed.name, seed.id, old.id FROM {staging(DEFINITIONS)} AS seed"
        f" JOIN {DEFINITIONS.name} AS old ON old.name = seed.name"
        f" WHERE {_outside('old')} ORDER BY seed.id LIMIT 1"
    )


def dangling(table: Table, reference: Reference, staged: Iterable[Table]) -> str:
    """Return the query for a new row that refers to none: id, the id it refers to."""
    target = f"seed.{reference.column}"
    places = [reference.table, *(staging(t) for t in staged if t.name == reference.table)]
    missing = " AND ".join(
        f"NOT EXISTS (SELECT 1 FROM {place} AS there WHERE there.id = {target})" for place in places
    )
    return (
        f"SELECT seed.id, {target} FROM {staging(table)} AS seed"
        f" WHERE {target} IS NOT NULL AND {missing} ORDER BY seed.id LIMIT 1"
    )


def select(table: Table, dialect: SqlDialect) -> str:
    """Return the query for all rows with all columns, in the table's order, by code point."""
    columns = ", ".join(column.name for column in table.columns)
    texts = {column.name for column in table.columns if column.kind is Kind.TEXT}
    collated = ' COLLATE "C"' if dialect is POSTGRES else ""
    order = ", ".join(
        f"{name}{collated if name in texts else ''} NULLS FIRST" for name in table.order
    )
    return f"SELECT {columns} FROM {table.name} ORDER BY {order}"
