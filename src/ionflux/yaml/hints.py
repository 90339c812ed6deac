"""Explanations of YAML syntax errors, and what to write instead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple, Protocol

from ionflux.core.patterns import regex

UNSEEN_CHARACTERS = "\u00a0\u00ad\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
"""Characters that look like a blank or are invisible, but are not blanks in YAML."""

UNSEEN = regex(f"[{UNSEEN_CHARACTERS}]")
_UNSEEN_SEPARATOR = regex(
    rf"[ \t]*+(?:-[ \t]++)*+(?P<before>[\w.]++(?:-[\w.-]*+)?:|-)[{UNSEEN_CHARACTERS}]"
)
_WORDS_WITH_COLON = regex(r"(?:-\s++)*+(?P<key>[\w.-]++)\s*+:\s++(?P<value>\S.*+)")
_COLON = regex(r":(?:\s|$)")
_NO_KEY = regex(r"\s*+(?:-\s++)*+[\w.-]++(?:\s*+=|:(?=[^\s/]))")
_NO_ITEM = regex(r"\s*+-(?=[^\W\d_]\w*+:\s)")
_LIST_ITEM = regex(r"\s*+-(?:\s|$)")
_CLOSE = "close it, or write one entry per line without brackets"
_NEVER_CLOSED = "a quote is opened and never closed"
_SHOWN = 60
"""How many characters of a line a message quotes."""
_FEW = 200
"""How many lines above are searched."""


class Mark(Protocol):
    """A place in a text, as the parser reports it."""

    @property
    def index(self) -> int:
        """The offset in the text."""


class ParserError(Protocol):
    """A syntax error of the parser: its context with the place, and the problem with the place."""

    context: str | None
    context_mark: Mark | None
    problem: str | None
    problem_mark: Mark | None


class Fault(NamedTuple):
    """A syntax error: what is wrong, what to do, and the offset if it differs from the parser's."""

    message: str
    hint: str | None = None
    offset: int | None = None


class _Context(NamedTuple):
    text: str
    line: str
    begin: int
    character: str
    column: int
    opener: str

    @property
    def before(self) -> str:
        """The text on the line before the place."""
        return self.line[: self.column].rstrip()

    def lines_above(self) -> Iterator[tuple[int, str]]:
        """Yield the lines above and the offsets where they begin, the nearest first."""
        end = self.begin - 1
        while end >= 0:
            begin = self.text.rfind("\n", 0, end) + 1
            yield begin, self.text[begin:end]
            end = begin - 1


def explain(error: ParserError, text: str) -> Fault:
    """Explain the parser's error: it mentions tokens, but people think in terms of quotes."""
    problem = error.problem or "cannot be read"
    mark, start = error.problem_mark, error.context_mark
    offset = mark.index if mark else (start.index if start else 0)
    found = Fault(problem)
    for words, from_start, reader in _FAULTS:
        if words in f"{error.context} | {problem}":
            offset = start.index if from_start and start else offset
            context = _context(text, min(offset, len(text)), start)
            found = _unseen(context) or reader(context)
            break
    place = offset if found.offset is None else found.offset
    return found._replace(offset=min(place, max(len(text) - 1, 0)))


def unseen_in_key(text: str, start: int, end: int) -> Fault | None:
    """Return what is wrong with a plain key that contains an invisible character."""
    found = UNSEEN.search(text, start, end)
    if found is None:
        return None
    character = _named(found[0])
    if found.start() == start:
        return Fault(f"{character} is before the key", "remove it; indent with plain spaces", start)
    if text[found.start() - 1] in ":-":
        return _separator(text[start : found.start()], found)
    before, after = text[start : found.start()], text[found.end() : end]
    message = f"{character} follows the key `{before[-_SHOWN:]}`"
    if after:
        message = f"the key `{before[-_SHOWN:]} {after[:_SHOWN]}` contains {character}"
    return Fault(message, "replace it with a plain space, or remove it", found.start())


def unseen_separator(text: str, start: int, end: int) -> Fault | None:
    """Return what is wrong with a plain value that would be a key or an item with a space in it."""
    begin = text.rfind("\n", 0, start) + 1
    found = _UNSEEN_SEPARATOR.match(text, begin)
    if found is None or not start < found.end() <= end:
        return None
    return _separator(found["before"], found)


def _separator(before: str, found: re.Match[str]) -> Fault:
    offset = found.end() - 1
    message = f"{_named(found.string[offset])} follows `{before[-_SHOWN:]}`"
    return Fault(message, "replace it with a plain space", offset)


def _named(character: str) -> str:
    name = unicodedata.name(character).lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name} (U+{ord(character):04X})"


def _unseen(context: _Context) -> Fault | None:
    """Look for an invisible character after a key's colon or a dash, here or in the lines above."""
    fault = None
    for begin, line in ((context.begin, context.line), *islice(context.lines_above(), _FEW)):
        found = _UNSEEN_SEPARATOR.match(line)
        if found:
            fault = _separator(found["before"], found)._replace(offset=begin + found.end() - 1)
        elif begin != context.begin:
            break
    return fault


def _context(text: str, offset: int, start: Mark | None) -> _Context:
    begin = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[begin : len(text) if end < 0 else end]
    opener = text[start.index : start.index + 1] if start else ""
    return _Context(text, line, begin, text[offset : offset + 1], offset - begin, opener)


