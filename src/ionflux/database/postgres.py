"""PostgreSQL through psycopg, the extra `postgres`."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import Any, TypeGuard
from urllib.parse import quote, unquote, urlsplit

import psycopg
from psycopg import conninfo, pq
from psycopg.rows import tuple_row

from ionflux.core.errors import UsageError, WorkError
from ionflux.database.connection import FoundColumn
from ionflux.database.dialect import POSTGRES, SqlDialect, json_text
from ionflux.database.merge import LOAD_LOCK, create_staging, names, staging
from ionflux.database.rows import Row
from ionflux.database.tables import Kind, Table

CONNECT_SECONDS = 10
"""How many seconds to wait for a server, unless the URL says otherwise."""

LOCK_SECONDS = 60
"""How many seconds to wait for another program that has locked the tables."""

ATTEMPTS = 5
"""How many attempts are made to write rows that other transactions lock in another order."""

_BAD_URL = (
    "the database URL cannot be read; it looks like postgresql://user:password@host:5432/name,"
    " with special characters of the password percent-encoded"
)

# Not `format_type`, whose result depends on a setting of the server.
_COLUMNS = """
    SELECT attname,
      CASE typname WHEN '_text' THEN 'text[]' WHEN 'bool' THEN 'boolean' ELSE typname END,
      attnotnull AND NOT atthasdef AND attidentity = '' AND attgenerated = ''
    FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
    WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped
"""
_INDEXES = """
    SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    WHERE indrelid = to_regclass(%s)
"""
_MAY_STAGE = """
    SELECT current_setting('transaction_read_only') = 'off'
      AND has_database_privilege(current_database(), 'TEMPORARY')
"""
_CHECKS = """
    SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = to_regclass(%s) AND contype = 'c'
