"""What a reporter is given: the findings, what was read, and the lines they point at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
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


def portable(path: str) -> str:
    """Return a path as services want it: relative to the working directory, with `/`."""
    pure = Path(path)
    if pure.is_absolute() and pure.is_relative_to(Path.cwd()):
        pure = pure.relative_to(Path.cwd())
    return pure.as_posix()


class Report:
    """Everything that a reporter may show of one run.

    `agents` names every agent that was read, and the path of its document where known;
    `complete` is false where a document could not be read, shown among the findings or not;
    `lines` gives the lines of a document by its path; `color` is whether to colour.
    """

    def __init__(
        self,
        diagnostics: Sequence[Diagnostic],
        documents: int = 0,
        agents: Mapping[str, str | None] | None = None,
        lines: Callable[[str], Sequence[str]] | None = None,
        *,
        color: bool = False,
        complete: bool = True,
    ) -> None:
        self.diagnostics = diagnostics
        self.documents = documents
        self.agents = agents or {}
        self.lines = lines or lines_on_disk()
        self.color = color
        self.complete = complete

    def count(self, severity: Severity) -> int:
        """Return how many findings are as bad as that, no worse and no better."""
        return Counter(d.severity for d in self.diagnostics)[severity]

    def summary(self) -> dict[str, int]:
        """Return the figures of spec section 7."""
        counts = Counter(diagnostic.severity for diagnostic in self.diagnostics)
        return {
            "documents": self.documents,
            "agents": len(self.agents),
            "errors": counts[Severity.ERROR],
            "warnings": counts[Severity.WARNING],
            "infos": counts[Severity.INFO],
        }
