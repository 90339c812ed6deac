"""What a reporter is given: the findings, what was read, and the lines they point at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ionflux.core.findings import Diagnostic, Severity
from ionflux.core.patterns import regex

# `str.splitlines` also breaks at form feeds and U+2028, where no Markdown line ends.
_LINE_END = regex(r"\r\n|\n|\r")


def split_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a document as Markdown counts them, without their ends."""
    return tuple(_LINE_END.split(text))


def lines_on_disk() -> Callable[[str], Sequence[str]]:
    """Return a way to get the lines of a document by its path; few are kept at a time.

    A document that cannot be read has no lines: its findings are shown without them.
    """

    @lru_cache(maxsize=16)
    def lines(path: str) -> Sequence[str]:
        try:
            return split_lines(Path(path).read_bytes().decode("utf-8-sig", "replace"))
        except (OSError, ValueError):  # no such file, or no path at all
            return ()

    return lines


def lines_of(texts: Mapping[str, str]) -> Callable[[str], Sequence[str]]:
    """Return a way to get lines that knows these texts and asks the disk for all others."""
    held = {path: split_lines(text.removeprefix("\ufeff")) for path, text in texts.items()}
    on_disk = lines_on_disk()
    return lambda path: held[path] if path in held else on_disk(path)


FAILING = frozenset({Severity.ERROR})
"""The severities that fail a run."""

FAILING_STRICTLY = FAILING | {Severity.WARNING}
"""Those that fail a strict one."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a reporter may show of one run.

    `agents` names every agent that was read, and the path of its document where known; `lines`
    gives the lines of a document by its path; `color` is whether to colour. Findings of the
    severities in `failing` fail the run. `unreadable` counts what could not be read, shown among
    the findings or not, and `excluded` the documents that the configuration left out.
    """

    diagnostics: Sequence[Diagnostic]
    documents: int = 0
    agents: Mapping[str, str | None] = field(default_factory=dict)
    lines: Callable[[str], Sequence[str]] = field(default_factory=lines_on_disk)
    color: bool = False
    failing: frozenset[Severity] = FAILING
    unreadable: int = 0
    excluded: int = 0

    def count(self, severity: Severity) -> int:
        """Return how many findings are as bad as that, no worse and no better."""
        return sum(found.severity is severity for found in self.diagnostics)

    def summary(self) -> dict[str, int]:
        """Return the figures of the run, as JSON has them."""
        counts = Counter(diagnostic.severity for diagnostic in self.diagnostics)
        return {
            "documents": self.documents,
            "agents": len(self.agents),
            "errors": counts[Severity.ERROR],
            "warnings": counts[Severity.WARNING],
            "infos": counts[Severity.INFO],
        }