"""


class PostgresSession:
    """A connection with an open transaction."""

    dialect: SqlDialect = POSTGRES
    schema = ""

    def __init__(self, driver: psycopg.Connection[Any]) -> None:
        self._driver = driver
        self._numbers = count(1)
        self._staged: list[Table] = []

    def stage(self, table: Table, rows: Iterable[Row]) -> None:
        """Add rows to the staging table; raise `WorkError` if two have the same id."""
        if table not in self._staged:
            self.execute(create_staging(table, POSTGRES))
            self._staged.append(table)
        statement = f"COPY {staging(table)} ({names(table.staged)}) FROM STDIN"
        try:
            with self._driver.cursor() as cursor, cursor.copy(statement.encode()) as copy:
                for row in rows:
                    copy.write_row(row)
        except psycopg.errors.UniqueViolation:
            raise _same_id(table) from None

    def unstage(self) -> None:
        """Drop the staging tables."""
        for table in self._staged:
            self.execute(f"DROP TABLE {staging(table)}")

    def enter(self) -> None:
        """Wait for other loads to end."""
        self.execute(f"SELECT {LOAD_LOCK}")

    def columns(self, table: Table) -> Mapping[str, FoundColumn]:
        """Return the columns by name; empty if the table is missing."""
        found = self._ask(_COLUMNS, table)
        return {name: FoundColumn(kind, required) for name, kind, required in found}

    def indexes(self, table: Table) -> frozenset[str]:
        """Return the names of the indexes of a table."""
        return frozenset(name for (name,) in self._ask(_INDEXES, table))

    def checks(self, table: Table) -> Mapping[str, str]:
        """Return the `CHECK` conditions of a table by their names."""
        return dict(self._ask(_CHECKS, table))

    def stand_in(self, table: Table, query: str) -> None:
        """Use a query as the table, for this session."""
        self.execute(f"CREATE TEMP VIEW {table.name} AS {query}")

    def execute(self, sql: str) -> None:
        """Run one statement."""
        self._driver.execute(sql.encode())

    def run(self, statements: Iterable[str]) -> None:
        """Run statements; start again after a deadlock with another transaction."""
        listed = tuple(statements)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self._driver.transaction():  # a savepoint: the staged rows are kept
                    for statement in listed:
                        self.execute(statement)
            except psycopg.errors.DeadlockDetected:
                if attempt == ATTEMPTS:
                    raise
            else:
                return

    def rows(self, sql: str) -> Generator[Row]:
        """Run a query; rows are fetched on demand."""
        name = f"ionflux_{next(self._numbers)}"
        with self._driver.cursor(name=name, row_factory=tuple_row) as cursor:
            yield from cursor.execute(sql.encode())

    def _ask(self, sql: str, table: Table) -> list[Row]:
        with self._driver.cursor(row_factory=tuple_row) as cursor:
            return cursor.execute(sql.encode(), (table.name,)).fetchall()


class PostgresTrial(PostgresSession):
    """A connection for a check: all writes are temporary, and rolled back at the end."""

    def enter(self) -> None:
        """Do not wait for other loads."""


class PostgresCheck(PostgresTrial):
    """A connection that may not even write a temporary table, such as that of a replica.

    New rows, and queries used as tables, are common table expressions of each query. The rows are
    kept in memory.
    """

    def __init__(self, driver: psycopg.Connection[Any]) -> None:
        super().__init__(driver)
        self._ids: dict[str, set[str]] = {}
        self._values: dict[str, list[str]] = {}
        self._queries: dict[str, str] = {}

    def stage(self, table: Table, rows: Iterable[Row]) -> None:
        """Keep the rows as JSON; raise `WorkError` if two have the same id."""
        name = staging(table)
        self._queries[name] = _recordset(table)
        ids = self._ids.setdefault(name, set())
        columns = [column.name for column in table.staged]
        batch = [dict(zip(columns, row, strict=True)) for row in rows]
        for row in batch:
            if row["id"] in ids:
                raise _same_id(table)
            ids.add(row["id"])
        self._values.setdefault(name, []).append(json_text(batch))

    def stand_in(self, table: Table, query: str) -> None:
        """Use a query as the table, in each query that follows."""
        self._queries[table.name] = query

    def rows(self, sql: str) -> Generator[Row]:
        """Run a query; with the new rows that it names."""
        used = {name: query for name, query in self._queries.items() if f" {name} " in f"{sql} "}
        values = {name: self._values[name] for name in used if name in self._values}
        ahead = ", ".join(f"{name} AS ({query})" for name, query in used.items())
        with self._driver.cursor(row_factory=tuple_row) as cursor:
            yield from cursor.execute(f"WITH {ahead} {sql}".encode(), values)


def _recordset(table: Table) -> str:
    """Return the query for the rows of a parameter: a list of JSON texts, each of several rows."""
    name = staging(table)
    types = ", ".join(
        f"{c.name} {'text' if c.kind is Kind.JSON else POSTGRES.types[c.kind]}"
        for c in table.staged
    )
    cells = ", ".join(
        f"CAST({c.name} AS jsonb) AS {c.name}" if c.kind is Kind.JSON else c.name
        for c in table.staged
    )
    return (
        f"SELECT {cells} FROM unnest(CAST(%({name})s AS jsonb[])) AS batch(batch),"
        f" jsonb_to_recordset(batch) AS found({types})"
    )


def _trial(driver: psycopg.Connection[Any]) -> PostgresTrial:
    """Return a session for a check; one without temporary tables if none can be created."""
    with driver.cursor(row_factory=tuple_row) as cursor:
        ((may_stage,),) = cursor.execute(_MAY_STAGE.encode()).fetchall()
    return PostgresTrial(driver) if may_stage else PostgresCheck(driver)


def _same_id(table: Table) -> WorkError:
    return WorkError(f"two rows of {table.name} have the same id")


class PostgresServer:
    """A database on a server, by its URL."""

    dialect: SqlDialect = POSTGRES

    def __init__(self, url: str) -> None:
        self._options = _options(url)
        self._secrets = tuple(_secrets(url, self._options))

    @contextmanager
    def loading(self) -> Iterator[PostgresSession]:
        """Frame one load in one transaction."""
        with self._driver() as driver:
            # A transaction of a stricter kind would not see the changes of the previous load.
            driver.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
            driver.execute(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
            yield PostgresSession(driver)

    @contextmanager
    def checking(self) -> Iterator[PostgresSession]:
        """Frame the check of a load, in a transaction that is rolled back."""
        with self._driver() as driver:
            yield _trial(driver)
            driver.rollback()

    @contextmanager
    def reading(self) -> Iterator[PostgresSession]:
        """Frame one reading in one transaction."""
        with self._driver(reads=True) as driver:
            yield PostgresSession(driver)

    @contextmanager
    def _driver(self, *, reads: bool = False) -> Iterator[psycopg.Connection]:
        waits = {"connect_timeout": CONNECT_SECONDS, **self._options}
        # Named settings, not the URL: messages of the server and of psycopg never contain it.
        settings: dict[str, Any] = {**waits, "client_encoding": "utf8"}
        name = f"database {self._name()}"
        with _errors(name, self._clean), psycopg.connect(**settings) as driver:
            driver.prepare_threshold = None  # for poolers that share connections
            driver.read_only = reads or None  # otherwise the server decides
            yield driver

    def _name(self) -> str:
        return " at ".join(
            str(self._options[part]) for part in ("dbname", "host") if part in self._options
        )

    def _clean(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text


class PostgresConnection:
    """A connection of the caller; all statements join the caller's transaction."""

    dialect: SqlDialect = POSTGRES

    def __init__(self, driver: psycopg.Connection[Any]) -> None:
        self._driver = driver

    @staticmethod
    def takes(connection: object) -> TypeGuard[psycopg.Connection[Any]]:
        """Tell whether this is a connection of psycopg."""
        return isinstance(connection, psycopg.Connection)

    @contextmanager
    def loading(self) -> Iterator[PostgresSession]:
        """Frame one load by a savepoint."""
        with self._joined():
            session = PostgresSession(self._driver)
            yield session
            session.unstage()

    @contextmanager
    def checking(self) -> Iterator[PostgresSession]:
        """Frame the check of a load; even the staging tables are rolled back."""
        with self._joined(undone=True):
            yield _trial(self._driver)

    @contextmanager
    def reading(self) -> Iterator[PostgresSession]:
        """Frame one reading."""
        with self._joined():
            yield PostgresSession(self._driver)

    @contextmanager
    def _joined(self, *, undone: bool = False) -> Iterator[None]:
        with _errors("the database"):
            if not self._driver.autocommit:
                self._driver.execute("SELECT 1")  # begins the transaction that the caller ends
            with self._driver.transaction(force_rollback=undone):
                yield


