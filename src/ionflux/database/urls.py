"""Databases by URL, `sqlite:///file.db` or `postgresql://user@host/name`, or by a connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote

from ionflux.core.errors import UsageError, WorkError
from ionflux.core.patterns import regex
from ionflux.database.connection import Database
from ionflux.database.store import Store

if TYPE_CHECKING:
    import psycopg

_SCHEME = regex(r"([A-Za-z][A-Za-z0-9+.-]*)://")

_SQLITE_OPTIONS = {"mode": ("ro", "rw", "rwc"), "immutable": ("0", "1")}
"""The options that a SQLite URL may have, and their values."""

_FORMS = "sqlite:///file.db, sqlite:////absolute/file.db, postgresql://user:password@host/name"


def is_url(text: str) -> bool:
    """Return whether the text is a URL, rather than a path."""
    return _SCHEME.match(text) is not None


def connect(where: str | sqlite3.Connection | psycopg.Connection[Any]) -> Store:
    """Return the store at a database URL, or for an open connection of the caller.

    With a URL, each call of the store makes its own connection and transaction. With a connection
    of `sqlite3` or `psycopg`, all statements join the caller's transaction, which the caller
    commits or rolls back.

    Raises `UsageError`, which never quotes a password, for anything else, and `WorkError` if the
    driver is not installed.
    """
    return Store(_opened(where) if isinstance(where, str) else _joined(where))


def _joined(connection: object) -> Database:
    from ionflux.database.sqlite import SqliteConnection  # drivers are imported when used

    if isinstance(connection, sqlite3.Connection):
        return SqliteConnection(connection)
    with suppress(ImportError):  # a caller with a connection has the driver
        from ionflux.database.postgres import PostgresConnection

        if PostgresConnection.takes(connection):
            return PostgresConnection(connection)
    kind = f"{type(connection).__module__}.{type(connection).__qualname__}"
    raise UsageError(
        f"a store needs a URL, or a connection of sqlite3 or psycopg, not one of {kind}"
    )


def _opened(url: str) -> Database:
    match = _SCHEME.match(url)
    if match is None:
        raise UsageError(f"not a database URL; valid ones are {_FORMS}")
    scheme = match[1].lower()
    if scheme not in _OPENERS:
        raise UsageError(f"`{scheme}` is not a kind of database; valid URLs are {_FORMS}")
    return _OPENERS[scheme](url)


def _sqlite(url: str) -> Database:
    from ionflux.database.sqlite import SqliteFile  # drivers are imported when used

    named, _, options = url.partition("://")[2].partition("?")
    authority, slash, path = named.partition("/")
    path = unquote(path)
    if authority or not slash or not path:
        raise UsageError(f"a SQLite URL has three slashes and a file; valid ones are {_FORMS}")
    if path == ":memory:":
        raise UsageError("a database in memory would be lost at once; name a file")
    if "\0" in path:
        raise UsageError("a file name cannot contain a NUL character")
    wanted = _sqlite_options(options)
    return SqliteFile(
        Path(path), wanted.get("mode", "rwc"), immutable=wanted.get("immutable") == "1"
    )


def _sqlite_options(query: str) -> dict[str, str]:
    wanted = dict(parse_qsl(query, keep_blank_values=True))
    for name, value in wanted.items():
        if value not in _SQLITE_OPTIONS.get(name, ()):
            valid = ", ".join(f"{n}={'|'.join(v)}" for n, v in _SQLITE_OPTIONS.items())
            raise UsageError(
                f"the database URL has an option that is not understood: `{name}={value}`;"
                f" valid for SQLite: {valid}; a `?` in the name of a file is written %3F"
            )
    return wanted


def _postgres(url: str) -> Database:
    try:
        from ionflux.database.postgres import PostgresServer  # imported when used
    except ImportError as error:
        raise WorkError(
            "PostgreSQL needs the extra `postgres`: pip install 'ionflux[postgres]'"
        ) from error
    return PostgresServer(f"postgresql://{url.partition('://')[2]}")


_OPENERS: Mapping[str, Callable[[str], Database]] = {
    "sqlite": _sqlite,
    "postgresql": _postgres,
    "postgres": _postgres,
    # In the form of SQLAlchemy, with the driver that is used here.
    "sqlite+pysqlite": _sqlite,
    "postgresql+psycopg": _postgres,
}
