"""The store, which loads records into a database and reads them back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Self, cast

from ionflux.core.errors import RejectedError, UsageError, WorkError
from ionflux.core.json_value import JsonValue
from ionflux.database import merge
from ionflux.database.connection import Database
from ionflux.database.guards import columns_of
from ionflux.database.loading import Compiled, LoadReport, RowChange, load, stage
from ionflux.database.merge import CONFIGURATIONS
from ionflux.database.migrations import as_script, migrate
from ionflux.database.rows import Row, decode, plain
from ionflux.database.tables import TABLES, Cell, Column, Table
from ionflux.models import AgentConfiguration, AgentDefinition, AgentRunLog, Playbook
from ionflux.models.base import Model
from ionflux.models.records import Record, record_of

MOST_ASKED = 500
"""How many values a query lists; for more, all rows are read, and others are skipped."""

StoredRow = dict[str, Cell]
"""The values of a row by their columns, as returned by a driver."""


def _ignore(change: RowChange) -> None:
    """Ignore a change."""


class Store:
    """A database with the four entities.

    With a URL, each call makes its own connection, and leaving a `with` block has nothing to close.
    With a connection of the caller, each call joins the transaction, which the caller ends.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def load(
        self,
        what: Compiled | Iterable[Record | Model],
        *,
        prune: bool | Callable[[], bool] = False,
        check: bool = False,
        on_change: Callable[[RowChange], None] = _ignore,
    ) -> LoadReport:
        """Bring the database to a given state: a compilation, records or models.

        All or nothing, in one transaction; missing tables are created, and those of earlier
        versions are migrated. `status` and `category` of a definition, `status` and `description`
        of a configuration and `is_active` of a playbook are only set if the document states them,
        or the model was created with them; otherwise an existing row keeps its own. `created_at`
        and `updated_at` are set by the database, and so are the fields of a configuration about
        its last run once the row exists.

        With `prune`, definitions that are not given become `deprecated`, unless a finding of the
        compilation says that an agent may be missing from it; a function is called after all
        records. With `check`, nothing is changed, and nothing need be writable. `on_change` is
        called for every row that differs, with entity and id, before the rows are written.
        Memory does not grow with the number of records, except for a check of a PostgreSQL
        database without temporary tables, such as a replica.

        Raises `RejectedError` for a compilation with errors; `UsageError` for pruning without a
        definition; `WorkError` if a table lacks columns or has wrong ones, a name or an id is
        taken, a reference is dangling, a value cannot be stored, or the database fails.
        """
        if not isinstance(what, Iterable) and not what.ok:
            raise RejectedError("nothing was written: the blueprints have errors")
        with self._database.checking() if check else self._database.loading() as session:
            return load(session, what, prune=prune, check=check, on_change=on_change)

    def read(
        self, entity: str, column: str = "id", values: Collection[str] | None = None
    ) -> Iterator[Model]:
        """Yield the models of an entity as rows are read; only those with some values, if given.

        Definitions and configurations are sorted by id, playbooks by definition, name and id,
        run logs by start and id; text by code point. `created_at` and `updated_at` are set, in
        UTC. Raises `UsageError` if the database file does not exist, `WorkError` if the table
        is missing or a different one, or if a row is not valid.
        """
        table = TABLES[entity]
        if values is not None and not values:
            return
        asked = values if values is None or len(values) <= MOST_ASKED else None
        with self._selected(table, table.columns, column, asked) as (columns, rows):
            at = [each.name for each in columns].index(column)
            for row in rows:
                if values is asked or str(row[at]) in cast("Collection[str]", values):
                    yield decode(table, columns, row)

    def plain(self, entity: str, names: Collection[str]) -> Iterator[dict[str, JsonValue]]:
        """Yield some fields of all rows of an entity, as JSON values, in the order of `read`.

        Faster than models, with fewer checks: see `rows.plain`. Raises the errors of `read`.
        """
        table = TABLES[entity]
        wanted = [column for column in table.columns if column.name in names]
        with self._selected(table, wanted) as (columns, rows):
            for row in rows:
                yield plain(table, columns, row)

    def stored(self, entity: str, *, checked: bool = True) -> Iterator[tuple[bytes, StoredRow]]:
        """Yield the content of each row, as bytes, and its values, both in the database's own form.

        `created_at` and `updated_at` are left out. With `checked`, a row that is not valid raises
        `WorkError`; of equal rows, only one needs to be checked. Raises the errors of `read`.
        """
        table = TABLES[entity]
        with self._selected(table, table.written) as (columns, rows):
            names = [column.name for column in columns]
            for row in rows:
                if checked:
                    decode(table, columns, row)
                says = repr(row).encode("utf-8", "backslashreplace")
                yield says, dict(zip(names, row, strict=True))

    @property
    def dialect(self) -> str:
        """The name of the SQL dialect of the database."""
        return self._database.dialect.name

    @contextmanager
    def _selected(
        self,
        table: Table,
        wanted: Iterable[Column],
        column: str = "id",
        values: Collection[str] | None = None,
    ) -> Iterator[tuple[Sequence[Column], Iterator[Row]]]:
        """Provide those of the wanted columns that the table has, and its rows as they are read."""
        with self._database.reading() as session:
            found = columns_of(session, table)
            if not found:
                raise WorkError(f"the database has no table {table.name}")
            columns = [each for each in wanted if each.name in found]
            where = "" if values is None else merge.where(column, values, session.dialect)
            query = merge.select(table, columns, session.dialect, where)
            with closing(session.rows(query)) as rows:  # closed before its connection
                yield columns, rows

    def definitions(self, ids: Collection[str] | None = None) -> tuple[AgentDefinition, ...]:
        """Return all definitions, or those with these ids; by id."""
        return tuple(cast("Iterator[AgentDefinition]", self.read("agent_definition", "id", ids)))

    def playbooks(self) -> tuple[Playbook, ...]:
        """Return all playbooks, by definition, name and id."""
        return tuple(cast("Iterator[Playbook]", self.read("playbook")))

    def configurations(
        self, *, agents: Collection[str] | None = None
    ) -> tuple[AgentConfiguration, ...]:
        """Return all configurations, or those of these definitions; by id."""
        found = self.read("agent_configuration", "agent_definition_id", agents)
        return tuple(cast("Iterator[AgentConfiguration]", found))

    def configured_agents(self) -> frozenset[str]:
        """Return the ids of the definitions that have configurations; none without a table."""
        try:
            with self._database.reading() as session:
                if not session.columns(CONFIGURATIONS):
                    return frozenset()
                return frozenset(row for (row,) in session.rows(merge.configured_agents()))
        except UsageError:  # the file does not exist yet
            return frozenset()

    def refresh(self, configurations: Iterable[AgentConfiguration]) -> int:
        """Write the caches and namespaces of configurations whose YAML has not changed.

        Nothing else is written. Returns how many rows changed.
        """
        with self._database.loading() as session:
            if not stage(session, map(record_of, configurations)):
                return 0
            session.enter()
            if not columns_of(session, CONFIGURATIONS):
                raise WorkError(f"the database has no table {CONFIGURATIONS.name}")
            ((number,),) = session.rows(merge.stale(session.dialect))
            session.run([merge.refresh(session.dialect)])
        return int(number)

    def run_logs(self) -> tuple[AgentRunLog, ...]:
        """Return all run logs, by start and id."""
        return tuple(cast("Iterator[AgentRunLog]", self.read("agent_run_log")))

    def migration(self) -> str:
        """Return the SQL that migrates the tables to this version, as one transaction."""
        with self._database.reading() as session:
            for table in TABLES.values():
                columns_of(session, table)
            return as_script(migrate(session, ""))
