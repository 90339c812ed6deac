"""What a YAML syntax error means in words, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

_KEY = re.compile(r"\s*(?:-\s+)*(?P<key>[\w.-]+)\s*:(?:\s+(?P<value>\S.*?))?\s*")
_CLOSE = "close it, or write one entry a line without brackets"
_LIST_ITEM = re.compile(r"\s*-(?:\s|$)")


class Fault(NamedTuple):
    """A syntax error: what is wrong, the offset in the text, and what to do."""

    message: str
    offset: int
    hint: str | None


class _Context(NamedTuple):
    line: str
    before: str
    character: str
    column: int
    opener: str


def explain(error: Any, text: str) -> Fault:  # noqa: ANN401 - the library's error has no types
    """Turn the parser's error into a fault; scanners speak of tokens, people of quotes."""
    problem = error.problem or "cannot be read"
    mark, start = error.problem_mark, error.context_mark
    offset = mark.index if mark else (start.index if start else 0)
    for words, from_start, reader in _FAULTS:
        if words in f"{error.context} | {problem}":
            place = start.index if from_start and start else offset
            message, hint = reader(_context(text, min(place, len(text)), start))
            return Fault(message, min(place, max(len(text) - 1, 0)), hint)
    return Fault(problem, min(offset, max(len(text) - 1, 0)), None)


def _context(text: str, offset: int, start: Any) -> _Context:  # noqa: ANN401
    begin = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[begin : len(text) if end < 0 else end]
    before = text[:begin].rstrip("\n").rpartition("\n")[2]
    opener = text[start.index : start.index + 1] if start else ""
    return _Context(line, before, text[offset : offset + 1], offset - begin, opener)


def _second_colon(context: _Context) -> tuple[str, str]:
    found = _KEY.fullmatch(context.line)
    if found and found["value"] and re.search(r":(?:\s|$)", found["value"]):
        value = found["value"].replace('"', "'")
        return (
            "a value with `: ` in it must stand in quotes",
            f'write `{found["key"]}: "{value}"`',
        )
    return (
        "a key cannot stand here: the line above has a value already",
        "give the line the same indent as its neighbours, or take the value above away",
    )


def _quote(context: _Context) -> tuple[str, str]:
    mark = context.character or context.opener
    return "a quote is opened and never closed", f"close it with {mark} at the end of the value"


def _bracket(context: _Context) -> tuple[str, str]:
    return (
        f"`{context.character}` is opened and never closed, or a comma is missing in it",
        _CLOSE,
    )


def _no_value(context: _Context) -> tuple[str, str]:
    if not context.character.strip():
        return "a bracket is opened and never closed", _CLOSE
    return f"`{context.character}` stands where a value is expected", "write the value, or `null`"


def _stray(context: _Context) -> tuple[str, str]:
    if context.character == "\t":
        return "a tab cannot indent YAML", "indent with spaces"
    return (
        f"a value cannot begin with `{context.character}`",
        "put the value in quotes",
    )


def _tab(_: _Context) -> tuple[str, str]:
    return "a tab cannot indent YAML", "indent with spaces"


def _alias(context: _Context) -> tuple[str, str]:
    return (
        f"`{context.character}` at the beginning of a value has a meaning of its own in YAML",
        "put the value in quotes, as every cron expression that begins with `*`",
    )


def _misplaced(context: _Context) -> tuple[str, str]:
    if _LIST_ITEM.match(context.line):
        return (
            "a list item cannot stand among the keys of a mapping",
            "remove the `- `, or indent the item under the key that it belongs to",
        )
    if context.line[: context.column].rstrip().endswith(("'", '"')):
        return "text stands behind a closed quote", "put the value in the other kind of quotes"
    return "the indent fits no line above", "give keys of one mapping the same indent"


def _not_an_item(_: _Context) -> tuple[str, str]:
    return (
        "a line among list items begins without `- `",
        "begin it with `- `, or give it the indent of the key that it belongs to",
    )


def _item_behind_key(_: _Context) -> tuple[str, str]:
    return "a list cannot begin on the line of its key", "begin it on a line of its own"


def _no_colon(context: _Context) -> tuple[str, str]:
    word = context.line.strip()[:40]
    return f"`{word}` is neither a key nor a value", "write `key: value`, with a space after `:`"


_FAULTS: tuple[tuple[str, bool, Callable[[_Context], tuple[str, str]]], ...] = (
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
)
"""Words of the parser's message, whether the place is where the construct began, and a reader."""
