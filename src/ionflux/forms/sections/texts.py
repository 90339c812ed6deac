"""Text of a section: its lines as written, or plain words without Markdown's marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import accumulate

from ionflux.core.findings import Span
from ionflux.core.patterns import regex
from ionflux.core.words import words
from ionflux.language import Vocabulary

_RULE = regex(r" {0,3}(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})")
_RULES = frozenset("-_*")
_FORM_ENDS = frozenset("-_*> \t")
_DIRECTIVE = regex(r"\s*<!--\s*ionflux:.*?-->\s*")
_COMMENT = regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_RUNS = regex(r"([`*_])\1*+")
_LETTER = regex(r"[^\W_]")
_OPENING = "“\"'‘«„"
_INNER = regex('[“«„”»"]')
_CLOSING = "”\"'’»“"
_PARENTHESISED = regex(r"[*_]*\((?P<remark>[^()]*)\)[*_]*\.?")
_LONGEST_PLACEHOLDER = 200
_QUOTE_BEGINS = regex(r"\s*+[*_]{0,3}[“\"'‘«„]")
_QUOTE_ENDS = regex(r"[^“\"'‘«„][”\"'’»“][*_]{0,3}\.?\Z")
_BLOCK_QUOTE = regex(r" {0,3}> ?(?=.*\w)")

GAP = -1
"""Among the line numbers of a passage: an empty line that stands nowhere, the last of all."""


class Passage:
    """Some lines of a document: all of each line, or of the first what stands from a column on."""

    __slots__ = ("_starts", "column", "lines", "numbers")

    def __init__(self, lines: Sequence[str], numbers: Sequence[int], column: int = 0) -> None:
        self.lines = lines
        self.numbers = numbers
        self.column = column
        self._starts: list[int] | None = None

    @property
    def text(self) -> str:
        """The passage as Markdown source."""
        lines = self.lines
        return "\n".join([lines[number] for number in self.numbers])[self.column :]

    @property
    def span(self) -> Span:
        """The place of the whole passage; white space at its ends does not count."""
        first, last = self.numbers[0], self.numbers[-1]
        start = self.column + _leading(self.lines[first][self.column :])
        end = max(len(self.lines[last].rstrip()), 1)
        return Span(first + 1, start + 1, last + 1, max(end, start + 1 if first == last else 1))

    def part(self, start: int, end: int) -> Span:
        """Return the place of the text between two offsets."""
        return Span(*self._at(start), *self._at(max(end - 1, start)))

    @property
    def starts(self) -> list[int]:
        """The offsets in the text at which its lines begin."""
        if self._starts is None:  # few passages are asked for, those often
            lengths = (len(self.lines[number]) + 1 for number in self.numbers)
            self._starts = [0, *(end - self.column for end in accumulate(lengths))]
        return self._starts

    def _at(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self.starts, offset, hi=len(self.numbers)) - 1
        column = offset - self.starts[index] + 1
        return self.numbers[index] + 1, column + (self.column if index == 0 else 0)


def _leading(text: str) -> int:
    return len(text) - len(text.lstrip())


def boilerplate(lines: Sequence[str], vocabulary: Vocabulary) -> set[int]:
    """Return which lines say nothing: rules, closing formulas, directives to this program."""
    form = [n for n, line in enumerate(lines) if line and line[-1] in _FORM_ENDS and _is_form(line)]
    return {*form, *vocabulary.boilerplate.among(lines)}


def _is_form(line: str) -> bool:
    mark = line.lstrip()[:1]
    if mark == "<":
        return _DIRECTIVE.fullmatch(line) is not None
    return mark in _RULES and not line.strip(f"{mark} \t") and _RULE.fullmatch(line) is not None


def trim(lines: Sequence[str], numbers: Iterable[int]) -> list[int]:
    """Return the line numbers without those of blank lines at either end."""
    kept = list(numbers)
    while kept and not lines[kept[-1]].strip():
        kept.pop()
    start = 0
    while start < len(kept) and not lines[kept[start]].strip():
        start += 1
    return kept[start:] if start else kept


def is_placeholder(text: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a section's text means that there is none yet (spec section 2)."""
    if "<!--" in text:
        text = _COMMENT.sub("", text)
    text = text.strip()
    if len(text) > _LONGEST_PLACEHOLDER:
        return False
    if not text or text in vocabulary.placeholders:
        return True
    if text[0].isalnum():  # neither a remark nor mere marks
        return False
    if not (found := _PARENTHESISED.fullmatch(text)):
        return not _LETTER.search(text)
    remark = words(found["remark"])
    return found["remark"] in vocabulary.placeholders or any(
        remark[: len(beginning)] == beginning for beginning in vocabulary.remarks
    )


