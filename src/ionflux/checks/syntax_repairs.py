"""Repairs of invalid YAML, where there is no doubt about the meaning.

Tabs at the start of a line, a comma or semicolon after a closed quote or bracket, a value with a
colon in curly quotes, and a cron expression that begins with `*` and has no quotes. A block is
repaired as a whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ionflux.core.edits import Edit, replacing
from ionflux.core.json_value import JsonValue
from ionflux.core.patterns import regex
from ionflux.models.crons import cron_fault
from ionflux.yaml.composer import compose
from ionflux.yaml.nodes import Block, to_python
from ionflux.yaml.quoting import as_yaml

_LONGEST = 5_000
"""How long a repaired block may be, in characters: it is read again for each wrong place."""
_MOST = 40
"""How many places are repaired in a block."""
_WIDTHS = (2, 4, 8)
"""The numbers of columns that a tab may stand for."""

_INDENT_WITH_TAB = regex(r"^[ ]*\t[ \t]*|^[ ]*-[ ]*\t[ \t]*", re.MULTILINE)
_BEHIND_CLOSED = regex(r"[\"'\]}][ ]*$")
_IN_CURLY_QUOTES = regex(
    r"[ ]*(?:-[ ]+)?[\w.-]{1,60}:[ ]+(?P<value>[“„”«](?P<inner>[^“„”«»\n]*)[“”»])"
    r"[ ]*(?:#[^\n]*)?$",
    re.MULTILINE,
)
_CRON = regex(
    r"(?P<cron>\*[^\s{}\[\]\"'`]{0,100}(?:[ \t]+[^\s{}\[\]\"'`]{1,100}){4})(?=[ \t]*(?:[]},#]|$))",
    re.MULTILINE,
)


class Repaired(NamedTuple):
    """A repaired block: the edits that made it valid, and whether they are certain."""

    edits: tuple[Edit, ...]
    certain: bool


def repaired(block: Block) -> Repaired | None:
    """Return the repair of a block, or None if it is not certain."""
    if len(block.text) > _LONGEST:
        return None
    widths = _WIDTHS if _INDENT_WITH_TAB.search(block.text) else _WIDTHS[:1]
    ways = [way for way in map(_Way(block.text).with_tabs, widths) if way]
    if not ways:
        return None
    text, value = ways[0]
    certain = all(other == value for _, other in ways)
    return Repaired(tuple(_line_edits(block.text, text)), certain)


class _Way(NamedTuple):
    text: str

    def with_tabs(self, width: int) -> tuple[str, JsonValue] | None:
        """Return the repaired text, with its value, if a tab stands for some columns."""
        text = self.text
        for _ in range(_MOST):
            composition = compose(Block(text))
            if composition.roots:
                return text, to_python(composition.roots[0])
            place = composition.findings[0].place if composition.findings else None
            if place is None:
                return None
            offset = Block(text).starts[place.line - 1] + place.column - 1
            better = next(filter(None, (repair(text, offset, width) for repair in _REPAIRS)), None)
            if better is None or better == text:
                return None
            text = better
        return None


def _spaces(text: str, offset: int, width: int) -> str | None:
    """Replace all tabs at the start of lines by spaces."""
    if text[offset : offset + 1] != "\t":
        return None
    return _INDENT_WITH_TAB.sub(lambda found: found[0].expandtabs(width), text)


def _without_mark(text: str, offset: int, _: int) -> str | None:
    """Remove a comma or semicolon that ends a value."""
    line = text.rfind("\n", 0, offset) + 1
    after = text[offset + 1 :].partition("\n")[0].lstrip(" ")
    if text[offset : offset + 1] not in (",", ";") or (after and after[0] != "#"):
        return None
    return text[:offset] + text[offset + 1 :] if _BEHIND_CLOSED.search(text[line:offset]) else None


def _straight_quotes(text: str, offset: int, _: int) -> str | None:
    """Replace curly quotes by straight ones around a value with a colon."""
    begin = text.rfind("\n", 0, offset) + 1
    found = _IN_CURLY_QUOTES.match(text, begin)
    if found is None:
        return None
    start, end = found.span("value")
    return f"{text[:start]}{as_yaml(found['inner'])}{text[end:]}"


def _quoted_cron(text: str, offset: int, _: int) -> str | None:
    """Put a cron expression in quotes."""
    found = _CRON.match(text, offset)
    if found is None or cron_fault(found["cron"].rstrip(",")):
        return None
    end = offset + len(found["cron"].rstrip(","))
    return f'{text[:offset]}"{text[offset:end]}"{text[end:]}'


_REPAIRS: tuple[Callable[[str, int, int], str | None], ...] = (
    _spaces,
    _without_mark,
    _quoted_cron,
    _straight_quotes,
)


def _line_edits(old: str, new: str) -> Iterator[Edit]:
    """Yield the edits of each line; a repair neither adds nor removes one."""
    start = 0
    for before, after in zip(old.split("\n"), new.split("\n"), strict=True):
        if before != after:
            yield from replacing(start, before, after)
        start += len(before) + 1
