"""The tables as SQL text."""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.database.dialect import SqlDialect, json_text, sql_dialect
from ionflux.database.tables import TABLES, Column, Generated, Kind, Table


def ddl(dialect: str) -> str:
    """Return the statements that create all missing tables.

    `dialect` is `postgres` or `sqlite`; `UsageError` for any other. They can be run twice.
    """
    spoken = sql_dialect(dialect)
    made = (
        "\n".join(f"{statement};" for statement in create(table, spoken))
        for table in TABLES.values()
    )
    return "\n\n".join(made) + "\n"


def create(table: Table, dialect: SqlDialect, schema: str = "") -> Iterator[str]:
    """Yield the statements that create one table and its indexes, without a semicolon.

    `schema` is SQLite's name of an attached database, with its dot.
    """
    lines = [write_column(table, column, dialect) for column in table.columns]
    lines += [
        f"FOREIGN KEY ({column}) REFERENCES {target} (id) ON DELETE {on_delete}"
        for column, target, on_delete in table.references
    ]
    body = ",\n  ".join(lines)
    yield f"CREATE TABLE IF NOT EXISTS {schema}{table.name} (\n  {body}\n)"
    yield from (statement for _, statement in create_indexes(table, schema))


def create_indexes(table: Table, schema: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name of each index of a table, and the statement that creates it."""
    for columns in table.indexes:
        name = f"{table.name}_{'_'.join(columns)}_idx"
        listed = ", ".join(columns)
        yield name, f"CREATE INDEX IF NOT EXISTS {schema}{name} ON {table.name} ({listed})"


def write_column(table: Table, column: Column, dialect: SqlDialect) -> str:
    """Return a column as in a table's definition."""
    parts = [column.name, dialect.types[column.kind]]
    if not column.nullable:
        parts.append("NOT NULL")
    if column.default is not None:
        parts.append(f"DEFAULT {_default(column, dialect)}")
    if column.name == "id":
        parts.append("PRIMARY KEY")
    if column.name in table.unique:
        parts.append("UNIQUE")
    if condition := dialect.check(column):
        parts.append(f"CHECK ({condition})")
    return " ".join(parts)


def _default(column: Column, dialect: SqlDialect) -> str:
    if isinstance(column.default, Generated):
        return dialect.generated[column.default]
    value = json_text(column.default) if column.kind is Kind.JSON else column.default
    return dialect.literal(value)
