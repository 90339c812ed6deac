"""One load in an open transaction: records are staged, compared with the rows, and merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, Protocol

from ionflux.core.errors import UsageError
from ionflux.core.versions import went_down
from ionflux.database import merge
from ionflux.database.connection import Session
from ionflux.database.guards import columns_of, refuse_conflicts
from ionflux.database.merge import DEFINITIONS
from ionflux.database.migrations import migrate
from ionflux.database.rows import encode
from ionflux.database.tables import TABLES, Table
from ionflux.models.base import Model
from ionflux.models.records import Record, record_of

BATCH = 100
"""How many records are kept in memory at a time."""

_Found = Counter[tuple[str, str]]
"""How many rows of each entity have each kind of change."""


class RowChange(NamedTuple):
    """What a load does, or would do, to one row."""

    action: str
    """`inserted`, `updated` or `deprecated`."""
    entity: str
    id: str
    name: str


class Lowered(NamedTuple):
    """A definition whose version is lower than that of the row it updates."""

    id: str
    old: str
    new: str


class Tally(NamedTuple):
    """How many rows of an entity a load changed, and how many were already up to date."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    deprecated: int = 0


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did, or would do in a check."""

    tallies: Mapping[str, Tally]
    """By entity, for those that were given."""
    absent: int = 0
    """Definitions in the database, not deprecated, that were not given and stay as they are."""
    lowered: tuple[Lowered, ...] = ()
    """Definitions whose version goes down."""
    still_deprecated: tuple[str, ...] = ()
    """Ids of definitions that were given but stay deprecated in the database, because no document
    states their status."""
    statements: int = 0
    """How many statements are needed to migrate the tables to this version."""

    @property
    def changed(self) -> bool:
        """Whether any row differs."""
        return any(t.inserted or t.updated or t.deprecated for t in self.tallies.values())


class Compiled(Protocol):
    """The result of compiling documents."""

    @property
    def ok(self) -> bool:
        """Whether no finding is an error."""

    @property
    def agent_may_be_missing(self) -> bool:
        """Whether a finding says that an agent of the documents may be missing from the records."""

    def records(self) -> Iterator[Record]:
        """Yield the records."""


def load(
    session: Session,
    what: Compiled | Iterable[Record | Model],
    *,
    prune: bool | Callable[[], bool],
    check: bool,
    on_change: Callable[[RowChange], None],
) -> LoadReport:
    """Bring the tables of a session to a given state, or only report on that for a check."""
    counts = stage(session, _records(what))
    pruning = (prune() if callable(prune) else prune) and not _may_lack_agents(what)
    if pruning and DEFINITIONS.entity not in counts:
        raise UsageError("nothing can be pruned: no definition is being loaded")
    session.enter()
    statements = _prepare(session, check=check)
    tables = [table for table in TABLES.values() if table.entity in counts]
    refuse_conflicts(session, tables)
    found: _Found = Counter()
    for change in _changes(session, tables):
        found[change.entity, change.action] += 1
        if pruning or change.action != "deprecated":
            on_change(change)
    report = LoadReport(
        {entity: _tally(entity, n, found, pruning=pruning) for entity, n in counts.items()},
        0 if pruning else found[DEFINITIONS.entity, "deprecated"],
        tuple(_lowered(session, tables)),
        tuple(_still_deprecated(session, tables)),
        statements,
    )
    if not check:
        differing = [table for table in tables if _is_touched(table, found)]
        session.run(_merging(session, differing, prune=pruning))
    return report


def _may_lack_agents(what: Compiled | Iterable[Record | Model]) -> bool:
    return not isinstance(what, Iterable) and what.agent_may_be_missing


def _records(what: Compiled | Iterable[Record | Model]) -> Iterator[Record]:
    for each in what if isinstance(what, Iterable) else what.records():
        yield each if isinstance(each, Record) else record_of(each)


def stage(session: Session, records: Iterable[Record]) -> dict[str, int]:
    """Put all records into their staging tables; return their number by entity."""
    counts: dict[str, int] = {}
    remaining = iter(records)
    while batch := list(islice(remaining, BATCH)):
        for table in TABLES.values():
            rows = [encode(table, r) for r in batch if r.entity == table.entity]
            if rows:
                session.stage(table, rows)
                counts[table.entity] = counts.get(table.entity, 0) + len(rows)
    return counts


def _prepare(session: Session, *, check: bool) -> int:
    """Migrate the tables to this version, or for a check use queries instead of them.

    Return how many statements that needs.
    """
    found = {table.entity: columns_of(session, table) for table in TABLES.values()}
    statements = list(migrate(session, session.schema))
    for table in TABLES.values() if check else ():
        if any(column.name not in found[table.entity] for column in table.columns):
            query = merge.stand_in(table, found[table.entity], session.dialect, session.schema)
            session.stand_in(table, query)
    for statement in () if check else statements:
        session.execute(statement)
    return len(statements)


def _changes(session: Session, tables: Sequence[Table]) -> Iterator[RowChange]:
    """Yield the changes; `deprecated` are definitions in use that are not being loaded."""
    for table in tables:
        for action, row, name in session.rows(merge.changes(table, session.dialect)):
            yield RowChange(action, table.entity, str(row), name)
    if DEFINITIONS in tables:
        for action, row, name in session.rows(merge.outside()):
            yield RowChange(action, DEFINITIONS.entity, row, name)


def _lowered(session: Session, tables: Container[Table]) -> Iterator[Lowered]:
    if DEFINITIONS not in tables:
        return
    for row, old, new in session.rows(merge.versions()):
        with suppress(ValueError, TypeError):  # the row may be written by other programs
            if went_down(old, new):
                yield Lowered(row, old, new)


def _still_deprecated(session: Session, tables: Container[Table]) -> Iterator[str]:
    if DEFINITIONS in tables:
        yield from (row for (row,) in session.rows(merge.left_deprecated()))


def _tally(
    entity: str,
    given: int,
    found: _Found,
    *,
    pruning: bool,
) -> Tally:
    inserted, updated = found[entity, "inserted"], found[entity, "updated"]
    deprecated = found[entity, "deprecated"] if pruning else 0
    return Tally(inserted, updated, given - inserted - updated, deprecated)


def _is_touched(table: Table, found: _Found) -> bool:
    return bool(found[table.entity, "inserted"] or found[table.entity, "updated"])


def _merging(session: Session, tables: Iterable[Table], *, prune: bool) -> Iterator[str]:
    for table in tables:
        yield from merge.merge(table, session.dialect)
    if prune:
        yield merge.prune(session.dialect)
