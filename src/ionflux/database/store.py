"""The store: loads records into a database, and reads them back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, Self

from ionflux.core.errors import UsageError, WorkError
from ionflux.database import merge
from ionflux.database.connection import Database, Session
from ionflux.database.guards import has_table, refuse_conflicts
from ionflux.database.merge import DEFINITIONS
from ionflux.database.rows import decode, encode
from ionflux.database.schema import create
from ionflux.database.tables import TABLES, Table
from ionflux.models.base import Model
from ionflux.models.records import Record

BATCH = 100
"""Records that are held in memory at a time."""


class Change(NamedTuple):
    """What a load does, or would do, to one row."""

    action: str
    """`inserted`, `updated` or `deprecated`."""
    entity: str
    id: str
    name: str


@dataclass(slots=True)
class Tally:
    """How many rows of an entity a load touched, and how many it found as they should be."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    deprecated: int = 0


@dataclass(slots=True)
class LoadReport:
    """What a load did, or what it would do where it was asked to check."""

    tallies: dict[str, Tally]
    """By entity, for those that were given."""
    absent: int = 0
    """Definitions of the database, not deprecated, that were not given and stay as they are."""

    @property
    def changed(self) -> bool:
        """Whether any row differs."""
        return any(t.inserted or t.updated or t.deprecated for t in self.tallies.values())

    def count(self, change: Change, *, prune: bool) -> None:
        """Take a change into account; without `prune`, definitions not given are only absent."""
        tally = self.tallies[change.entity]
        if change.action == "inserted":
            tally.inserted += 1
            tally.unchanged -= 1
        elif change.action == "updated":
            tally.updated += 1
            tally.unchanged -= 1
        elif prune:
            tally.deprecated += 1
        else:
            self.absent += 1


def _ignore(change: Change) -> None:
    """Hear of a change and do nothing."""


class Store:
    """A database that holds the four entities.

    Each call connects for itself; leaving a `with` block has nothing to close.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def load(
        self,
        records: Iterable[Record],
        *,
        prune: bool = False,
        check: bool = False,
        on_change: Callable[[Change], None] = _ignore,
    ) -> LoadReport:
        """Bring the database to the state that the records describe (spec section 5).

        All or nothing, in one transaction; tables are made where they are missing. With
        `prune`, definitions that are not among the records become `deprecated`. With `check`,
        nothing is changed. `on_change` hears of every row that differs, by entity and id,
        before the rows are written. Memory does not grow with the number of records.

        Raises `UsageError` for pruning without a definition; `WorkError` where a table has
        other columns, a name or an id is taken, a row refers to none, a value cannot be held,
        or the database does not do its part. `created_at` and `updated_at` are the database's
        own; of a configuration, so is what it says of its last run once the row exists.
        """
        with self._database.loading(check=check) as session:
            counts = _stage(session, records)
            if prune and DEFINITIONS.entity not in counts:
                raise UsageError("nothing to prune by: no definition is being loaded")
            session.enter(check=check)
            _prepare(session, check=check)
            tables = [table for table in TABLES.values() if table.entity in counts]
            refuse_conflicts(session, tables)
            report = LoadReport({entity: Tally(unchanged=n) for entity, n in counts.items()})
            for change in _changes(session, tables):
                if prune or change.action != "deprecated":
                    on_change(change)
                report.count(change, prune=prune)
            if not check:
                _merge(session, tables, prune=prune)
        return report

    def read(self, entity: str) -> Iterator[Model]:
        """Yield the models of an entity as rows come in.

        Definitions and configurations come by id, playbooks by definition, name and id, run
        logs by start and id; text by code point. `created_at` and `updated_at` are set, in
        UTC. Raises `UsageError` where there is no such database file, `WorkError` where the
        table is missing or another one, or a row is no valid model.
        """
        table = TABLES[entity]
        with self._database.reading() as session:
            if not has_table(session, table):
                raise WorkError(f"the database has no table {table.name}")
            for row in session.rows(merge.select(table, session.dialect)):
                yield decode(table, row)


def _stage(session: Session, records: Iterable[Record]) -> dict[str, int]:
    """Let all records into the waiting rooms; return their number by entity."""
    counts: dict[str, int] = {}
    remaining = iter(records)
    while batch := list(islice(remaining, BATCH)):
        for table in TABLES.values():
            rows = [encode(table, r.values()) for r in batch if r.entity == table.entity]
            if not rows:
                continue
            if table.entity not in counts:
                session.execute(merge.create_staging(table, session.dialect))
            session.stage(table, rows)
            counts[table.entity] = counts.get(table.entity, 0) + len(rows)
    return counts


def _prepare(session: Session, *, check: bool) -> None:
    """Make the tables that are missing; for a check, empty stand-ins for them."""
    for table in [table for table in TABLES.values() if not has_table(session, table)]:
        if check:
            session.execute(merge.create_stand_in(table, session.dialect))
            continue
        for statement in create(table, session.dialect, session.schema):
            session.execute(statement)


def _changes(session: Session, tables: Iterable[Table]) -> Iterator[Change]:
    """Yield what differs; `deprecated` are definitions in use that are not being loaded."""
    for table in tables:
        for action, row, name in session.rows(merge.changes(table, session.dialect)):
            yield Change(action, table.entity, str(row), name)
    if DEFINITIONS in tables:
        for action, row, name in session.rows(merge.outside()):
            yield Change(action, DEFINITIONS.entity, row, name)


def _merge(session: Session, tables: Iterable[Table], *, prune: bool) -> None:
    for table in tables:
        for statement in merge.merge(table, session.dialect):
            session.execute(statement)
    if prune:
        session.execute(merge.prune(session.dialect))
