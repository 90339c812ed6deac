"""The words in which two long texts differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from ionflux.core.patterns import regex

LIMIT = 2000
"""How many lines or words are compared; longer texts are compared as a whole."""

_MATCHES = 500_000
"""How many pairs of equal lines or words are examined; each is examined several times."""

_WORD = regex(r"\n|[^\S\n]+|\w+|[^\w\s]")


class Piece(NamedTuple):
    """A piece of text that both sides have (` `), or only the old (`-`) or the new (`+`)."""

    sign: str
    text: str


def word_differences(old: str, new: str) -> Iterator[list[Piece]]:
    """Yield the runs of lines that differ, each as its pieces in order."""
    before, after = old.split("\n"), new.split("\n")
    for tag, i, j, k, m in _opcodes(before, after):
        if tag != "equal":
            yield _pieces("\n".join(before[i:j]), "\n".join(after[k:m]))


def _pieces(old: str, new: str) -> list[Piece]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    pieces = []
    for tag, i, j, k, m in _opcodes(before, after):
        if tag == "equal":
            pieces.append(Piece(" ", "".join(before[i:j])))
            continue
        pieces += [Piece("-", "".join(before[i:j])), Piece("+", "".join(after[k:m]))]
    return [piece for piece in pieces if piece.text]


def _opcodes(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield the result of `SequenceMatcher`; if that would take long, the middle as a whole."""
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    ends = len(before) - tail, len(after) - tail
    if head:
        yield "equal", 0, head, 0, head
    middle = before[head : ends[0]], after[head : ends[1]]
    if _is_too_much(*middle):
        yield "replace", head, ends[0], head, ends[1]
    else:
        for tag, *places in SequenceMatcher(None, *middle, autojunk=False).get_opcodes():
            i, j, k, m = (place + head for place in places)
            yield tag, i, j, k, m
    if tail:
        yield "equal", ends[0], len(before), ends[1], len(after)


def _shared(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many entries at the beginning are the same."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(before), len(after)))


def _is_too_much(before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether too many entries are equal to too many others, as rows of a table may be."""
    if max(len(before), len(after)) > LIMIT:
        return True
    counts = Counter(after)
    return sum(counts[entry] for entry in before) > _MATCHES
