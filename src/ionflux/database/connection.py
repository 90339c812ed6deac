"""What the store asks of a database, whichever it is."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from ionflux.database.dialect import SqlDialect
from ionflux.database.rows import Row
from ionflux.database.tables import Table


class FoundColumn(NamedTuple):
    """A column that the database has."""

    type: str
    required: bool
    """Whether each row must be given a value: not nullable, without a default, not generated."""


class Session(Protocol):
    """An open connection."""

    @property
    def dialect(self) -> SqlDialect:
        """The SQL that the database speaks."""

    @property
    def schema(self) -> str:
        """What precedes the names of tables that are created, with its dot; may be empty."""

    def stage(self, table: Table, rows: Iterable[Row]) -> None:
        """Add rows to those that wait (`merge.create_staging`); `WorkError` for an id twice."""

    def enter(self) -> None:
        """Begin the work on the tables themselves, once all rows are staged."""

    def columns(self, table: Table) -> Mapping[str, FoundColumn]:
        """Return the columns by name; empty where the table is missing."""

    def indexes(self, table: Table) -> frozenset[str]:
        """Return the names of the indexes of a table."""

    def checks(self, table: Table) -> Mapping[str, str]:
        """Return the conditions of a table's rows, as the database words them, by their names.

        SQLite gives them no names; there it is the whole statement that made the table.
        """

    def stand_in(self, table: Table, query: str) -> None:
        """Let a query be the table, for this session; only where nothing is changed."""

    def execute(self, sql: str) -> None:
        """Run one statement."""

    def run(self, statements: Iterable[str]) -> None:
        """Run statements, from the first again where another transaction was in the way."""

    def rows(self, sql: str) -> Generator[Row]:
        """Run a query; rows come as they are asked for."""


class Database(Protocol):
    """A way to a database; what it cannot do, it reports by `WorkError`."""

    @property
    def dialect(self) -> SqlDialect:
        """The SQL that the database speaks."""

    def loading(self) -> AbstractContextManager[Session]:
        """Frame one load: kept as a whole when the block ends, undone when it raises."""

    def checking(self) -> AbstractContextManager[Session]:
        """Frame one load that is only asked about: nothing of the database is written."""

    def reading(self) -> AbstractContextManager[Session]:
        """Frame one reading of the tables."""
