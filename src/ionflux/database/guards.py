"""What prevents a load, found before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ionflux.core.errors import WorkError
from ionflux.database import merge
from ionflux.database.connection import FoundColumn, Session
from ionflux.database.merge import DEFINITIONS
from ionflux.database.migrations import added_later
from ionflux.database.tables import Table


def columns_of(session: Session, table: Table) -> Mapping[str, FoundColumn]:
    """Return the columns of the table, none if it is missing; `WorkError` for wrong ones.

    Columns that the platform added are accepted, unless each row must have a value for them.
    """
    found = session.columns(table)
    if found and (differences := list(_differences(session, table, found))):
        raise WorkError(f"the table {table.name} has other columns: {'; '.join(differences)}")
    return found


def _differences(session: Session, table: Table, found: Mapping[str, FoundColumn]) -> Iterator[str]:
    types = session.dialect.types
    wanted = {column.name: types[column.kind] for column in table.columns}
    late = {column.name for column in added_later(table, found)}
    for name in [name for name in wanted if name not in found and name not in late]:
        yield f"{name} is missing"
    for name, column in found.items():
        if name not in wanted and column.required:
            yield f"{name} must be given a value, and is unknown to ionflux"
        elif name in wanted and column.type != wanted[name]:
            yield f"{name} is {column.type}, not {wanted[name]}"


def refuse_conflicts(session: Session, tables: Sequence[Table]) -> None:
    """Raise `WorkError` for what a constraint would reject, in words that a user can act on."""
    for table in tables:
        if table is DEFINITIONS:
            _refuse_names(session)
        _refuse_dangling(session, table, tables)


def _refuse_names(session: Session) -> None:
    for name, one, other in session.rows(merge.name_doubled()):
        raise WorkError(f"{one} and {other} have the same name, {name!r}")
    for name, new, old in session.rows(merge.name_taken()):
        raise WorkError(
            f"{new} cannot be called {name!r}: in the database, that is the name of {old},"
            " which is not being loaded; choose another name, or rename or delete that row"
        )


def _refuse_dangling(session: Session, table: Table, tables: Sequence[Table]) -> None:
    for reference in table.references:
        for row, target in session.rows(merge.dangling(table, reference, tables)):
            raise WorkError(
                f"{table.entity} {row}: {reference.column} is {target}, which is neither in the"
                " database nor being loaded"
            )
