"""YAML as nodes that know their places, and their values by the rules of YAML 1.2."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, Protocol, cast

from ionflux.core.findings import Span
from ionflux.core.json_value import JsonValue
from ionflux.core.numbers import number_or_digits
from ionflux.core.patterns import regex

_COMMENT = regex(r"[ \t,\]}]*+(?<=[ \t])#[ \t]*+(?P<text>[^\n]*)")

_WORDS = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NULLS = frozenset(word for word, value in _WORDS.items() if value is None)
_INTEGER = regex(r"[-+]?[0-9]{1,4000}")
# As many digits as Python writes out again in decimal without complaint.
_BASED = regex(r"0o[0-7]{1,4000}|0x[0-9a-fA-F]{1,3000}")
_FLOAT = regex(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NUMERIC = frozenset("-+.0123456789")


class Block:
    """YAML text and its place: its first line in the document, and the indent that was removed.

    `has_comments` tells whether there may be any comment in it.
    """

    def __init__(self, text: str, first_line: int = 1, indents: Sequence[int] = ()) -> None:
        self.text = text
        self.first_line = first_line
        self.indents = indents
        self.has_comments = "#" in text

    @cached_property
    def starts(self) -> list[int]:
        """The offsets at which the lines begin."""
        *lines, _ = self.text.split("\n")
        return list(accumulate([len(line) + 1 for line in lines], initial=0))

    def span(self, start: int, end: int) -> Span:
        """Return the place in the document of the text between two offsets."""
        starts, shift = self.starts, self.indents
        first = bisect_right(starts, start) - 1
        end = max(end - 1, start)
        last = bisect_right(starts, end, first) - 1
        indent = shift[first] if first < len(shift) else 0
        indent_last = shift[last] if last < len(shift) else 0
        return Span(
            self.first_line + first,
            start - starts[first] + 1 + indent,
            self.first_line + last,
            end - starts[last] + 1 + indent_last,
        )

    def line(self, offset: int) -> int:
        """Return the document's line of an offset."""
        return self.first_line + bisect_right(self.starts, offset) - 1

    def shift(self, offset: int) -> int:
        """Return how many characters of the document were removed before an offset's line."""
        line = bisect_right(self.starts, offset) - 1
        return self.indents[line] if line < len(self.indents) else 0


class Node(ABC):
    """A part of a block that knows where it begins and ends."""

    __slots__ = ("block", "start")

    block: Block
    start: int
    """The offset in the block at which the node begins."""

    @property
    @abstractmethod
    def end(self) -> int:
        """The offset after its last character."""

    @property
    def span(self) -> Span:
        """The place in the document."""
        return self.block.span(self.start, self.end)

    def part(self, _start: int, _end: int) -> Span | None:
        """Return the place of the text between two offsets: only a scalar has text."""
        return None

    @property
    def comment(self) -> str | None:
        """The trailing comment on the last line of the node."""
        if not self.block.has_comments:
            return None
        found = _COMMENT.match(self.block.text, self.end)
        return found["text"].rstrip() or None if found else None


class ScalarEvent(Protocol):
    """A scalar event of the parser."""

    value: str
    style: str | None
    start_mark: Any
    end_mark: Any


class Scalar(Node):
    """A single value: its text as written, and whether it is plain, without quotes."""

    __slots__ = ("limit", "style", "text")

    limit: int

    def __init__(self, block: Block, event: ScalarEvent) -> None:
        """Take the values of an event; `limit` is where the parser continued after the scalar."""
        self.block = block
        self.start = event.start_mark.index
        self.limit = event.end_mark.index
        self.style = event.style
        self.text = event.value

    @property
    def plain(self) -> bool:
        """Whether it is written without quotes, and not as a block."""
        return not self.style

    @property
    def tag(self) -> str | None:
        """The name of the type that its tag gives it, if it has one."""
        return None

    @property
    def end(self) -> int:
        """The offset after its last character, which in a block scalar is not a line feed."""
        if self.style and self.style in "|>":
            return self.start + len(self.block.text[self.start : self.limit].rstrip())
        return self.limit

    @property
    def is_null(self) -> bool:
        """Whether the scalar is null."""
        return self.text in _NULLS and _resolve(self) is None

    def part(self, start: int, end: int) -> Span | None:
        """Return where the text between two offsets first occurs, unchanged, in the block."""
        words = self.text[start:end]
        offset = self.block.text.find(words, self.start, self.end)
        return self.block.span(offset, offset + len(words)) if offset >= 0 else None


class TaggedScalar(Scalar):
    """A scalar with a tag such as `!!str`."""

    __slots__ = ("_tag",)

    def __init__(self, block: Block, event: ScalarEvent, tag: str | None) -> None:
        super().__init__(block, event)
        self._tag = tag

    @property
    def tag(self) -> str | None:
        """The name of the type that the tag gives it, None if it means nothing."""
        return self._tag


class _Collection(Node):
    """A list or a mapping; `limit` is where it ends, if that is not where its last part ends."""

    __slots__ = ("limit",)

    limit: int

    @property
    def end(self) -> int:
        """The offset after its last part or its closing bracket."""
        return self.limit or max(self._last_end(), self.start + 1)

    @abstractmethod
    def _last_end(self) -> int:
        """Return where the last part ends, 0 if there is none."""


class SequenceNode(_Collection):
    """A list of nodes."""

    __slots__ = ("items",)

    def __init__(self, block: Block, start: int) -> None:
        self.block = block
        self.start = start
        self.limit = 0
        self.items: list[Node] = []

    def _last_end(self) -> int:
        return self.items[-1].end if self.items else 0


class MappingNode(_Collection):
    """Keys with their values, in the order written, each key once."""

    __slots__ = ("entries", "key", "merged")

    def __init__(self, block: Block, start: int) -> None:
        self.block = block
        self.start = start
        self.limit = 0
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.merged: set[str] | None = None  # keys taken over from other mappings, if any were
        self.key: Scalar | None = None  # while it is composed: the key whose value comes next

    def _last_end(self) -> int:
        if not self.entries:
            return 0
        key, value = next(reversed(self.entries.values()))
        return max(key.end, value.end)


def to_python(node: Node) -> JsonValue:
    """Return a node's value by the rules of YAML 1.2: text, numbers, booleans, lists, mappings."""
    if isinstance(node, Scalar):
        return _resolve(node)
    if isinstance(node, SequenceNode):
        return [to_python(item) for item in node.items]
    entries = cast("MappingNode", node).entries  # there is no fourth kind
    return {key: to_python(value) for key, (_, value) in entries.items()}


def _resolve(node: Scalar) -> str | float | bool | None:
    text = node.text
    tag = node.tag
    if tag == "str" or (tag is None and node.style):
        return text
    if text in _WORDS:
        return _WORDS[text]
    return _number(text) if text[0] in _NUMERIC else text


def _number(text: str) -> str | float:
    if _INTEGER.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    # JSON has neither infinity nor NaN: such text stays text, like numbers that are too small.
    return number_or_digits(text) if _FLOAT.fullmatch(text) else text
