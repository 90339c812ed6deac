"""The output of `import` on standard error while it works, and at the end."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ionflux.cli.terminal import say, show_findings, width_of
from ionflux.compiler.results import counts_of
from ionflux.core.findings import Severity
from ionflux.core.terminal import columns, printable
from ionflux.core.words import counted

if TYPE_CHECKING:
    from ionflux.compiler import CompiledDocument, Inputs
    from ionflux.core.findings import AgentSection, Diagnostic

_MANY = 200
"""The number of documents from which a terminal shows a progress bar."""

_REDRAWN = 0.1
"""Seconds after which a progress bar is drawn again."""

_ROWS = 50
"""The number of agents up to which the table lists each; for more there are only totals."""

_FIGURES = ("document", "agent", "error", "warning", "info")
_NAME = 1
"""The column that may be cut, and the columns that it keeps."""
_NARROWEST = 8
_GAP = "  "
_HEADER = ("agent", "name", "triggers", "inputs", "outputs", "findings")


class ImportProgress:
    """Shows findings as documents are compiled, a progress bar, and a table at the end."""

    def __init__(self, inputs: Inputs, *, quiet: bool = False) -> None:
        self.inputs = inputs
        self.quiet = quiet
        self.rows: list[tuple[str, ...]] = []
        self.totals: Counter[str] = Counter()
        self.sections: list[AgentSection] = []
        wanted = not quiet and inputs.count >= _MANY and sys.stderr.isatty()
        self.bar = _Bar(inputs.count) if wanted else None

    def __enter__(self) -> Self:
        if self.bar:
            self.bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.bar:
            self.bar.stop()
        if not self.quiet and (kind is None or _is_rejection(error)):
            self._table()
            self._notes()

    @cached_property
    def lines(self) -> Callable[[str], Sequence[str]]:
        """The function from the path of a document to its lines; most runs do not need it."""
        return self.inputs.lines()

    def take(self, document: CompiledDocument, found: Sequence[Diagnostic]) -> None:
        """Show a document's errors and warnings, and count its content."""
        severities = (Severity.ERROR,) if self.quiet else (Severity.ERROR, Severity.WARNING)
        counts = counts_of(found)
        if any(severity in severities for _, severity in counts):
            shown = [each for each in found if each.severity in severities]
            show_findings(shown, self.lines, document.agents)
        for (_, severity), count in counts.items():
            self.totals[severity] += count
        self.totals["document"] += document.is_document
        self.totals["agent"] += len(document.agents)
        if not self.quiet and self.totals["agent"] <= _ROWS:
            self.rows += _rows(document, found)
        if self.inputs.settings.of(document.path).agents:
            self.sections += document.agents
        if self.bar:
            self.bar.advance()

    def _table(self) -> None:
        if self.totals["agent"] <= _ROWS and self.rows:
            width = width_of(sys.stderr) if sys.stderr.isatty() else None
            say(*_aligned([_HEADER, *self.rows], width))
        documents, *figures = (counted(self.totals[noun], noun) for noun in _FIGURES)
        excluded = [f"{n} excluded"] if (n := self.inputs.found.excluded) else []
        say(", ".join([documents, *excluded, *figures]))

    def _notes(self) -> None:
        """Report settings of the configuration without effect."""
        settings = self.inputs.settings.all()
        if any(each.agents or each.unread for each in settings):
            from ionflux.checks.policies import notes_about

            say(*map(str, notes_about(settings, self.sections)))


def watched(documents: Iterator[CompiledDocument], count: int) -> Iterator[CompiledDocument]:
    """Yield documents as they are compiled, with a progress bar on a terminal if there are many."""
    if count < _MANY or not sys.stderr.isatty():
        yield from documents
        return
    bar = _Bar(count)
    bar.start()
    try:
        for document in documents:
            yield document
            bar.advance()
    finally:
        bar.stop()


def _is_rejection(error: BaseException | None) -> bool:
    return getattr(error, "exit_status", None) == 1


def _rows(document: CompiledDocument, found: Sequence[Diagnostic]) -> list[tuple[str, ...]]:
    counts: dict[str | None, Counter[str]] = {}
    for diagnostic in found:
        counts.setdefault(diagnostic.agent, Counter())[diagnostic.severity.value] += 1
    definitions = (each for each in document.records if each.entity == "agent_definition")
    by_id = {definition.field("id"): definition for definition in definitions}
    rows: list[tuple[str, ...]] = []
    for agent, name, *_ in document.agents:
        sizes: tuple[str, ...] = ("–", "–", "–")
        if known := by_id.get(agent):
            lists = map(known.field, ("triggers_config", "inputs_schema", "outputs_config"))
            sizes = tuple(str(len(values)) for values in lists)
        rows.append((agent, name, *sizes, _findings(counts.get(agent, Counter()))))
    return rows


def _findings(counts: Counter[str]) -> str:
    parts = [counted(counts[noun], noun) for noun in ("error", "warning", "info") if counts[noun]]
    return ", ".join(parts) or "none"


def _aligned(rows: Sequence[Sequence[str]], width: int | None) -> list[str]:
    """Return the lines of a table; names are cut so that it fits the width of a terminal."""
    cells = [[printable(cell) for cell in row] for row in rows]
    widths = [max(columns(cell) for cell in column) for column in zip(*cells, strict=True)]
    if width is not None:
        over = sum(widths) + len(_GAP) * (len(widths) - 1) - width
        widths[_NAME] = max(_NARROWEST, widths[_NAME] - max(over, 0))
        for row in cells:
            if columns(row[_NAME]) > widths[_NAME]:
                from rich.cells import set_cell_size  # slow to import

                row[_NAME] = f"{set_cell_size(row[_NAME], widths[_NAME] - 1)}…"
    return [
        _GAP.join(
            cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in cells
    ]


class _Bar:
    """A progress bar that is drawn as it advances: no thread may run while processes are forked."""

    def __init__(self, count: int) -> None:
        from rich.console import Console
        from rich.progress import Progress

        self._progress = Progress(console=Console(stderr=True), transient=True, auto_refresh=False)
        self._task = self._progress.add_task("compiling", total=count)
        self._drawn = 0.0

    def start(self) -> None:
        """Show the bar."""
        self._progress.start()

    def stop(self) -> None:
        """Remove the bar."""
        self._progress.stop()

    def advance(self) -> None:
        """Count a document."""
        self._progress.advance(self._task)
        if time.monotonic() - self._drawn > _REDRAWN:
            self._progress.refresh()
            self._drawn = time.monotonic()
