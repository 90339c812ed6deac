"""Yardsticks: plain programs for one purpose each, without any of our code.

`python -m benchmarks.plain NAME ARGUMENT…`; each is a process, like the program.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

_ENTITIES = ("agent_definition", "playbook")
_CLOCKS = ("created_at", "updated_at")
_SHOWN = (
    "id, name, version, status, triggers_config, inputs_schema, outputs_config,"
    " underlying_services_required"
)


def show(database: str) -> None:
    """Print eight columns of all agents, aligned."""
    with closing(sqlite3.connect(database)) as driver:
        rows = list(map(_cells, driver.execute(f"SELECT {_SHOWN} FROM agent_definitions")))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


def _cells(row: tuple[str, ...]) -> tuple[str, ...]:
    *texts, triggers, inputs, outputs, services = row
    return (
        *texts,
        ", ".join(trigger["type"] for trigger in json.loads(triggers)),
        ", ".join(entry["key"] for entry in json.loads(inputs)),
        ", ".join(entry["key"] for entry in json.loads(outputs)),
        ", ".join(json.loads(services)),
    )


def load_sqlite(database: str, tables: str, records: str) -> None:
    """Create the tables, and insert the records of a JSONL file by `executemany`."""
    with closing(sqlite3.connect(database, isolation_level=None)) as driver:
        driver.executescript(Path(tables).read_text("utf-8"))
        driver.execute("BEGIN")
        for table, names, rows in _tables(records):
            marks = ", ".join("?" * len(names))
            driver.executemany(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",
                ([_written(value) for value in row] for row in rows),
            )
        driver.execute("COMMIT")


def load_postgres(database: str, tables: str, records: str) -> None:
    """Create the tables, and insert the records of a JSONL file by `executemany`."""
    import psycopg

    with psycopg.connect(database) as driver, driver.cursor() as cursor:
        cursor.execute(Path(tables).read_bytes())
        for table, names, rows in _tables(records):
            marks = ", ".join(["%s"] * len(names))
            insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
            cursor.executemany(
                insert.encode(),
                ([_adapted(name, row[i]) for i, name in enumerate(names)] for row in rows),
            )


def _tables(records: str) -> Iterator[tuple[str, list[str], list[list[Any]]]]:
    found: dict[str, list[dict[str, Any]]] = {entity: [] for entity in _ENTITIES}
    with Path(records).open("rb") as lines:
        for line in lines:
            values = json.loads(line)
            found[values.pop("entity")].append(values)
    for entity, rows in found.items():
        names = [name for name in rows[0] if name not in _CLOCKS]
        yield f"{entity}s", names, [[row[name] for name in names] for row in rows]


def _written(value: object) -> object:
    structured = isinstance(value, list | dict)
    return json.dumps(value, ensure_ascii=False) if structured else value


def _adapted(name: str, value: object) -> object:
    if name in ("core_capabilities", "underlying_services_required"):
        return value
    return _written(value)


def compare(database: str, records: str) -> None:
    """Read the records of a JSONL file, and all rows, and count those that differ."""
    with closing(sqlite3.connect(database)) as driver:
        driver.row_factory = sqlite3.Row
        differing = 0
        for table, names, rows in _tables(records):
            given = {row[names.index("id")]: [_written(value) for value in row] for row in rows}
            for found in driver.execute(f"SELECT * FROM {table}"):
                differing += given[found["id"]] != [found[name] for name in names]
    if differing:
        sys.exit(f"{differing} rows differ")


def read(*databases: str) -> None:
    """Read all rows of databases, with their JSON as values."""
    for database in databases:
        with closing(sqlite3.connect(database)) as driver:
            for entity in _ENTITIES:
                for row in driver.execute(f"SELECT * FROM {entity}s"):
                    tuple(map(_value, row))


def _value(cell: object) -> object:
    return json.loads(cell) if isinstance(cell, str) and cell[:1] in "[{" else cell


_PROGRAMS: Mapping[str, Callable[..., None]] = {
    program.__name__: program for program in (show, load_sqlite, load_postgres, compare, read)
}

if __name__ == "__main__":
    _PROGRAMS[sys.argv[1]](*sys.argv[2:])