def quoted(lines: Sequence[str], numbers: Sequence[int]) -> tuple[int, int] | None:
    """Return how many of the first lines are a quote and where its text begins in the first."""
    if not numbers:
        return None
    first = lines[numbers[0]]
    if found := _BLOCK_QUOTE.match(first):
        rest = (n for n in range(1, len(numbers)) if not _BLOCK_QUOTE.match(lines[numbers[n]]))
        return next(rest, len(numbers)), found.end()
    if not _QUOTE_BEGINS.match(first):
        return None
    for index, number in enumerate(numbers):
        line = lines[number].rstrip()
        if not line:
            return None
        if _QUOTE_ENDS.search(line[-6:]):
            return index + 1, len(first) - len(first.lstrip())
    return None


def plain(text: str) -> str:
    """Return the text as plain words: no emphasis or code marks, no outer quotes, one line."""
    return unquote(" ".join(_unmark(text).split()))


def unquote(text: str) -> str:
    """Remove one pair of quotes around the whole text; the two need not match."""
    if len(text) < 2 or text[0] not in _OPENING or text[-1] not in _CLOSING:  # noqa: PLR2004 - a pair
        return text
    inner = text[1:-1]
    if not _INNER.search(inner):
        return inner.strip()
    depth = 0
    for character in inner:
        if character in "“«„" or (character == '"' and depth == 0):
            depth += 1
        elif character in '”»"':
            depth -= 1
        if depth < 0:  # the first quote is closed before the end: not one pair around all
            return text
    return inner.strip() if depth == 0 or '"' not in inner else text


def _unmark(text: str) -> str:
    """Remove the marks of emphasis and code, in one pass whatever the text."""
    if "*" not in text and "`" not in text and "_" not in text:
        return text
    runs = list(_RUNS.finditer(text))
    marks = _code_marks(runs) or _Marks()
    _emphasis_marks(text, [run for run in runs if not marks.hides(run)], marks)
    return marks.removed_from(text)


class _Marks:
    """Ranges of a text that are marks, and the code between some of them."""

    def __init__(self) -> None:
        self.ranges: list[tuple[int, int]] = []
        self.code: deque[tuple[int, int]] = deque()

    def hides(self, run: re.Match[str]) -> bool:
        if run[0][0] == "`":
            return True
        while self.code and self.code[0][1] <= run.start():
            self.code.popleft()
        return bool(self.code) and self.code[0][0] <= run.start()

    def removed_from(self, text: str) -> str:
        pieces, reached = [], 0
        for start, end in sorted(self.ranges):
            pieces.append(text[reached:start])
            reached = max(reached, end)
        return "".join([*pieces, text[reached:]])


def _code_marks(runs: list[re.Match[str]]) -> _Marks:
    marks = _Marks()
    ticks = [run for run in runs if run[0][0] == "`"]
    following: dict[int, int] = {}
    closers: list[int | None] = [None] * len(ticks)
    for index in range(len(ticks) - 1, -1, -1):
        length = len(ticks[index][0])
        closers[index] = following.get(length)
        following[length] = index
    index = 0
    while index < len(ticks):
        closer = closers[index]
        if closer is not None:
            opening, closing = ticks[index].span(), ticks[closer].span()
            marks.ranges += [opening, closing]
            marks.code.append((opening[0], closing[1]))
            index = closer
        index += 1
    return marks


def _emphasis_marks(text: str, runs: list[re.Match[str]], marks: _Marks) -> None:
    openers: dict[str, list[list[int]]] = {"*": [], "_": []}
    for run in runs:
        start, end = run.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        word = run[0][0] == "_"
        closes = bool(before.strip()) and not (word and after.isalnum())
        opens = bool(after.strip()) and not (word and before.isalnum())
        pending = openers[run[0][0]]
        while closes and start < end and pending:
            opener = pending[-1]
            length = min(end - start, opener[1] - opener[0])
            marks.ranges += [(opener[1] - length, opener[1]), (start, start + length)]
            start += length
            opener[1] -= length
            if opener[0] == opener[1]:
                pending.pop()
        if opens and start < end:
            pending.append([start, end])
