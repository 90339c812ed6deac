"""Fixes for reports: each edit as a range of lines and columns, and its text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from ionflux.core.edits import Edit
from ionflux.core.findings import Diagnostic
from ionflux.core.words import counted


class Range(NamedTuple):
    """Where an edit begins, and after which character it ends; all count from 1."""

    start: tuple[int, int]
    end: tuple[int, int]


class Ranges:
    """The ranges of edits, in documents whose lines `lines` returns by their paths."""

    def __init__(self, lines: Callable[[str], Sequence[str]]) -> None:
        self._starts = lru_cache(maxsize=16)(lambda path: _starts(lines(path)))

    def of(self, path: str, edit: Edit) -> Range:
        """Return the range of an edit in a document."""
        starts = self._starts(path)
        return Range(_place(starts, edit.start), _place(starts, edit.end))


def _starts(lines: Sequence[str]) -> Sequence[int]:
    # Offsets do not count byte order marks, which joined files have at line starts.
    lengths = (len(line.lstrip("\ufeff")) + 1 for line in lines)
    return list(accumulate(lengths, initial=0))


def _place(starts: Sequence[int], offset: int) -> tuple[int, int]:
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def said_of(diagnostics: Iterable[Diagnostic]) -> str:
    """Return how many findings are fixable, and how; empty if none is."""
    fixes = [found.fix for found in diagnostics if found.fix]
    safe = sum(fix.safe for fix in fixes)
    unsafe = len(fixes) - safe
    ways = [f"{safe} with `ionflux fix`"] if safe else []
    if unsafe:
        ways.append(f"{unsafe}{' more' if safe else ''} with `ionflux fix --unsafe`")
    said = counted(len(fixes), "finding is", "findings are")
    return f"{said} fixable: {', '.join(ways)}" if fixes else ""
