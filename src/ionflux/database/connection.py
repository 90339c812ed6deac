"""What the store asks of a database, whichever it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

from ionflux.database.dialect import SqlDialect
from ionflux.database.rows import Row
from ionflux.database.tables import Table


class Session(Protocol):
    """An open connection."""

    @property
    def dialect(self) -> SqlDialect:
        """The SQL that the database speaks."""

    @property
    def schema(self) -> str:
        """What stands before the names of tables that are created, with its dot; may be empty."""

    def stage(self, table: Table, rows: Iterable[Row]) -> None:
        """Add rows to the table's waiting room (`merge.create_staging`)."""

    def enter(self, *, check: bool) -> None:
        """Begin the work on the tables proper, alone; for a check, without writing to them."""

    def column_types(self, table: Table) -> Mapping[str, str]:
        """Return type by column name as the database has it; empty where the table is missing."""

    def execute(self, sql: str) -> None:
        """Run one statement."""

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """Run a query; rows come as they are asked for."""


class Database(Protocol):
    """A way to a database; whatever it cannot do, it says by `WorkError`."""

    def loading(self, *, check: bool) -> AbstractContextManager[Session]:
        """Frame one load: kept as a whole when the block ends, undone when it raises or checks."""

    def reading(self) -> AbstractContextManager[Session]:
        """Frame one reading of the tables."""
