"""SQLite through the standard library."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from ionflux.core.errors import UsageError, WorkError
from ionflux.database.dialect import SQLITE, SqlDialect, json_text
from ionflux.database.merge import insert_staging
from ionflux.database.rows import Row
from ionflux.database.tables import Table

WAIT_SECONDS = 20
"""How long to wait for another program that holds the database."""


class SqliteSession:
    """A connection to a private database on disk, to which the file is attached when needed.

    So a load that fails before it touches the file leaves none behind, a check can work on a
    file that it may not write, and nobody is kept waiting while records come in.
    """

    dialect: SqlDialect = SQLITE
    schema = "target."

    def __init__(self, driver: sqlite3.Connection, path: Path) -> None:
        self._driver = driver
        self._path = path
        self._attached = False

    def stage(self, table: Table, rows: Iterable[Row]) -> None:
        """Add rows to a waiting room; raise `WorkError` where two have the same id."""
        try:
            self._driver.executemany(insert_staging(table), map(_adapted, rows))
        except sqlite3.IntegrityError:
            raise WorkError(f"two of the {table.name} have the same id") from None

    def enter(self, *, check: bool) -> None:
        """Begin on the file: read only, without a file where there is none, for a check."""
        self._driver.execute("COMMIT")
        if self._path.exists() or not check:
            self.attach("ro" if check else "rwc")
        self._driver.execute("BEGIN" if check else "BEGIN IMMEDIATE")

    def attach(self, mode: str) -> None:
        """Open the file in one of SQLite's modes."""
        uri = f"{self._path.absolute().as_uri()}?mode={mode}"
        self._driver.execute("ATTACH ? AS target", (uri,))
        self._attached = True

    def column_types(self, table: Table) -> Mapping[str, str]:
        """Return type by column name; empty where the table is missing."""
        if not self._attached:
            return {}
        columns = self._driver.execute(f"PRAGMA target.table_info({table.name})")
        return {name: declared.upper() for _, name, declared, *_ in columns}

    def execute(self, sql: str) -> None:
        """Run one statement."""
        self._driver.execute(sql)

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """Run a query; rows come as they are asked for."""
        yield from self._driver.execute(sql)


class SqliteDatabase:
    """A database file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def loading(self, *, check: bool) -> Iterator[SqliteSession]:
        """Frame one load; what is not committed when the connection closes is undone."""
        with self._session() as (driver, session):
            driver.execute("BEGIN")
            yield session
            driver.execute("ROLLBACK" if check else "COMMIT")

    @contextmanager
    def reading(self) -> Iterator[SqliteSession]:
        """Frame one reading; raise `UsageError` where there is no such file."""
        if not self._path.is_file():
            raise UsageError(f"no database {str(self._path)!r}")
        with self._session() as (_, session):
            session.attach("ro")
            yield session

    @contextmanager
    def _session(self) -> Iterator[tuple[sqlite3.Connection, SqliteSession]]:
        try:
            private = sqlite3.connect("", timeout=WAIT_SECONDS, isolation_level=None, uri=True)
            with closing(private) as driver:
                driver.execute("PRAGMA foreign_keys = ON")
                driver.execute("PRAGMA temp_store = FILE")
                yield driver, SqliteSession(driver, self._path)
        except sqlite3.Error as error:
            reason = " ".join(str(error).split())
            raise WorkError(f"database {str(self._path)!r}: {reason}") from error


def _adapted(row: Row) -> Row:
    return tuple(json_text(value) if isinstance(value, list) else value for value in row)
