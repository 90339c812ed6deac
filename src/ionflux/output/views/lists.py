"""Lists of agents for other programs: CSV for spreadsheets, Markdown for documents."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from ionflux.core.patterns import regex
from ionflux.core.terminal import printable
from ionflux.output.views.plain_table import TITLES, cells_of
from ionflux.output.views.summary import AgentSummary

# An underline within a word is not a mark.
# An underline within a word is not a mark.
_MARKS = regex(r"[\\`*\[\]|~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")


def as_csv(agents: Iterable[AgentSummary]) -> Iterator[str]:
    """Yield the agents as CSV: a line of titles, and one for each agent."""
    yield _csv([title.lower() for title in TITLES])
    for agent in agents:
        yield _csv(cells_of(agent, nothing=""))


def as_markdown(agents: Iterable[AgentSummary]) -> Iterator[str]:
    """Yield the agents as a table of GitHub's Markdown; cells have no markup."""
    yield _row(TITLES)
    yield _row(["---"] * len(TITLES))
    for agent in agents:
        yield _row([_plain(cell) for cell in cells_of(agent)])


def _csv(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _plain(cell: str) -> str:
    return _MARKS.sub(r"\\\g<0>", escape(printable(cell), quote=False))
