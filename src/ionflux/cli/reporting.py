"""How a run reports its findings: as a report in a format, or on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ionflux.cli.options import FOR_PEOPLE, Judging
from ionflux.cli.terminal import colored, say, say_report, width_of, write_out
from ionflux.output.reporters import reporter

if TYPE_CHECKING:
    from ionflux.compiler.verdict import Check, Run, Verdict


class Reporting(NamedTuple):
    """The options of the command line for reports."""

    check: Check
    judging: Judging
    format: str | None = None
    """The format of a report; None to show findings on standard error, beside other output."""
    output: Path | None = None
    quiet: bool = False

    def refuse_contradictions(self) -> None:
        """Raise UsageError for a format that does not exist or does not support the options."""
        name = self.format or "text"
        reporter(name)
        self.judging.least(name)

    def run(self, paths: Sequence[str], lines: Callable[[str], Sequence[str]]) -> Run:
        """Return how the findings of a run on these paths are to be reported."""
        from ionflux.compiler.verdict import Run

        stream = sys.stdout if self.format else sys.stderr
        in_file = self.format is not None and self.output is not None
        return Run(
            paths,
            lines,
            color=not in_file and colored(stream),
            least=self.judging.least(self.format or "text"),
            width=width_of(stream),
            statistics=self.judging.statistics,
        )

    def write(self, result: Verdict) -> None:
        """Write the report, the baseline if requested, and the notes and numbers of the run."""
        from ionflux.compiler.verdict import figures

        if self.format:
            write_out(reporter(self.format)(result.report), self.output, quiet=self.quiet)
        else:
            self._show(result)
        if self.check.write_to:
            write_out([result.baseline], self.check.write_to, quiet=self.quiet)
        if not self.quiet:
            say(*result.notes, *(figures(result) if self.format in FOR_PEOPLE else ()))

    def _show(self, result: Verdict) -> None:
        from ionflux.core.findings import Severity

        worst = result.report.showing(Severity.ERROR)._replace(hidden=())
        say_report(worst if self.quiet else result.report)
