"""Two long texts to the words in which they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from ionflux.core.patterns import regex

LIMIT = 2000
"""Lines or words that are compared; what is longer is told apart as a whole."""

_WORD = regex(r"\n|[^\S\n]+|\w+|[^\w\s]")


class Piece(NamedTuple):
    """A stretch of text that both sides have (` `), or the old (`-`) or new (`+`) alone."""

    sign: str
    text: str


def word_differences(old: str, new: str) -> Iterator[list[Piece]]:
    """Yield the stretches of lines that differ, each as its pieces in order."""
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
) -> Sequence[tuple[str, int, int, int, int]]:
    if max(len(before), len(after)) > LIMIT:
        return [("replace", 0, len(before), 0, len(after))]
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
