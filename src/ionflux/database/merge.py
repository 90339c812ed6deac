"""How new rows get into the tables: the statements that seeds and live loading share.

New rows wait in a temporary table `seed_<table>`, with a flag for each column that a record may
leave open. The rest are operations on sets: what differs, what prevents the load, and the
merge itself, which touches a row only if it differs. The two dialects differ in a few words;
statements end without a semicolon.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ionflux.database.dialect import POSTGRES, SqlDialect
from ionflux.database.tables import TABLES, Column, Generated, Kind, Reference, Table, stated

DEFINITIONS = TABLES["agent_definition"]
CONFIGURATIONS = TABLES["agent_configuration"]

LOAD_LOCK = "pg_advisory_xact_lock(hashtext('ionflux'), hashtext('load'))"
"""The lock of loads into a PostgreSQL database: one at a time, so tables are created only once."""


def staging(table: Table) -> str:
    """Return the name of the staging table for new rows."""
    return f"seed_{table.name}"


def names(columns: Iterable[Column]) -> str:
    """Return a column list."""
    return ", ".join(column.name for column in columns)


def create_staging(table: Table, dialect: SqlDialect) -> str:
    """Return the statement that creates the staging table; PostgreSQL drops it after the load."""
    body = ", ".join(f"{column.name} {dialect.types[column.kind]}" for column in table.staged)
    end = " ON COMMIT DROP" if dialect is POSTGRES else ""
    return f"CREATE TEMP TABLE {staging(table)} ({body}, PRIMARY KEY (id)){end}"


def insert_staging(table: Table) -> str:
    """Return the statement that adds a row, with a `?` for each value."""
    marks = ", ".join("?" * len(table.staged))
    return f"INSERT INTO {staging(table)} ({names(table.staged)}) VALUES ({marks})"


def stand_in(table: Table, found: Mapping[str, object], dialect: SqlDialect, schema: str) -> str:
    """Return the query for a table as it would be: it may be missing, or lack some columns."""
    absent = [column for column in table.columns if column.name not in found]
    cells = [f"CAST(NULL AS {dialect.types[column.kind]}) AS {column.name}" for column in absent]
    if found:
        return f"SELECT found.*, {', '.join(cells)} FROM {schema}{table.name} AS found"
    return f"SELECT {', '.join(cells)} WHERE FALSE"


def merge(table: Table, dialect: SqlDialect) -> Iterator[str]:
    """Yield the statements that insert new rows and update those that differ."""
    if table.unique == ("name",):
        yield _free_names(table)
    columns = names(table.written)
    changes = [f"{name} = {_merged(table, name)}" for name in table.compared]
    if table.dated:
        changes.append(f"updated_at = {dialect.generated[Generated.NOW]}")
    new = (_merged(table, name) for name in table.compared)
    yield (
        f"INSERT INTO {table.name} ({columns})\n"
        f"SELECT {columns} FROM {staging(table)} WHERE TRUE\n"
        f"ON CONFLICT (id) DO UPDATE SET\n  "
        + ",\n  ".join(changes)
        + f"\nWHERE {_differs(table, dialect, table.name, new)}"
    )


def _merged(table: Table, column: str) -> str:
    """Return the value that an update sets: the row's own if the record does not state one."""
    if column not in table.left_open:
        return f"excluded.{column}"
    seed = f"{staging(table)} AS seed WHERE seed.id = {table.name}.id"
    return (
        f"CASE WHEN (SELECT seed.{stated(column)} FROM {seed})"
        f" THEN excluded.{column} ELSE {table.name}.{column} END"
    )


def _free_names(table: Table) -> str:
    # Two definitions may have swapped names: uniqueness is checked row by row, so names that
    # are about to change are replaced first. Each of these rows gets its new name in the merge.
    return (
        f"UPDATE {table.name} SET name = 'renamed: ' || id\n"
        f"WHERE EXISTS (SELECT 1 FROM {staging(table)} AS seed"
        f" WHERE seed.id = {table.name}.id AND seed.name <> {table.name}.name)"
    )


def _differs(table: Table, dialect: SqlDialect, old: str, new: Iterable[str]) -> str:
    left = ", ".join(f"{old}.{name}" for name in table.compared)
    return f"({left})\n  {dialect.differs} ({', '.join(new)})"


def prune(dialect: SqlDialect) -> str:
    """Return the statement that marks definitions outside the seed as deprecated."""
    return (
        f"UPDATE {DEFINITIONS.name} SET status = 'deprecated',"
        f" updated_at = {dialect.generated[Generated.NOW]}\n"
        f"WHERE status <> 'deprecated' AND {_outside(DEFINITIONS.name)}"
    )


