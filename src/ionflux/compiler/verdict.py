"""The result of a check: selected findings, known findings, and whether it failed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol, Self

from ionflux.checks.baseline import KnownFinding, compare_with, dump, entries, in_scope, load
from ionflux.checks.policies import Policies, notes_about
from ionflux.checks.selection import Selection, Suppression
from ionflux.core.errors import UsageError
from ionflux.core.findings import AgentSection, Diagnostic, Severity
from ionflux.core.settings import DocumentSettings
from ionflux.core.terminal import printable
from ionflux.core.words import counted
from ionflux.output.report import FAILING, FAILING_STRICTLY, WIDTH, Report
from ionflux.output.reporters.text import tally

_UNREADABLE = "IFX001"


class Checked(Protocol):
    """What was checked: documents of blueprints, or instance files."""

    @property
    def found(self) -> Sequence[Diagnostic]:
        """All findings, also those that comments silence."""

    @property
    def documents(self) -> int:
        """How many documents were read."""

    @property
    def agents(self) -> Sequence[AgentSection]:
        """The sections of all agents."""

    @property
    def suppressions(self) -> Sequence[Suppression]:
        """The comments that silence findings."""


class Check(NamedTuple):
    """Which findings to show, which are known, and which fail the run."""

    policies: Policies
    strict: bool = False
    known: tuple[KnownFinding, ...] = ()
    known_in: Path | None = None
    write_to: Path | None = None

    @property
    def selection(self) -> Selection:
        """The codes that the run selects and ignores."""
        return self.policies.run.selection

    @classmethod
    def of(
        cls,
        documents: DocumentSettings,
        *,
        select: Sequence[str] | None = None,
        ignore: Sequence[str] | None = None,
        strict: bool | None = None,
        baseline: Path | None = None,
        write_baseline: Path | None = None,
    ) -> Self:
        """Return the check of the options of the command line, with defaults from the settings."""
        settings = documents.run
        if baseline is None and settings.baseline is not None:
            baseline = Path(settings.from_here(settings.baseline))
        failing = settings.strict if strict is None else strict
        known = _known(baseline) if baseline and not _same(baseline, write_baseline) else ()
        policies = Policies(documents, select, ignore)
        return cls(policies, failing, known, baseline, write_baseline)


def _same(one: Path, other: Path | None) -> bool:
    return other is not None and os.path.realpath(one) == os.path.realpath(other)


def _known(file: Path) -> tuple[KnownFinding, ...]:
    try:
        return load(file.read_text(encoding="utf-8-sig"), str(file))
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{file}: is not a baseline: it is not UTF-8") from None


class Verdict(NamedTuple):
    """The report of a check, notes about the run, and whether it failed.

    `baseline` is the text of the baseline file to write; empty unless asked for.
    """

    report: Report
    notes: tuple[str, ...]
    failed: bool
    known: int = 0
    baseline: str = ""


class Run(NamedTuple):
    """The paths of a run, and how to report it.

    `lines` returns the lines of a document by its path, and `excluded` is the number of documents
    that the configuration excludes. `writer` is the command that rejects documents with errors.
    `forms` has the number of agents in each form of documents, if documents were read. Findings
    below the severity `least` are counted, but not shown.
    """

    paths: Sequence[str]
    lines: Callable[[str], Sequence[str]]
    excluded: int = 0
    color: bool = False
    writer: str = "import"
    forms: Mapping[str, int] | None = None
    least: Severity = Severity.INFO
    width: int = WIDTH
    statistics: bool = False


def judged(
    checked: Checked, check: Check, lines: Callable[[str], Sequence[str]]
) -> Sequence[Diagnostic]:
    """Return the findings that count: selected, not silenced, and not known."""
    kept = check.policies.keep(checked.found, checked.suppressions)
    return compare_with(check.known, kept.diagnostics, lines).new


def verdict(checked: Checked, check: Check, run: Run) -> Verdict:
    """Return the verdict on the findings of a run."""
    lines = run.lines
    kept = check.policies.keep(checked.found, checked.suppressions)
    if check.write_to:
        known = entries(kept.diagnostics, lines, check.write_to.parent)
    else:
        known = check.known
    compared = compare_with(known, kept.diagnostics, lines)
    notes = [
        *_unheeded(check, checked, run),
        *map(str, kept.notes),
        *_left_out(kept.left_out, run.writer),
        *_gone(compared.gone, check, run.paths),
    ]
    failing = FAILING_STRICTLY if check.strict else FAILING
    report = Report(
        compared.new,
        checked.documents,
        checked.agents,
        lines,
        color=run.color,
        width=run.width,
        failing=failing,
        statistics=run.statistics,
        unreadable=sum(found.code == _UNREADABLE for found in checked.found),
        excluded=run.excluded,
        forms=run.forms,
    )
    return Verdict(
        report.showing(run.least).addressed(),
        tuple(map(printable, notes)),
        any(found.severity in failing for found in compared.new),
        len(compared.known),
        dump(known) if check.write_to else "",
    )


def _unheeded(check: Check, checked: Checked, run: Run) -> Iterator[str]:
    """Yield notes about settings for agents that no document has."""
    if run.forms is not None:  # instance files do not have all agents
        yield from map(str, notes_about(check.policies.documents.all(), checked.agents))


def _left_out(diagnostics: Sequence[Diagnostic], writer: str) -> Iterator[str]:
    errors = sum(found.severity is Severity.ERROR for found in diagnostics)
    if errors:
        said = counted(errors, "error is", "errors are")
        yield f"note: {said} left out; `ionflux {writer}` rejects these documents"


def _gone(gone: Sequence[KnownFinding], check: Check, paths: Sequence[str]) -> Iterator[str]:
    folder = check.known_in.parent if check.known_in else Path()
    for entry in gone:
        if check.policies.of(str(folder / entry.path)).selection.judges(entry.code) and in_scope(
            entry, paths, folder
        ):
            owner = f" of {entry.agent}" if entry.agent else ""
            yield (
                f"note: {check.known_in} knows {entry.code}{owner} in {entry.path}"
                f" (“{entry.words}”), which is no longer found; write the baseline again"
            )


def figures(result: Verdict) -> Iterator[str]:
    """Yield a line with the numbers of a check."""
    known = f", {result.known} known" if result.known else ""
    yield f"{tally(result.report)}{known}"
