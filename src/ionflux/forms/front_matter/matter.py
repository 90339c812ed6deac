"""The front matter of a document: its place and its content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ionflux.core.json_value import JsonValue
from ionflux.core.patterns import regex
from ionflux.documents.source import SourceFile
from ionflux.yaml.composer import Composition, compose
from ionflux.yaml.nodes import Block, MappingNode, to_python

_OPENING = regex(r"\s*+(?<![^\n])---[ \t]*\n")
_CLOSING = regex(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
# The first line other than a comment has a key; anything else between two rules is text.
_KEY = regex(r"(?:[ \t]*(?:#[^\n]*)?\n)*+[\"'{]?[ \t]*+[^\W\d][\w .-]{0,60}[\"']?[ \t]*:(?=\s)")
_EMPTY = regex(r"(?:[ \t]*(?:#[^\n]*)?\n)*+(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_LINE = regex(r"^(?P<key>[A-Za-z][\w-]{0,60}):(?:[ \t]+(?P<value>[^\n]*)|(?=\n))", re.MULTILINE)
# Text that is hardly YAML: the front matter has probably ended before it.
_MARKDOWN = regex(r"^(?:#{1,6}[ \t]+\S|```|~~~)", re.MULTILINE)
_FENCE = regex(r"^(?:```|~~~)", re.MULTILINE)


class FrontMatter(NamedTuple):
    """The front matter of a document.

    `start` is where its first line begins, `end` where its last line ends, without the line feed,
    and `text` is between them. `is_closed` is False where the line that should end it is missing.
    """

    start: int
    end: int
    text: str
    content: Composition
    is_closed: bool = True

    @property
    def root(self) -> MappingNode | None:
        """Its mapping; None if it is not valid YAML."""
        root = self.content.roots[0] if self.content.roots else None
        return root if isinstance(root, MappingNode) else None

    def block(self, source: SourceFile) -> Block:
        """Return its text as a block of YAML that knows its place."""
        return Block(self.text, source.line(self.start) + 1)

    @property
    def values(self) -> Mapping[str, JsonValue]:
        """Its keys and values; if it is not valid YAML, those that its lines seem to have.

        Other tools read `description: Use it: always`, which is not valid YAML.
        """
        if self.root:
            return {key: to_python(value) for key, (_, value) in self.root.entries.items()}
        return {found["key"]: found["value"] for found in _LINE.finditer(self.text)}


def is_empty(text: str) -> bool:
    """Tell whether a document begins with an empty front matter."""
    opening = _OPENING.match(text)
    return bool(opening and _EMPTY.match(text, opening.end()))


def front_matter(source: SourceFile) -> FrontMatter | None:
    """Return the front matter of a document, or None if it has none.

    Rules have the same marks: the text between two of them is a front matter only if it is YAML,
    or nearly so.
    """
    text = source.text
    opening = _OPENING.match(text)
    if not opening or not _KEY.match(text, opening.end()):
        return None
    start, body = opening.end() - len(opening[0].lstrip()), opening.end()
    closing = _CLOSING.search(text, body)
    end = closing.start() if closing else len(text)
    whole = _composed(source, body, end)
    if closing and whole.roots:
        return FrontMatter(start, closing.end(), text[body:end], whole)
    cut = _MARKDOWN.search(text, body, end)
    if cut or not closing:
        stop = cut.start() if cut else end
        part = _composed(source, body, stop)
        if part.roots:
            last = body + len(text[body:stop].rstrip())
            return FrontMatter(start, last, text[body:stop], part, is_closed=False)
    if closing and not _FENCE.search(text, body, end):
        return FrontMatter(start, closing.end(), text[body:end], whole)
    return None


def _composed(source: SourceFile, start: int, end: int) -> Composition:
    return compose(Block(source.text[start:end], source.line(start)))
