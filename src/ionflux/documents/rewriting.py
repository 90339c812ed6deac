"""Edits to a document as it is on disk: its line ends and byte order marks are kept."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from ionflux.core.edits import Edit, apply
from ionflux.core.patterns import regex

_DROPPED = regex(r"(?:\A|(?<=\n))\ufeff+|\r\n")
_LINE_END = regex(r"\r\n|\n|\r")


def rewritten(original: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits applied whose offsets are for its normalised form.

    New lines get the line ends of the lines around them.
    """
    starts, shifts = _shifts(original)
    there = []
    for edit in edits:
        start, end = (at + shifts[bisect_right(starts, at) - 1] for at in edit[:2])
        text = edit.text
        if "\n" in text and "\r" in original:
            text = text.replace("\n", _line_end_at(original, start))
        there.append(Edit(start, end, text))
    return apply(original, there)


def _shifts(original: str) -> tuple[list[int], list[int]]:
    """Return offsets in the normalised text, and the difference to add from each of them on."""
    starts, shifts, removed = [0], [0], 0
    for found in _DROPPED.finditer(original):
        is_mark = original[found.start()] == "\ufeff"
        at = found.start() - removed + (not is_mark)
        removed += len(found[0]) if is_mark else 1
        starts.append(at)
        shifts.append(removed)
    return starts, shifts


def _line_end_at(original: str, offset: int) -> str:
    """Return the end of the line at an offset; the last line gets that of the first."""
    found = _LINE_END.search(original, offset) or _LINE_END.search(original)
    return found[0] if found else "\n"
