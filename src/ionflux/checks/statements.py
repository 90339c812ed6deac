"""Markdown prose split into statements: one list item, table row or line each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ionflux.core.findings import Span
from ionflux.core.patterns import regex
from ionflux.core.words import fold_in_place
from ionflux.forms.blueprint import Passage
from ionflux.language.frequencies import introduces_the_past

_COMMENT = regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_STRUCK = regex(r"~~[^~\n]+~~")
_URL = regex(r"\b[a-z][a-z0-9+.-]{0,20}://[^\s)>\]\"'`]+|(?<=\]\()[^)\s]+", re.IGNORECASE)
_BREAK = r"(?:\*[ \t]*+){3,}+|(?:_[ \t]*+){3,}+|(?:-[ \t]*+){3,}+"
_WITHOUT_WORDS = rf"[^\S\n]*+$|[ \t]*+(?:{_BREAK}|[`~]{{3,}}+.*|[|:\- \t]++)$"
"""A line that ends an item: blank, a thematic break, a fence, or the rule of a table."""
_ITEM = r"[ \t>]*(?:[*+-]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?"
# The words of an item, with its indented lines, or of another line, after the marks before them.
_STATEMENT = regex(
    rf"^(?=.)(?:{_WITHOUT_WORDS}"
    rf"|{_ITEM}(?P<item>.*(?:\n+(?=[ \t])(?!{_WITHOUT_WORDS}|{_ITEM}).*)*)"
    r"|[ \t>|]*#*[ \t]*(?P<line>.*))",
    re.MULTILINE,
)
_NOT_LINE_END = regex(r"[^\n]")
_ESCAPE = regex(r"\\([!-/:-@\[-`{-~])")
_UNDERSCORES = regex(r"(?<!\w)_|_(?!\w)")
_WORD = regex(r"[^\W\d_]+")
_MOST = 1_000_000
"""How many characters of a text are compared with the YAML: the patterns take a second for them."""
_LONG = 2_000
"""The length from which a statement is split: patterns must not run on endless lines."""


class Statement(NamedTuple):
    """One statement: its words, and where they begin in the text of a section.

    Comments, web addresses and struck-out text are blanked in `words`, and backslashes before
    marks are removed; `escapes` are the offsets in it of the marks that had one.
    """

    words: str
    passage: Passage
    start: int
    is_item: bool
    escapes: tuple[int, ...] = ()

    def part(self, start: int, end: int) -> Span:
        """Return the place of the words between two offsets."""
        return self.passage.part(self._offset(start), self._offset(max(end - 1, start)) + 1)

    def _offset(self, offset: int) -> int:
        return self.start + offset + bisect_right(self.escapes, offset)

    @property
    def is_indented(self) -> bool:
        """Whether the line on which it begins has blanks before its marks."""
        text = self.passage.text
        return text.startswith((" ", "\t"), text.rfind("\n", 0, self.start) + 1)

    def each(self) -> list[str]:
        """Return the words in lower case, to let a rule skip the statement."""
        return _WORD.findall(self.words.lower())

    def folded(self) -> str:
        """Return the words without case, accents and emphasis, at the same length."""
        folded = fold_in_place(self.words)
        for mark in "*`~":
            folded = folded.replace(mark, " ")
        return _UNDERSCORES.sub(" ", folded) if "_" in folded else folded


def statements(passage: Passage) -> list[Statement]:
    """Return the statements of a section's text, in order, up to the limit."""
    text = _blanked(passage.text[:_MOST])
    found = list[Statement]()
    for line in _STATEMENT.finditer(text):
        if kind := line.lastgroup:
            start, end = line.span(kind)
            one = Statement(text[start:end].rstrip(), passage, start, kind == "item")
            if "\\" in one.words or end - start > _LONG:
                found += _without_escapes(one, text, end)
            elif one.words:
                found.append(one)
    return found


def current(found: Iterable[Statement]) -> Iterator[Statement]:
    """Yield statements, except items below a line that calls them past or examples."""
    is_past = False
    for statement in found:
        if not statement.is_item:
            is_past = statement.words.endswith(":") and introduces_the_past(statement.folded())
        if not is_past:
            yield statement


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


def _without_escapes(whole: Statement, text: str, end: int) -> Iterator[Statement]:
    """Yield the parts of a long statement, without the backslashes before marks."""
    for begin, stop in _parts(text, whole.start, end):
        if words := text[begin:stop].rstrip():
            marks = [found.start() - number for number, found in enumerate(_ESCAPE.finditer(words))]
            words = _ESCAPE.sub(r"\1", words)
            yield whole._replace(words=words, start=begin, escapes=tuple(marks))


def _parts(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a long statement, cut between words where there are any."""
    while end - begin > _LONG:
        stop = text.rfind(" ", begin + 1, begin + _LONG)
        stop = stop if stop > begin else begin + _LONG
        yield begin, stop
        begin = stop
    yield begin, end
