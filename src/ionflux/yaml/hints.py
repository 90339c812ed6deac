"""What a YAML syntax error means in words, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from ionflux.core.patterns import regex

_KEY = regex(r"\s*(?:-\s+)*(?P<key>[\w.-]+)\s*:(?:\s+(?P<value>\S.*?))?\s*")
_CLOSE = "close it, or write one entry a line without brackets"
_NO_KEY = regex(r"\s*(?:-\s+)*[\w.-]+(?:\s*=|:(?=[^\s/]))")
_NO_ITEM = regex(r"\s*-(?=[^\W\d_]\w*:\s)")
_NO_BREAK = "\u00a0"
_NEVER_CLOSED = "a quote is opened and never closed"
_FEW = 200
"""How many lines above are looked at."""
_LIST_ITEM = regex(r"\s*-(?:\s|$)")


class Fault(NamedTuple):
    """A syntax error: what is wrong, the offset in the text, and what to do."""

    message: str
    offset: int
    hint: str | None


class _Context(NamedTuple):
    text: str
    line: str
    begin: int
    character: str
    column: int
    opener: str

    @property
    def before(self) -> str:
        """What stands on the line before the place."""
        return self.line[: self.column].rstrip()

    def lines_above(self) -> Iterator[tuple[int, str]]:
        """Yield the lines above with the offsets of their beginnings, the nearest first."""
        end = self.begin - 1
        while end >= 0:
            begin = self.text.rfind("\n", 0, end) + 1
            yield begin, self.text[begin:end]
            end = begin - 1


class _Said(NamedTuple):
    """A message and a hint, and the offset where it is not that of the parser."""

    message: str
    hint: str
    offset: int | None = None


def explain(error: Any, text: str) -> Fault:  # noqa: ANN401 - the library's error has no types
    """Turn the parser's error into a fault; scanners speak of tokens, people of quotes."""
    problem = error.problem or "cannot be read"
    mark, start = error.problem_mark, error.context_mark
    offset = mark.index if mark else (start.index if start else 0)
    for words, from_start, reader in _FAULTS:
        if words in f"{error.context} | {problem}":
            place = start.index if from_start and start else offset
            said = reader(_context(text, min(place, len(text)), start))
            place = place if said.offset is None else said.offset
            return Fault(said.message, min(place, max(len(text) - 1, 0)), said.hint)
    return Fault(problem, min(offset, max(len(text) - 1, 0)), None)


def _context(text: str, offset: int, start: Any) -> _Context:  # noqa: ANN401
    begin = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[begin : len(text) if end < 0 else end]
    opener = text[start.index : start.index + 1] if start else ""
    return _Context(text, line, begin, text[offset : offset + 1], offset - begin, opener)


def _second_colon(context: _Context) -> _Said:
    for begin, above in islice(context.lines_above(), 1):
        place = begin + len(above) - len(above.lstrip())
        if _NO_ITEM.match(above):
            item = above.strip().replace("-", "- ", 1)
            return _Said("a space is missing behind `-`", f"write `{item[:60]}`", place)
        if _NO_KEY.match(above):
            return _no_colon(context._replace(line=above))._replace(offset=place)
    found = _KEY.fullmatch(context.line)
    if found and found["value"] and re.search(r":(?:\s|$)", found["value"]):
        value = found["value"].replace('"', "'")
        return _Said(
            "a value with `: ` in it must stand in quotes",
            f'write `{found["key"]}: "{value}"`',
        )
    return _Said(
        "a key cannot stand here: the line above has a value already",
        "give the line the same indent as its neighbours, or take the value above away",
    )


def _quote(context: _Context) -> _Said:
    mark = context.character or context.opener
    return _Said(_NEVER_CLOSED, f"close it with {mark} at the end of the value")


def _bracket(context: _Context) -> _Said:
    return _Said(
        f"`{context.character}` is opened and never closed, or a comma is missing in it",
        _CLOSE,
    )


