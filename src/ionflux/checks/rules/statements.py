"""Markdown prose taken apart into statements: one list item, table row or line each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache

from ionflux.core.patterns import regex

_COMMENT = regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_URL = regex(r"\b[a-z][a-z0-9+.-]{0,20}://[^\s)>\]\"'`]+|(?<=\]\()[^)\s]+", re.IGNORECASE)
_MARKER = regex(r"[ \t>]*(?:[*+-]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|[ \t>|]*#*[ \t]*")
_RULE = regex(r"[ \t]*(?:([*_-])[ \t]*)(?:\1[ \t]*){2,}$|[ \t]*[`~]{3,}.*$|[|:\- \t]+$")
_RULED = frozenset("*_-`~|:")
_ITEM = regex(r"[ \t>]*(?:[*+-]|\d{1,9}[.)])[ \t]")
_EMPHASIS = regex(r"[*`~]|(?<!\w)_|_(?!\w)")
_BEYOND_ASCII = regex(r"[^\x00-\x7f]")
_MOST = 1_000_000
"""Characters of a text that are compared with the YAML: the patterns take a second for them."""
_LONG = 2_000
"""Characters from which a statement is taken in parts: patterns must not meet endless lines."""

_LABEL = regex(r"\W{0,4}([^:\n→=.;()]{1,40}?)\W{0,4}(?::(?!\d)|→|=|—|\|)")


class Statement:
    """One statement: its words, and where they begin in the text.

    Comments and web addresses are blanked in `words`; offsets stay those of the text.
    """

    def __init__(self, words: str, start: int) -> None:
        self.words = words
        self.start = start

    @cached_property
    def folded(self) -> str:
        """The words in lower case without accents and emphasis."""
        return fold(self.words)

    @cached_property
    def label(self) -> str:
        """The words before the first colon or arrow, folded; empty where there is none."""
        match = _LABEL.match(self.folded)
        return match.group(1).strip() if match else ""


@lru_cache(maxsize=8)  # several rules look at one text in turn
def statements(text: str) -> tuple[Statement, ...]:
    """Return the statements of a Markdown text, in order, as far as anybody reads it."""
    return tuple(_statements(text[:_MOST]))


def _statements(text: str) -> Iterator[Statement]:
    blanked = _blank(_COMMENT, text) if "<!--" in text else text
    if "://" in blanked or "](" in blanked:
        blanked = _blank(_URL, blanked)
    for start, end in _extents(blanked):
        marker = _MARKER.match(blanked, start, end)
        first = marker.end() if marker else start
        for begin, stop in _parts(blanked, first, end):
            words = blanked[begin:stop].rstrip()
            if words:
                yield Statement(words, begin)


def _parts(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a long statement, cut between words where there are any."""
    while end - begin > _LONG:
        stop = text.rfind(" ", begin + 1, begin + _LONG)
        stop = stop if stop > begin else begin + _LONG
        yield begin, stop
        begin = stop
    yield begin, end


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def _extents(text: str) -> Iterator[tuple[int, int]]:
    """Yield begin and end of each statement; a list item takes its indented lines along."""
    begin, end, in_item = 0, 0, False
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        plain = line.strip()
        if not plain or (plain[0] in _RULED and _RULE.match(line)):
            in_item = False
            continue
        if in_item and line[0] in " \t" and not _ITEM.match(line):
            end = match.end()
            continue
        if end:
            yield begin, end
        begin, end, in_item = match.start(), match.end(), bool(_ITEM.match(line))
    if end:
        yield begin, end


def fold(text: str) -> str:
    """Return the text in lower case without accents and emphasis marks, of equal length."""
    plain = text if text.isascii() else _BEYOND_ASCII.sub(_bare, text)
    return _EMPHASIS.sub(" ", plain.lower())


@cache
def _without_accents(character: str) -> str:
    return unicodedata.normalize("NFD", character.lower())[0]


def _bare(found: re.Match[str]) -> str:
    return _without_accents(found[0])
