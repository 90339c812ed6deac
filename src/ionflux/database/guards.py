"""What stands in the way of a load, found before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ionflux.core.errors import WorkError
from ionflux.database import merge
from ionflux.database.connection import Session
from ionflux.database.merge import DEFINITIONS
from ionflux.database.tables import Table


def has_table(session: Session, table: Table) -> bool:
    """Return whether the table is there; raise `WorkError` if it has other columns."""
    found = session.column_types(table)
    if not found:
        return False
    types = session.dialect.types
    wanted = {column.name: types[column.kind] for column in table.columns}
    if differences := list(_differences(found, wanted)):
        raise WorkError(f"the table {table.name} has other columns: {'; '.join(differences)}")
    return True


def _differences(found: Mapping[str, str], wanted: Mapping[str, str]) -> Iterator[str]:
    for name in [name for name in wanted if name not in found]:
        yield f"{name} is missing"
    for name in [name for name in found if name not in wanted]:
        yield f"{name} is unknown"
    for name in [name for name in wanted if found.get(name, wanted[name]) != wanted[name]]:
        yield f"{name} is {found[name]}, not {wanted[name]}"


def refuse_conflicts(session: Session, tables: Sequence[Table]) -> None:
    """Raise `WorkError` for what a constraint would refuse, in words that a user can act on."""
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
