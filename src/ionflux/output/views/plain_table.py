"""Tables of plain text, for files and other programs: fast for ten thousand rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ionflux.core.terminal import columns, printable
from ionflux.output.views.summary import AgentSummary
from ionflux.output.views.words import findings_in_words

_GAP = "  "
TITLES = ("Id", "Name", "Version", "Status", "Starts", "Takes", "Gives", "Needs", "Findings")


def overview(agents: Iterable[AgentSummary]) -> Iterator[str]:
    """Yield the agents as the lines of a table, one per line."""
    return plain_table(TITLES, map(cells_of, agents))


def cells_of(agent: AgentSummary, nothing: str = "–") -> tuple[str, ...]:
    """Return the cells of an agent by the table's titles; `nothing` is for an empty list."""
    findings = findings_in_words(agent.findings)
    lists = (agent.starts, agent.takes, agent.gives, agent.needs, findings)
    return (
        *(agent.id, agent.name, agent.version, agent.status),
        *(", ".join(values) or nothing for values in lists),
    )


def plain_table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table, with their ends: titles, a rule, and a line for each row.

    Control characters are escaped. All rows are computed before the first line.
    """
    cells = [tuple(map(printable, row)) for row in rows]
    widths = [max(map(columns, column)) for column in zip(titles, *cells, strict=True)]
    yield _line(titles, widths)
    yield f"{'─' * (sum(widths) + len(_GAP) * (len(widths) - 1))}\n"
    for row in cells:
        yield _line(row, widths)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = [_padded(cell, width) for cell, width in zip(row, widths, strict=True)]
    return f"{_GAP.join(padded).rstrip()}\n"


def _padded(cell: str, width: int) -> str:
    return cell.ljust(width + len(cell) - columns(cell))
