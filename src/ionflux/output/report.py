"""The input of reporters: findings, what was read, and the lines of documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ionflux.core.findings import AgentSection, Diagnostic, Severity
from ionflux.documents.addresses import addresses


def split_lines(text: str) -> Sequence[str]:
    """Return the lines of a document without their ends, counted as in Markdown."""
    # `str.splitlines` also breaks at form feeds and U+2028, where no Markdown line ends.
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _read(path: str) -> Sequence[str]:
    """Return the lines of a document.

    A document that cannot be read has no lines; its findings are shown without them.
    """
    try:
        return split_lines(Path(path).read_bytes().decode("utf-8-sig", "replace"))
    except (OSError, ValueError):  # no such file, or not a valid path
        return ()


def lines_on_disk() -> Callable[[str], Sequence[str]]:
    """Return a function from a path to the lines of a document; a few documents are cached."""
    return lru_cache(maxsize=16)(_read)


def lines_of(texts: Mapping[str, str]) -> Callable[[str], Sequence[str]]:
    """Return a function from a path to lines, which reads all but the given documents."""
    held = {path: split_lines(text.removeprefix("\ufeff")) for path, text in texts.items()}
    on_disk = lines_on_disk()
    return lambda path: held[path] if path in held else on_disk(path)


FAILING = frozenset({Severity.ERROR})
"""The severities that fail a run."""

FAILING_STRICTLY = FAILING | {Severity.WARNING}
"""The severities that fail a run with `--strict`."""


WIDTH = 100
"""Columns of a report that is not shown on a terminal."""


class Report(NamedTuple):
    """The findings of a run, and what reporters show with them.

    `agents` has the sections of all agents that were read; `lines` returns the lines of a document
    by its path. Findings with a severity in `failing` fail the run. `hidden` are the findings that
    are only counted, and with `statistics` all are also counted by their codes. `unreadable` is the
    number of documents and folders that could not be read, and `excluded` the number of documents
    that the configuration excludes. `forms` has the number of agents in each form, if documents
    were read.
    """

    diagnostics: Sequence[Diagnostic]
    documents: int = 0
    agents: Sequence[AgentSection] = ()
    lines: Callable[[str], Sequence[str]] = _read
    color: bool = False
    width: int = WIDTH
    failing: frozenset[Severity] = FAILING
    hidden: Sequence[Diagnostic] = ()
    statistics: bool = False
    unreadable: int = 0
    excluded: int = 0
    forms: Mapping[str, int] | None = None

    def showing(self, least: Severity) -> Report:
        """Return the report without the findings below a severity; those that fail the run stay."""
        order = tuple(Severity)
        shown = {*order[: order.index(least) + 1], *self.failing}
        return self._replace(
            diagnostics=[each for each in self.diagnostics if each.severity in shown],
            hidden=[each for each in self.diagnostics if each.severity not in shown],
        )

    def addressed(self) -> Report:
        """Return the report with the addresses of documents in place of their paths."""
        address = addresses()
        paths = {address(found.path): found.path for found in self.diagnostics}
        return self._replace(
            diagnostics=[_at(address(found.path), found) for found in self.diagnostics],
            agents=[agent._replace(path=address(agent.path)) for agent in self.agents],
            lines=lambda path: self.lines(paths.get(path, path)),
        )

    def count(self, severity: Severity) -> int:
        """Return the number of findings with a severity."""
        return sum(found.severity is severity for found in self.diagnostics)

    def summary(self) -> dict[str, int]:
        """Return the numbers of the run, by their names in JSON."""
        counts = Counter(diagnostic.severity for diagnostic in self.diagnostics)
        return {
            "documents": self.documents,
            "agents": len(self.agents),
            "errors": counts[Severity.ERROR],
            "warnings": counts[Severity.WARNING],
            "infos": counts[Severity.INFO],
        }

    def by_code(self) -> Sequence[tuple[Diagnostic, int]]:
        """Return a finding of each code and their number, the most frequent first."""
        counts = Counter(found.code for found in (*self.diagnostics, *self.hidden))
        examples = {found.code: found for found in (*self.diagnostics, *self.hidden)}
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return [(examples[code], count) for code, count in ordered]


def _at(path: str, found: Diagnostic) -> Diagnostic:
    return found if found.path == path else replace(found, path=path)