@contextmanager
def _errors(name: str, clean: Callable[[str], str] = str) -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        # Without the details: they contain the values of a whole row.
        reason = error.diag.message_primary or str(error)
        raise WorkError(" ".join(clean(f"{name}: {reason}").split())) from None


def _options(url: str) -> dict[str, Any]:
    """Parse the URL; raise `UsageError`, without quoting any part of it, if it is not valid."""
    try:
        options = conninfo.conninfo_to_dict(_with_encoded_values(url))
    except psycopg.Error:
        raise UsageError(_BAD_URL) from None
    # An `@`, `/`, `?` or `:` in a password that is not encoded splits the URL elsewhere, and
    # parts of the password would be taken, and shown, as host, port or database.
    port, host = str(options.get("port", "")), str(options.get("host", ""))
    if "@" in host or url.partition("?")[0].count("@") > 1 or port.strip("0123456789,"):
        raise UsageError(_BAD_URL)
    return options


def _with_encoded_values(url: str) -> str:
    """Encode what libpq rejects in the value of an option: `?options=-csearch_path=ionflux`."""
    address, mark, query = url.partition("?")
    named = (option.partition("=") for option in query.split("&"))
    return address + mark + "&".join(f"{n}{e}{quote(value, safe='%/:@,')}" for n, e, value in named)


def _secrets(url: str, options: Mapping[str, Any]) -> Iterator[str]:
    """Yield all texts that must not be shown, longest first."""
    hidden = {o.keyword.decode() for o in pq.Conninfo.get_defaults() if o.dispchar == b"*"}
    values = {str(options[name]) for name in hidden & options.keys()}
    written = urlsplit(url).netloc.rpartition("@")[0].partition(":")[2]
    yield from sorted({*values, written, unquote(written)} - {""}, key=len, reverse=True)
