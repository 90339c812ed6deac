"""SQLite through the standard library."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from ionflux.core.errors import UsageError, WorkError
from ionflux.database.connection import FoundColumn
from ionflux.database.dialect import SQLITE, SqlDialect, json_text
from ionflux.database.merge import create_staging, insert_staging, staging
from ionflux.database.rows import Row
from ionflux.database.tables import Table

WAIT_SECONDS = 20
"""How many seconds to wait for another program that has locked the database."""

_GENERATED = (2, 3)
"""The values of the last column of `table_xinfo` for generated columns."""


class SqliteSession:
    """A connection whose database has the name `schema`."""

    dialect: SqlDialect = SQLITE

    def __init__(self, driver: sqlite3.Connection, schema: str) -> None:
        self._driver = driver
        self._staged: list[Table] = []
        self.schema = f"{schema}."

    def stage(self, table: Table, rows: Iterable[Row]) -> None:
        """Add rows to the staging table; raise `WorkError` if two have the same id."""
        if table not in self._staged:
            self._driver.execute(create_staging(table, SQLITE))
            self._staged.append(table)
        try:
            self._driver.executemany(insert_staging(table), map(_adapted, rows))
        except sqlite3.IntegrityError:
            raise WorkError(f"two rows of {table.name} have the same id") from None

    def unstage(self) -> None:
        """Drop the staging tables."""
        for table in self._staged:
            self._driver.execute(f"DROP TABLE temp.{staging(table)}")

    def enter(self) -> None:
        """Begin the work on the tables themselves."""

    def columns(self, table: Table) -> Mapping[str, FoundColumn]:
        """Return the columns by name; empty if the table is missing."""
        found = self.rows(f"PRAGMA {self.schema}table_xinfo({table.name})")
        return {
            name: FoundColumn(
                declared.upper(), bool(not_null and default is None and hidden not in _GENERATED)
            )
            for _, name, declared, not_null, default, _, hidden in found
        }

    def indexes(self, table: Table) -> frozenset[str]:
        """Return the names of the indexes of a table."""
        found = self.rows(f"PRAGMA {self.schema}index_list({table.name})")
        return frozenset(name for _, name, *_ in found)

    def checks(self, table: Table) -> Mapping[str, str]:
        """Return the statement that created the table."""
        named = f"type = 'table' AND name = '{table.name}'"
        query = f"SELECT name, sql FROM {self.schema}sqlite_master WHERE {named}"
        return dict(self.rows(query))

    def stand_in(self, table: Table, query: str) -> None:
        """Use a query as the table, for this session."""
        self._driver.execute(f"CREATE TEMP VIEW {table.name} AS {query}")

    def execute(self, sql: str) -> None:
        """Run one statement."""
        self._driver.execute(sql)

    def run(self, statements: Iterable[str]) -> None:
        """Run statements; no other transaction can interfere."""
        for statement in statements:
            self.execute(statement)

    def rows(self, sql: str) -> Generator[Row]:
        """Run a query; rows are fetched on demand."""
        cursor = self._driver.cursor()
        cursor.row_factory = None  # regardless of the connection's own
        yield from cursor.execute(sql)


class _FileSession(SqliteSession):
    """A connection to a private database on disk, to which the file is attached when needed.

    So a load that fails early does not leave a file behind, a check works on a file that it may
    not write, and other programs do not wait while records are collected.
    """

    def __init__(self, driver: sqlite3.Connection, uri: str, *, writes: bool) -> None:
        super().__init__(driver, "target")
        self._uri = uri
        self._writes = writes

    def enter(self) -> None:
        """Attach the file, and begin a transaction."""
        self._driver.execute("COMMIT")
        self.attach()
        self._driver.execute("BEGIN IMMEDIATE" if self._writes else "BEGIN")

    def attach(self) -> None:
        """Open the file."""
        self._driver.execute("ATTACH ? AS target", (self._uri,))


class SqliteFile:
    """A database file; `mode` is SQLite's mode of opening it for writing: `ro`, `rw` or `rwc`.

    An `immutable` file is read without locks, and without the files beside it that locks need.
    """

    dialect: SqlDialect = SQLITE

    def __init__(self, path: Path, mode: str = "rwc", *, immutable: bool = False) -> None:
        self._path = path
        self._mode = "ro" if immutable else mode
        self._immutable = immutable

    @contextmanager
    def loading(self) -> Iterator[SqliteSession]:
        """Frame one load; everything not committed when the connection closes is rolled back."""
        if self._mode == "ro":
            raise UsageError("the database URL allows only reading: it has mode=ro or immutable=1")
        with self._session(self._mode) as (driver, session):
            driver.execute("BEGIN")
            yield session
            driver.execute("COMMIT")

    @contextmanager
    def checking(self) -> Iterator[SqliteSession]:
        """Frame the check of a load: the file is opened for reading."""
        is_new = self._mode == "rwc" and self._path.parent.is_dir() and not self._path.exists()
        with self._session("memory" if is_new else "ro") as (driver, session):
            driver.execute("BEGIN")
            yield session

    @contextmanager
    def reading(self) -> Iterator[SqliteSession]:
        """Frame one reading; raise `UsageError` if there is no such file."""
        if not self._path.is_file():
            raise UsageError(f"there is no database `{self._path}`")
        with self._session("ro") as (_, session):
            session.attach()
            yield session

    @contextmanager
    def _session(self, mode: str) -> Iterator[tuple[sqlite3.Connection, _FileSession]]:
        with _errors(f"database {str(self._path)!r}", self._path):
            private = sqlite3.connect("", timeout=WAIT_SECONDS, isolation_level=None, uri=True)
            with closing(private) as driver:
                driver.execute("PRAGMA foreign_keys = ON")
                driver.execute("PRAGMA temp_store = FILE")
                uri = f"{self._path.absolute().as_uri()}?mode={mode}"
                uri += "&immutable=1" * self._immutable
                yield driver, _FileSession(driver, uri, writes=mode.startswith("rw"))


class SqliteConnection:
    """A connection of the caller; all statements join the caller's transaction."""

    dialect: SqlDialect = SQLITE

    def __init__(self, driver: sqlite3.Connection) -> None:
        self._driver = driver

    @contextmanager
    def loading(self) -> Iterator[SqliteSession]:
        """Frame one load by a savepoint."""
        if not self._driver.in_transaction and self._driver.isolation_level is not None:
            self._driver.execute("BEGIN")  # like the driver itself before it writes
        with self._savepoint() as session:
            yield session
            session.unstage()

    @contextmanager
    def checking(self) -> Iterator[SqliteSession]:
        """Frame the check of a load; even the staging tables are rolled back."""
        with self._savepoint(keep=False) as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[SqliteSession]:
        """Frame one reading."""
        with _errors("the database"):
            yield SqliteSession(self._driver, "main")

    @contextmanager
    def _savepoint(self, *, keep: bool = True) -> Iterator[SqliteSession]:
        with _errors("the database"):
            self._driver.execute("SAVEPOINT ionflux")
            try:
                yield SqliteSession(self._driver, "main")
            except BaseException:
                keep = False
                raise
            finally:
                if self._driver.in_transaction:  # a full disk ends a transaction by itself
                    if not keep:
                        self._driver.execute("ROLLBACK TO ionflux")
                    self._driver.execute("RELEASE ionflux")


@contextmanager
def _errors(name: str, file: Path | None = None) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:  # a message may also be damaged
        unopened = _unopened(file, error) if file else None
        reason = unopened or " ".join(str(error).split())
        raise WorkError(f"{name}: {reason}") from error


def _unopened(file: Path, error: Exception) -> str | None:
    """Return why a file cannot be opened, of which SQLite says nothing; None if it was opened."""
    if file.is_dir():
        return "it is a folder"
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    if (code & 0xFF) != sqlite3.SQLITE_CANTOPEN:  # the rest of the code has details
        return None
    if not file.parent.is_dir():
        return f"there is no folder {str(file.parent)!r}"
    return "it cannot be opened" if file.exists() else "it does not exist, or cannot be created"


def _adapted(row: Row) -> Row:
    return tuple(json_text(value) if isinstance(value, list) else value for value in row)
