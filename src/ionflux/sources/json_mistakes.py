"""Mistakes in JSON as one error: a line for each, with its place and its path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ionflux.core.errors import WorkError
from ionflux.core.findings import Loc, dotted
from ionflux.core.json_value import JsonValue
from ionflux.core.terminal import printable
from ionflux.core.words import counted
from ionflux.documents.source import place_at
from ionflux.sources.json_scan import places

MOST = 20
"""How many mistakes are named; the others are only counted."""

_LONGEST = 1_000


class Part(NamedTuple):
    """One JSON value of a text, and the offsets between which it is: the whole, or one line."""

    start: int
    end: int
    value: JsonValue


class Mistake(NamedTuple):
    """What is wrong with the value at a path in a part of a text.

    `offset` is the place in the part if it is known, and `first` that of the key that a repeated
    one is equal to.
    """

    part: Part
    message: str
    loc: Loc = ()
    offset: int | None = None
    first: int | None = None


def refused(text: str, path: str, mistakes: Sequence[Mistake]) -> WorkError:
    """Return the error about a text, whose mistakes are in the text's order."""
    placed = sorted(_placed(text, mistakes[:MOST]), key=lambda pair: pair[0])
    lines = [f"{path}:{_at(text, offset)}: {_said(text, mistake)}" for offset, mistake in placed]
    if more := len(mistakes) - len(placed):
        lines.append(f"{path}: and {counted(more, 'more mistake')}")
    return WorkError(*(printable(_cut(line)) for line in lines))


def _placed(text: str, mistakes: Sequence[Mistake]) -> Iterator[tuple[int, Mistake]]:
    """Yield mistakes with their offsets in the text; each part with any is scanned once."""
    for (start, end), group in groupby(mistakes, lambda each: each.part[:2]):
        by_loc = [(_existing(each.part.value, each.loc), each) for each in group]
        wanted = {loc for loc, each in by_loc if each.offset is None}
        found = places(text[start:end], wanted) if wanted else {}
        for loc, each in by_loc:
            offset = found.get(loc, 0) if each.offset is None else each.offset
            yield start + offset, each


def _existing(value: JsonValue, loc: Loc) -> Loc:
    """Return the part of a path that exists in a value: that of a missing key does not."""
    for reached, key in enumerate(loc):
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return loc[:reached]
    return loc


def _said(text: str, mistake: Mistake) -> str:
    where = f"{dotted(mistake.loc)}: " if mistake.loc else ""
    if mistake.first is None:
        return f"{where}{mistake.message}"
    return (
        f"{where}{mistake.message}; the first is at {_at(text, mistake.part.start + mistake.first)}"
    )


def _at(text: str, offset: int) -> str:
    place = place_at(text, offset)
    return f"{place.line}:{place.column}"


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