def _no_value(context: _Context) -> _Said:
    if not context.character.strip():
        return _Said("a bracket is opened and never closed", _CLOSE)
    return _Said(
        f"`{context.character}` stands where a value is expected", "write the value, or `null`"
    )


def _stray(context: _Context) -> _Said:
    if context.character == "\t":
        return _tab(context)
    character = "a backtick" if context.character == "`" else f"`{context.character}`"
    return _Said(f"a value cannot begin with {character}", "put the value in quotes")


def _tab(_: _Context) -> _Said:
    return _Said("a tab cannot indent YAML", "indent with spaces")


def _alias(context: _Context) -> _Said:
    line = context.line[context.column :]
    if not context.before.strip() and line.startswith("* "):
        return _Said("a list item cannot begin with `*`", "begin it with `- `")
    if line.startswith("**"):
        return _Said("YAML knows no bold", "take the asterisks away")
    return _Said(
        f"`{context.character}` at the beginning of a value has a meaning of its own in YAML",
        "put the value in quotes",
    )


def _misplaced(context: _Context) -> _Said:
    if _LIST_ITEM.match(context.line):
        return _Said(
            "a list item cannot stand among the keys of a mapping",
            "remove the `- `, or indent the item under the key that it belongs to",
        )
    mark = context.before[-1:]
    if mark and mark in "'\"":
        return _behind_quote(context, mark)
    if mark and mark in "]}":
        return _Said("text stands behind a closed bracket", "put the whole value in quotes")
    return _Said("the indent fits no line above", "give keys of one mapping the same indent")


def _behind_quote(context: _Context, mark: str) -> _Said:
    if context.before.count(mark) % 2:  # the quote closes one that an earlier line has opened
        for begin, above in islice(context.lines_above(), _FEW):
            if above.count(mark) % 2:
                hint = f"close it with {mark} at the end of the value"
                return _Said(_NEVER_CLOSED, hint, begin + above.rfind(mark))
    if context.character in ",;":
        return _Said(
            f"`{context.character}` stands behind a closed quote",
            "take it away: YAML ends a value with its line",
        )
    return _Said("text stands behind a closed quote", "put the value in the other kind of quotes")


def _not_an_item(_: _Context) -> _Said:
    return _Said(
        "a line among list items begins without `- `",
        "give it the indent of the key that it belongs to, begin it with `- `, or take the `- `"
        " above it away",
    )


def _item_behind_key(_: _Context) -> _Said:
    return _Said("a list cannot begin on the line of its key", "begin it on a line of its own")


def _behind_mark(context: _Context) -> _Said:
    return _Said(
        f"text stands behind `{context.before[-1:]}`, which announces lines of text",
        "begin the text on the next line, indented; or put the value in quotes",
    )


def _no_colon(context: _Context) -> _Said:
    word = context.line.strip()[:40].replace(_NO_BREAK, " ")
    if _NO_BREAK in context.line:
        return _Said(f"`{word}` holds a no-break space, which separates nothing", "type a space")
    return _Said(
        f"`{word}` is neither a key nor a value", "write `key: value`, with a space after `:`"
    )


_FAULTS: tuple[tuple[str, bool, Callable[[_Context], _Said]], ...] = (
    ("tab character", False, _tab),
    ("scanning a quoted scalar | found unexpected", True, _quote),
    ("scanning a quoted scalar", False, _quote),
    ("mapping values are not allowed", False, _second_colon),
    ("cannot start any token", False, _stray),
    ("scanning an alias", True, _alias),
    ("scanning an anchor", True, _alias),
    ("did not find expected node content", False, _no_value),
    ("parsing a flow", True, _bracket),
    ("parsing a block mapping", False, _misplaced),
    ("parsing a block collection", False, _not_an_item),
    ("block sequence entries are not allowed", False, _item_behind_key),
    ("simple key", True, _no_colon),
    ("comment or line break", False, _behind_mark),
)
"""Words of the parser's message, whether the place is where the construct began, and a reader."""