def changes(table: Table, dialect: SqlDialect) -> str:
    """Return the query for the effect of a merge: `inserted` or `updated`, id, name."""
    name = "seed.name" if "name" in table.compared else "''"
    new = (
        f"CASE WHEN seed.{stated(column)} THEN seed.{column} ELSE old.{column} END"
        if column in table.left_open
        else f"seed.{column}"
        for column in table.compared
    )
    return (
        f"SELECT CASE WHEN old.id IS NULL THEN 'inserted' ELSE 'updated' END, seed.id, {name}"
        f" FROM {staging(table)} AS seed LEFT JOIN {table.name} AS old ON old.id = seed.id"
        f" WHERE old.id IS NULL OR {_differs(table, dialect, 'old', new)} ORDER BY seed.id"
    )


def outside() -> str:
    """Return the query for definitions in use that are not in the seed: id, name."""
    return (
        f"SELECT 'deprecated', old.id, old.name FROM {DEFINITIONS.name} AS old"
        f" WHERE old.status <> 'deprecated' AND {_outside('old')} ORDER BY old.id"
    )


def versions() -> str:
    """Return the query for definitions whose version changes: id, old version, new version."""
    return (
        f"SELECT seed.id, old.version, seed.version FROM {staging(DEFINITIONS)} AS seed"
        f" JOIN {DEFINITIONS.name} AS old ON old.id = seed.id"
        " WHERE seed.version <> old.version ORDER BY seed.id"
    )


def left_deprecated() -> str:
    """Return the query for deprecated definitions that are loaded and stay deprecated: id."""
    return (
        f"SELECT seed.id FROM {staging(DEFINITIONS)} AS seed"
        f" JOIN {DEFINITIONS.name} AS old ON old.id = seed.id"
        f" WHERE old.status = 'deprecated' AND NOT seed.{stated('status')} ORDER BY seed.id"
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
    """Return the query for a new row with a dangling reference: id, the id it refers to."""
    target = f"seed.{reference.column}"
    places = [reference.table, *(staging(t) for t in staged if t.name == reference.table)]
    missing = " AND ".join(
        f"NOT EXISTS (SELECT 1 FROM {place} AS there WHERE there.id = {target})" for place in places
    )
    return (
        f"SELECT seed.id, {target} FROM {staging(table)} AS seed"
        f" WHERE {target} IS NOT NULL AND {missing} ORDER BY seed.id LIMIT 1"
    )


_CACHES = ("effective_config_cache", "external_memory_namespace")


def refresh(dialect: SqlDialect) -> str:
    """Return the statement that writes the caches of configurations that have not changed."""
    cells = ", ".join(
        f"{name} = (SELECT seed.{name} FROM {staging(CONFIGURATIONS)} AS seed"
        f" WHERE seed.id = {CONFIGURATIONS.name}.id)"
        for name in _CACHES
    )
    now = dialect.generated[Generated.NOW]
    return (
        f"UPDATE {CONFIGURATIONS.name} SET {cells}, updated_at = {now}"
        f" WHERE {_stale(CONFIGURATIONS.name, dialect)}"
    )


def stale(dialect: SqlDialect) -> str:
    """Return the query for the number of rows that `refresh` changes."""
    old = _stale("old", dialect)
    return f"SELECT count(*) FROM {CONFIGURATIONS.name} AS old WHERE {old}"


def _stale(row: str, dialect: SqlDialect) -> str:
    same = " AND ".join(
        f"seed.{name} = {row}.{name}" for name in ("id", "agent_definition_id", "yaml_config")
    )
    left = ", ".join(f"{row}.{name}" for name in _CACHES)
    right = ", ".join(f"seed.{name}" for name in _CACHES)
    return (
        f"EXISTS (SELECT 1 FROM {staging(CONFIGURATIONS)} AS seed WHERE {same}"
        f" AND ({left}) {dialect.differs} ({right}))"
    )


def configured_agents() -> str:
    """Return the query for the ids of definitions that have configurations."""
    return f"SELECT DISTINCT agent_definition_id FROM {CONFIGURATIONS.name}"


def where(column: str, values: Iterable[str], dialect: SqlDialect) -> str:
    """Return the condition that a column has one of some values."""
    return f" WHERE {column} IN ({', '.join(dialect.text(value) for value in sorted(values))})"


def select(table: Table, columns: Iterable[Column], dialect: SqlDialect, where: str = "") -> str:
    """Return the query for rows with these columns, in the table's order, by code point."""
    texts = {column.name for column in table.columns if column.kind is Kind.TEXT}
    collated = ' COLLATE "C"' if dialect is POSTGRES else ""
    order = ", ".join(
        f"{name}{collated if name in texts else ''} NULLS FIRST" for name in table.order
    )
    cells = ", ".join(dialect.read(column) for column in columns)
    return f"SELECT {cells} FROM {table.name}{where} ORDER BY {order}"
