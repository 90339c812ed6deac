"""Edits of a text as values: what they replace with what, and whether the meaning may change."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Edit(NamedTuple):
    """A replacement for the text between two offsets; equal offsets make it an insertion."""

    start: int
    end: int
    text: str


class Fix(NamedTuple):
    """Edits that together resolve a finding; an unsafe fix may change the meaning."""

    edits: tuple[Edit, ...]
    safe: bool = True


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with all edits made; raise ValueError if two of them overlap.

    Of several insertions at one offset, the first comes first.
    """
    pieces, reached = [], 0
    for edit in in_order(edits):
        pieces += [text[reached : edit.start], edit.text]
        reached = edit.end
    return "".join([*pieces, text[reached:]])


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits in the order of the text; raise ValueError if two of them overlap."""
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    reached = 0
    for edit in ordered:
        if edit.start < reached or edit.end < edit.start:
            raise ValueError(f"the edit at {edit.start} overlaps another edit")
        reached = edit.end
    return ordered


def compatible(fixes: Iterable[Fix]) -> list[Fix]:
    """Return the fixes that can be applied together; of those that overlap, the first.

    Two fixes with the same edit have the same reason, so the second may not be needed.
    """
    chosen: list[Fix] = []
    taken: list[Edit] = []
    for fix in fixes:
        if not any(_collides(edit, taken) for edit in fix.edits):
            chosen.append(fix)
            for edit in fix.edits:
                insort(taken, edit)
    return chosen


def _collides(edit: Edit, taken: Sequence[Edit]) -> bool:
    """Tell whether an edit overlaps, or equals, one of several edits in order."""
    index = bisect_left(taken, edit)
    near = taken[max(index - 1, 0) : index + 1]
    return any(
        edit == other or (edit.start < other.end and other.start < edit.end) for other in near
    )


def replacing(start: int, old: str, new: str) -> tuple[Edit, ...]:
    """Return the shortest edits that turn the old words at an offset into the new ones."""
    if len(old) != len(new):
        return (_between_same_ends(start, old, new),)
    edits: list[Edit] = []
    for at, (before, after) in enumerate(zip(old, new, strict=True), start):
        if before == after:
            continue
        if edits and edits[-1].end == at:
            last = edits.pop()
            edits.append(Edit(last.start, at + 1, last.text + after))
        else:
            edits.append(Edit(at, at + 1, after))
    return tuple(edits)


def _between_same_ends(start: int, old: str, new: str) -> Edit:
    shorter = min(len(old), len(new))
    before = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    left = shorter - before
    after = next((n for n in range(left) if old[-1 - n] != new[-1 - n]), left)
    return Edit(start + before, start + len(old) - after, new[before : len(new) - after])


def insertion(offset: int, text: str) -> Edit:
    """Return the edit that inserts a text at an offset."""
    return Edit(offset, offset, text)
