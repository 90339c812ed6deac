"""PostgreSQL through psycopg, the extra `postgres`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import conninfo, pq

from ionflux.core.errors import UsageError, WorkError
from ionflux.database.dialect import POSTGRES, SqlDialect
from ionflux.database.merge import LOAD_LOCK, column_list, staging
from ionflux.database.rows import Row
from ionflux.database.tables import Table

CONNECT_SECONDS = 10
"""How long to wait for a server, where the URL says nothing of it."""

LOCK_SECONDS = 60
"""How long to wait for another program that holds the tables."""

_BAD_URL = (
    "the database URL cannot be read; it looks like postgresql://user:password@host:5432/name,"
    " with special characters of the password percent-encoded"
)

_COLUMNS = """
    SELECT attname,
      replace(format_type(atttypid, atttypmod), 'timestamp with time zone', 'timestamptz')
    FROM pg_attribute
    WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped
"""


class PostgresSession:
    """A connection with an open transaction."""

    dialect: SqlDialect = POSTGRES
    schema = ""

    def __init__(self, driver: psycopg.Connection) -> None:
        self._driver = driver
        self._numbers = count(1)

    def stage(self, table: Table, rows: Iterable[Row]) -> None:
        """Add rows to a waiting room; raise `WorkError` where two have the same id."""
        statement = f"COPY {staging(table)} ({column_list(table)}) FROM STDIN"
        try:
            with self._driver.cursor() as cursor, cursor.copy(statement.encode()) as copy:
                for row in rows:
                    copy.write_row(row)
        except psycopg.errors.UniqueViolation:
            raise WorkError(f"two of the {table.name} have the same id") from None

    def enter(self, *, check: bool) -> None:
        """Wait for other loads to end; a check waits for nobody."""
        if not check:
            self.execute(f"SELECT {LOAD_LOCK}")

    def column_types(self, table: Table) -> Mapping[str, str]:
        """Return type by column name; empty where the table is missing."""
        return dict(self._driver.execute(_COLUMNS, (table.name,)).fetchall())

    def execute(self, sql: str) -> None:
        """Run one statement."""
        self._driver.execute(sql.encode())

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """Run a query; rows come as they are asked for."""
        with self._driver.cursor(name=f"rows_{next(self._numbers)}") as cursor:
            cursor.execute(sql.encode())
            yield from cursor


class PostgresDatabase:
    """A database on a server."""

    def __init__(self, url: str) -> None:
        self._options = _options(url)
        self._secrets = tuple(_secrets(url, self._options))

    @contextmanager
    def loading(self, *, check: bool) -> Iterator[PostgresSession]:
        """Frame one load in one transaction."""
        with self._driver() as driver:
            # A transaction of a stricter kind would not see what the load before has written.
            driver.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
            driver.execute(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
            yield PostgresSession(driver)
            if check:
                driver.rollback()

    @contextmanager
    def reading(self) -> Iterator[PostgresSession]:
        """Frame one reading in one transaction."""
        with self._driver() as driver:
            driver.read_only = True
            yield PostgresSession(driver)

    @contextmanager
    def _driver(self) -> Iterator[psycopg.Connection]:
        waits = {"connect_timeout": CONNECT_SECONDS, **self._options}
        try:
            # Named settings, not the URL: the server's and psycopg's messages never see it.
            with psycopg.connect(**{**waits, "client_encoding": "utf8"}) as driver:
                driver.prepare_threshold = None  # for poolers that share connections
                yield driver
        except psycopg.Error as error:
            raise WorkError(self._clean(f"database {self._name()}: {_reason(error)}")) from None

    def _name(self) -> str:
        return " at ".join(
            str(self._options[part]) for part in ("dbname", "host") if part in self._options
        )

    def _clean(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return " ".join(text.split())


def _reason(error: psycopg.Error) -> str:
    # Without the details: they hold the values of a whole row.
    return error.diag.message_primary or str(error)


def _options(url: str) -> dict[str, Any]:
    """Return what the URL says; raise `UsageError`, quoting none of it, where it says nothing."""
    try:
        options = conninfo.conninfo_to_dict(url)
    except psycopg.Error:
        raise UsageError(_BAD_URL) from None
    # An `@`, `/`, `?` or `:` in a password that is not encoded cuts the URL elsewhere, and
    # parts of the password would be taken, and shown, as host, port or database.
    port, host = str(options.get("port", "")), str(options.get("host", ""))
    if "@" in host or url.partition("?")[0].count("@") > 1 or port.strip("0123456789,"):
        raise UsageError(_BAD_URL)
    return options


def _secrets(url: str, options: Mapping[str, Any]) -> Iterator[str]:
    """Yield whatever must not be shown, longest first."""
    hidden = {o.keyword.decode() for o in pq.Conninfo.get_defaults() if o.dispchar == b"*"}
    values = {str(options[name]) for name in hidden & options.keys()}
    written = urlsplit(url).netloc.rpartition("@")[0].partition(":")[2]
    yield from sorted({*values, written, unquote(written)} - {""}, key=len, reverse=True)