def _second_colon(context: _Context) -> Fault:
    for begin, above in islice(context.lines_above(), 1):
        place = begin + len(above) - len(above.lstrip())
        if _NO_ITEM.match(above):
            item = above.strip().replace("-", "- ", 1)
            return Fault("a space is missing after `-`", f"write `{item[:_SHOWN]}`", place)
        if _NO_KEY.match(above):
            return _no_colon(context._replace(line=above))._replace(offset=place)
    found = _WORDS_WITH_COLON.match(context.line.strip())
    if found and _COLON.search(found["value"]):
        value = found["value"].replace('"', "'")
        return Fault(
            "a value that contains `: ` must be in quotes",
            f'write `{found["key"]}: "{value}"`',
        )
    return Fault(
        "a key cannot be here: the line above already has a value",
        "give the line the same indent as its neighbours, or remove the value above it",
    )


def _quote(context: _Context) -> Fault:
    mark = context.character or context.opener
    return Fault(_NEVER_CLOSED, f"close it with {mark} at the end of the value")


def _escape(context: _Context) -> Fault:
    """Explain an escape that does not exist, as in a Windows path in double quotes."""
    begin = max(context.line.rfind("\\", 0, context.column + 1), 0)
    return Fault(
        f"`{context.line[begin : begin + 2]}` does not begin a valid escape",
        "write a backslash as `\\\\`, or put the value in single quotes",
        context.begin + begin,
    )


def _bracket(context: _Context) -> Fault:
    return Fault(
        f"`{context.character}` is opened and never closed, or a comma is missing in it",
        _CLOSE,
    )


def _colon_in_brackets(_: _Context) -> Fault:
    return Fault(
        "a word in brackets or braces contains `:`",
        "put it in quotes; the value of a key follows `: `, with a space",
    )


def _no_value(context: _Context) -> Fault:
    if not context.character.strip():
        return Fault("a bracket is opened and never closed", _CLOSE)
    return Fault(f"`{context.character}` where a value is expected", "write the value, or `null`")


def _stray(context: _Context) -> Fault:
    if context.character == "\t":
        return _tab(context)
    character = "a backtick" if context.character == "`" else f"`{context.character}`"
    return Fault(f"a value cannot begin with {character}", "put the value in quotes")


def _tab(_: _Context) -> Fault:
    return Fault("a tab cannot indent YAML", "indent with spaces")


def _alias(context: _Context) -> Fault:
    line = context.line[context.column :]
    if not context.before.strip() and line.startswith("* "):
        return Fault("a list item cannot begin with `*`", "begin it with `- `")
    if line.startswith("**"):
        return Fault("YAML has no bold text", "remove the asterisks")
    return Fault(
        f"`{context.character}` at the beginning of a value has a meaning of its own in YAML",
        "put the value in quotes",
    )


def _misplaced(context: _Context) -> Fault:
    if _LIST_ITEM.match(context.line):
        return Fault(
            "a list item cannot be among the keys of a mapping",
            "remove the `- `, or indent the item under the key that it belongs to",
        )
    mark = context.before[-1:]
    if mark and mark in "'\"":
        return _after_quote(context, mark)
    if mark and mark in "]}":
        return Fault("text follows a closed bracket", "put the whole value in quotes")
    hint = "give keys of one mapping the same indent"
    return Fault("the indent does not match any line above", hint)


def _after_quote(context: _Context, mark: str) -> Fault:
    if context.before.count(mark) % 2:  # the quote closes one that an earlier line has opened
        for begin, above in islice(context.lines_above(), _FEW):
            if above.count(mark) % 2:
                hint = f"close it with {mark} at the end of the value"
                return Fault(_NEVER_CLOSED, hint, begin + above.rfind(mark))
    if context.character in ",;":
        return Fault(
            f"`{context.character}` follows a closed quote",
            "remove it: the value ends with its line in YAML",
        )
    return Fault("text follows a closed quote", "put the value in the other kind of quotes")


def _not_an_item(_: _Context) -> Fault:
    return Fault(
        "a line among list items begins without `- `",
        "give it the indent of the key that it belongs to, begin it with `- `, or remove the `- `"
        " above it",
    )


def _item_after_key(_: _Context) -> Fault:
    return Fault("a list cannot begin on the line of its key", "begin it on its own line")


def _after_mark(context: _Context) -> Fault:
    return Fault(
        f"text follows `{context.before[-1:]}`, which announces lines of text",
        "begin the text on the next line, indented; or put the value in quotes",
    )


def _no_colon(context: _Context) -> Fault:
    word = context.line.strip()[:_SHOWN]
    return Fault(
        f"`{word}` is neither a key nor a value", "write `key: value`, with a space after `:`"
    )


_FAULTS: tuple[tuple[str, bool, Callable[[_Context], Fault]], ...] = (
    ("tab character", False, _tab),
    ("scanning a quoted scalar | found unexpected", True, _quote),
    ("scanning a quoted scalar", False, _quote),
    ("parsing a quoted scalar", False, _escape),
    ("mapping values are not allowed", False, _second_colon),
    ("cannot start any token", False, _stray),
    ("scanning an alias", True, _alias),
    ("scanning an anchor", True, _alias),
    ("found unexpected ':'", False, _colon_in_brackets),
    ("did not find expected node content", False, _no_value),
    ("parsing a flow", True, _bracket),
    ("parsing a block mapping", False, _misplaced),
    ("parsing a block collection", False, _not_an_item),
    ("block sequence entries are not allowed", False, _item_after_key),
    ("simple key", True, _no_colon),
    ("comment or line break", False, _after_mark),
)
"""Words of the parser's message, whether the place is where the construct began, and a reader."""
