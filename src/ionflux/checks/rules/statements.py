"""Markdown prose split into statements: one list item, table row or line each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ionflux.core.patterns import regex
from ionflux.core.words import fold_in_place

_COMMENT = regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_STRUCK = regex(r"~~[^~\n]+~~")
_URL = regex(r"\b[a-z][a-z0-9+.-]{0,20}://[^\s)>\]\"'`]+|(?<=\]\()[^)\s]+", re.IGNORECASE)
_RULE = regex(r"[ \t]*(?:([*_-])[ \t]*)(?:\1[ \t]*){2,}$|[ \t]*[`~]{3,}+.*$|[|:\- \t]+$")
_RULED = frozenset("*_-`~|:")
_ITEM = regex(r"[ \t>]*(?:[*+-]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_LEAD = regex(r"[ \t>|]*#*[ \t]*")
"""The marks before the words of a line that is not an item."""
_NOT_LINE_END = regex(r"[^\n]")
_ESCAPE = regex(r"\\([!-/:-@\[-`{-~])")
_UNDERSCORES = regex(r"(?<!\w)_|_(?!\w)")
_WORD = regex(r"[^\W\d_]+")
_MOST = 1_000_000
"""How many characters of a text are compared with the YAML: the patterns take a second for them."""
_LONG = 2_000
"""The length from which a statement is split: patterns must not run on endless lines."""


class Statement(NamedTuple):
    """One statement: its words, and where they begin in the text.

    Comments, web addresses and struck-out text are blanked in `words`, and backslashes before
    marks are removed; `escapes` are the offsets in it of the marks that had one.
    """

    words: str
    start: int
    is_item: bool
    escapes: tuple[int, ...] = ()

    def extent(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the text for two offsets in the words."""
        return self._offset(start), self._offset(max(end - 1, start)) + 1

    def _offset(self, offset: int) -> int:
        return self.start + offset + bisect_right(self.escapes, offset)

    def each(self) -> frozenset[str]:
        """Return the words in lower case, each once, to let a rule skip the statement."""
        return frozenset(_WORD.findall(self.words.lower()))

    def folded(self) -> str:
        """Return the words without case, accents and emphasis, at the same length."""
        folded = fold_in_place(self.words)
        for mark in "*`~":
            folded = folded.replace(mark, " ")
        return _UNDERSCORES.sub(" ", folded) if "_" in folded else folded


@lru_cache(maxsize=8)  # several rules read the same text in turn
def statements(text: str) -> tuple[Statement, ...]:
    """Return the statements of a Markdown text, in order, up to the limit."""
    return tuple(_statements(_blanked(text[:_MOST])))


def _blanked(text: str) -> str:
    """Return the text with the parts that do not count replaced by spaces."""
    if "<!--" in text:
        text = _COMMENT.sub(_blank, text)
    if "~~" in text:
        text = _STRUCK.sub(_blank, text)
    if "://" in text or "](" in text:
        text = _URL.sub(_blank, text)
    return text


def _blank(found: re.Match[str]) -> str:
    return _NOT_LINE_END.sub(" ", found[0])


def _statements(text: str) -> Iterator[Statement]:
    for start, end, is_item in _extents(text):
        for begin, stop in _parts(text, start, end) if end - start > _LONG else ((start, end),):
            words = text[begin:stop].rstrip()
            if "\\" in words:
                yield _unescaped(words, begin, is_item=is_item)
            elif words:
                yield Statement(words, begin, is_item)


def _unescaped(words: str, start: int, *, is_item: bool) -> Statement:
    escapes = [found.start() - number for number, found in enumerate(_ESCAPE.finditer(words))]
    return Statement(_ESCAPE.sub(r"\1", words), start, is_item, tuple(escapes))


def _parts(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a long statement, cut between words where there are any."""
    while end - begin > _LONG:
        stop = text.rfind(" ", begin + 1, begin + _LONG)
        stop = stop if stop > begin else begin + _LONG
        yield begin, stop
        begin = stop
    yield begin, end


def _extents(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield begin and end of each statement, and whether it is a list item, with its lines.

    Marks of items, quotes, headings and tables before its words are left out.
    """
    begin, end, in_item = 0, 0, False
    after = -1
    for line in text.split("\n"):
        start, after = after + 1, after + 1 + len(line)
        if not line:
            continue
        plain = line.lstrip()
        if not plain or (plain[0] in _RULED and _RULE.match(line)):
            if end:
                yield begin, end, in_item
            end, in_item = 0, False
            continue
        item = _ITEM.match(line)
        if in_item and line[0] in " \t" and not item:
            end = after
            continue
        if end:
            yield begin, end, in_item
        marker = item or _LEAD.match(line)
        begin = start + (marker.end() if marker else 0)
        end, in_item = after, item is not None
    if end:
        yield begin, end, in_item
