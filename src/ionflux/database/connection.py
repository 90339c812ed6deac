"""The interface of databases for the store."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from ionflux.database.dialect import SqlDialect
from ionflux.database.rows import Row
from ionflux.database.tables import Table


class FoundColumn(NamedTuple):
    """A column in the database."""

    type: str
    required: bool
    """Whether each row must be given a value: not nullable, without a default, not generated."""


class Session(Protocol):
    """An open connection."""

    @property
    def dialect(self) -> SqlDialect:
        """The SQL dialect of the database."""

    @property
    def schema(self) -> str:
        """The prefix of the names of created tables, with its dot; may be empty."""

    def stage(self, table: Table, rows: Iterable[Row]) -> None:
        """Add rows to the staging table (`merge.create_staging`); `WorkError` for duplicate ids."""

    def enter(self) -> None:
        """Begin the work on the tables themselves, once all rows are staged."""

    def columns(self, table: Table) -> Mapping[str, FoundColumn]:
        """Return the columns by name; empty if the table is missing."""

    def indexes(self, table: Table) -> frozenset[str]:
        """Return the names of the indexes of a table."""

    def checks(self, table: Table) -> Mapping[str, str]:
        """Return the `CHECK` conditions of a table in the database's words, by their names.

        SQLite has no names for them; there it is the whole statement that created the table.
        """

    def stand_in(self, table: Table, query: str) -> None:
        """Use a query as the table, for this session; only valid if nothing is changed."""

    def execute(self, sql: str) -> None:
        """Run one statement."""

    def run(self, statements: Iterable[str]) -> None:
        """Run statements; start again if another transaction conflicts."""

    def rows(self, sql: str) -> Generator[Row]:
        """Run a query; rows are fetched on demand."""


class Database(Protocol):
    """A way to connect to a database; failures raise `WorkError`."""

    @property
    def dialect(self) -> SqlDialect:
        """The SQL dialect of the database."""

    def loading(self) -> AbstractContextManager[Session]:
        """Frame one load: committed when the block ends, rolled back when it raises."""

    def checking(self) -> AbstractContextManager[Session]:
        """Frame the check of a load: the database is not written."""

    def reading(self) -> AbstractContextManager[Session]:
        """Frame one reading of the tables."""
