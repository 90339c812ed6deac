"""YAML with places: text to nodes that know where they stand; the only importer of ruamel.yaml.

Nodes are built from parse events, not by the library's composer: a loop with a stack of its own
has no recursion to exhaust, can stop at the limits of spec section 3, and sees duplicate keys
and tags. Nothing is ever constructed from a tag.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]  # the library's own import of its C part
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ionflux.diagnostics import Finding, Span
from ionflux.yaml_hints import explain

MAX_DEPTH = 100
MAX_SLOW = 100_000
"""Characters of a block that the slow parser is asked for: about a second."""
MAX_NODES = 200_000
"""How many keys and values a block may hold."""
MAX_EXPANSION = 10_000
"""How many nodes aliases may add to those that are written; long text counts as many."""
_NODE_TEXT = 100

_COLON = "found unexpected ':'"
_UNSEEN = frozenset("\u00a0\u2007\u200b\u202f\u2060")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
# libyaml ends lines at these, as YAML 1.1 did; to YAML 1.2 they are characters like others.
_BREAKS = {"\x85": "\uf8f1", "\u2028": "\uf8f2", "\u2029": "\uf8f3"}
_HIDE = str.maketrans(_BREAKS)
_SHOW = str.maketrans({value: key for key, value in _BREAKS.items()})
_COMMENT = re.compile(r"[ \t,\]}]*+(?<=[ \t])#[ \t]*+(?P<text>[^\n]*)")

_WORDS = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]{1,4000}")
# As many digits as Python writes out again in decimal without complaint.
_BASED = re.compile(r"0o[0-7]{1,4000}|0x[0-9a-fA-F]{1,3000}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NUMERIC = frozenset("-+.0123456789")
_CORE = "tag:yaml.org,2002:"
_KINDS = {"str", "int", "float", "bool", "null", "seq", "map"}


_Events = Callable[[str], Iterator[Any]]


@dataclass(frozen=True)
class Block:
    """YAML text and where it stands: its first line in the document, and the indent taken off."""

    text: str
    first_line: int = 1
    indents: Sequence[int] = ()

    @cached_property
    def starts(self) -> list[int]:
        """The offsets at which the lines begin."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def span(self, start: int, end: int) -> Span:
        """Return the place in the document of the text between two offsets."""
        return Span(*self._at(start), *self._at(max(end - 1, start)))

    def line(self, offset: int) -> int:
        """Return the document's line of an offset."""
        return self.first_line + bisect_right(self.starts, offset) - 1

    def _at(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self.starts, offset) - 1
        indent = self.indents[index] if index < len(self.indents) else 0
        return self.first_line + index, offset - self.starts[index] + 1 + indent


@dataclass(slots=True, eq=False)
class Node:
    """A part of a block, with the offsets at which it begins and ends.

    `size` counts it and what is in it, `height` the levels below it.
    """

    block: Block = field(repr=False)
    start: int
    end: int
    size: int = field(default=1, init=False)
    height: int = field(default=0, init=False)

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
        found = _COMMENT.match(self.block.text, self.end)
        return found["text"].rstrip() or None if found else None


@dataclass(slots=True, eq=False)
class Scalar(Node):
    """A single value: its text as written, and whether it stands plain, without quotes."""

    text: str
    plain: bool
    tag: str | None = None

    def part(self, start: int, end: int) -> Span | None:
        """Return where the text between two offsets first stands as it is in the block."""
        words = self.text[start:end]
        offset = self.block.text.find(words, self.start, self.end)
        return self.block.span(offset, offset + len(words)) if offset >= 0 else None


@dataclass(slots=True, eq=False)
class SequenceNode(Node):
    """A list of nodes."""

    items: list[Node] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class MappingNode(Node):
    """Keys with their values, in the order written, each key once."""

    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    merged: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Composition:
    """The documents of a block, one root each, and what was wrong with the text."""

    roots: list[Node] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


class _StopError(Exception):
    """Composing cannot go on; what is wrong is among the findings."""


def compose(block: Block, *, several: bool = False) -> Composition:
    """Read a block to nodes; `several` allows more than one YAML document in it.

    A block with a syntax error or past a limit has no roots, and one finding (IFX101, IFX111).
    """
    try:
        return _composed(block, _quick_events, several=several)
    except _ColonError:
        return _composed(block, _thorough_events, several=several)


def _composed(block: Block, events: _Events, *, several: bool) -> Composition:
    composer = _Composer(block, several=several)
    try:
        composer.run(events)
    except _StopError:
        composer.result.roots.clear()
    return composer.result


def _quick_events(text: str) -> Iterator[Any]:
    return iter(CParser(text).get_event, None)


def _thorough_events(text: str) -> Iterator[Any]:
    """Yield the same events, slowly: `[openai:gpt-4o]` is YAML 1.2, and libyaml refuses it."""
    from ruamel.yaml import YAML  # noqa: PLC0415 - hardly ever needed

    yield from YAML(typ="safe", pure=True).parse(text)


def to_python(node: Node) -> Any:  # noqa: ANN401 - YAML holds anything
    """Return a node's value by the rules of YAML 1.2: text, numbers, booleans, lists, mappings."""
    if isinstance(node, Scalar):
        return _resolve(node)
    if isinstance(node, SequenceNode):
        return [to_python(item) for item in node.items]
    assert isinstance(node, MappingNode)  # noqa: S101 - there is no fourth kind
    return {key: to_python(value) for key, (_, value) in node.entries.items()}


def _resolve(node: Scalar) -> str | float | bool | None:
    if node.tag == "str" or (not node.plain and node.tag is None):
        return node.text
    if node.text in _WORDS:
        return _WORDS[node.text]
    return _number(node.text) if node.text[0] in _NUMERIC else node.text


def _number(text: str) -> str | float:
    if _INTEGER.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    # Neither infinity nor what is not a number has a form in JSON: such text stays text.
    if _FLOAT.fullmatch(text) and abs(value := float(text)) != float("inf"):
        return value
    return text


class _ColonError(Exception):
    """The quick parser has met a colon within a plain word in brackets or braces."""


class _Composer:
    """Builds nodes from the events of one block."""

    def __init__(self, block: Block, *, several: bool) -> None:
        self.block = block
        self.several = several
        self.result = Composition()
        self.anchors: dict[str, Node] = {}
        self.open: list[Node] = []
        self.keys: list[Scalar | None] = []
        self.expansion = 0
        self.written = 0
        self.translated = any(character in block.text for character in _BREAKS)

    def run(self, events: _Events) -> None:
        if bad := _FORBIDDEN.search(self.block.text):
            message = f"the character U+{ord(bad[0]):04X} cannot stand in YAML"
            self.stop("IFX101", message, bad.start(), hint="remove it, or write it as an escape")
        text = self.block.text.translate(_HIDE) if self.translated else self.block.text
        try:
            self.consume(events(text))
        except MarkedYAMLError as error:
            if error.problem == _COLON and events is _quick_events and len(text) < MAX_SLOW:
                raise _ColonError from None
            fault = explain(error, self.block.text)
            self.stop("IFX101", fault.message, fault.offset, hint=fault.hint)
        except YAMLError as error:
            self.stop("IFX101", " ".join(str(error).split()), 0)

    def consume(self, events: Iterator[Any]) -> None:
        for event in events:
            if handler := _HANDLERS.get(type(event)):
                handler(self, event)

    def stop(self, code: str, message: str, offset: int, hint: str | None = None) -> None:
        where = self.block.span(offset, offset + 1)
        self.result.findings.append(Finding(message, where, code=code, hint=hint))
        raise _StopError

    def note(self, code: str, message: str, node: Node, hint: str | None = None) -> None:
        self.result.findings.append(Finding(message, node.span, code=code, hint=hint))

    def document(self, event: Any) -> None:  # noqa: ANN401
        self.anchors.clear()
        if self.result.roots and not self.several:
            self.stop(
                "IFX101",
                "a second YAML document begins here",
                event.start_mark.index,
                hint="a definition is one document: remove the `---`",
            )

    def scalar(self, event: Any) -> None:  # noqa: ANN401
        start, end = event.start_mark.index, event.end_mark.index
        style, text = event.style, event.value
        if style in ("|", ">"):
            end = start + len(self.block.text[start:end].rstrip())
        if self.translated:
            text = text.translate(_SHOW)
        tag = event.tag
        node = Scalar(self.block, start, end, text, not style, None)
        if tag is not None:
            node.tag = self.kind(tag, node)
        node.size += len(text) // _NODE_TEXT
        if "\x00" in text:
            self.note("IFX104", "a NUL character has no place in a definition", node)
            node.text = text.replace("\x00", "\ufffd")
        self.add(node, event.anchor)

    def kind(self, tag: str, node: Node) -> str | None:
        name = tag.removeprefix(_CORE)
        if tag == "!":
            return "str"
        if name in _KINDS:
            return name
        self.note(
            "IFX104",
            f"the tag `{tag}` means nothing here",
            node,
            hint="remove it, or quote the value",
        )
        return None

    def begin_sequence(self, event: Any) -> None:  # noqa: ANN401
        self.begin(SequenceNode(self.block, event.start_mark.index, 0), event)

    def begin_mapping(self, event: Any) -> None:  # noqa: ANN401
        self.begin(MappingNode(self.block, event.start_mark.index, 0), event)

    def begin(self, node: Node, event: Any) -> None:  # noqa: ANN401
        if len(self.open) >= MAX_DEPTH:
            self.stop("IFX111", f"nested more than {MAX_DEPTH} levels deep", node.start)
        if event.tag is not None and not event.implicit:
            self.kind(event.tag, node)
        if event.anchor:
            self.anchors[event.anchor] = node
        self.open.append(node)
        self.keys.append(None)

    def end(self, event: Any) -> None:  # noqa: ANN401
        node = self.open.pop()
        self.keys.pop()
        # A block collection's end mark is where the next token begins; its last part knows better.
        node.end = max(node.end, node.start + 1)
        if event.end_mark.index > event.start_mark.index:
            node.end = event.end_mark.index
        self.add(node, None)

    def alias(self, event: Any) -> None:  # noqa: ANN401
        node = self.anchors.get(event.anchor)
        start = event.start_mark.index
        if node is None:
            message = f"the alias `*{event.anchor}` has no anchor `&{event.anchor}` above it"
            self.stop("IFX101", message, start, hint="quote a value that begins with `*`")
        elif any(node is parent for parent in self.open):
            self.stop("IFX111", f"the alias `*{event.anchor}` holds itself", start)
        else:
            self.expansion += node.size
            if self.expansion > MAX_EXPANSION:
                self.stop("IFX111", f"aliases add more than {MAX_EXPANSION} values", start)
            if len(self.open) + node.height >= MAX_DEPTH:
                self.stop("IFX111", f"nested more than {MAX_DEPTH} levels deep", start)
            self.add(node, None, reached=event.end_mark.index)

    def add(self, node: Node, anchor: str | None, reached: int | None = None) -> None:
        self.written += 1
        if self.written > MAX_NODES:
            self.stop("IFX111", f"more than {MAX_NODES} keys and values", node.start)
        if anchor:
            self.anchors[anchor] = node
        if not self.open:
            self.result.roots.append(node)
            return
        parent = self.open[-1]
        parent.end = max(parent.end, node.end if reached is None else reached)
        parent.size += node.size
        parent.height = max(parent.height, node.height + 1)
        if isinstance(parent, SequenceNode):
            parent.items.append(node)
        elif isinstance(parent, MappingNode):
            self.enter(parent, node)

    def enter(self, mapping: MappingNode, node: Node) -> None:
        key = self.keys[-1]
        if key is not None:
            self.keys[-1] = None
            self.pair(mapping, key, node)
        elif not isinstance(node, Scalar):
            self.no_key(node)
        elif node.plain and node.text[:1] in _UNSEEN:
            message = f"an invisible character (U+{ord(node.text[0]):04X}) stands before the key"
            self.stop("IFX101", message, node.start, hint="remove it; indent with plain spaces")
        else:
            self.keys[-1] = node

    def no_key(self, node: Node) -> None:
        start = node.start
        if self.block.text[start - 1 : start + 1] == "{{":
            message = "a value that begins with `{{` must stand in quotes"
            self.stop("IFX101", message, start - 1, hint='write it as `"{{…}}…"`')
        self.stop("IFX101", "a key must be a plain word", start, hint="write `key: value`")

    def pair(self, mapping: MappingNode, key: Scalar, value: Node) -> None:
        if key.text == "<<" and key.plain:
            self.merge(mapping, value)
        elif key.text in mapping.entries and key.text not in mapping.merged:
            line = self.block.line(mapping.entries[key.text][0].start)
            message = f"the key `{key.text}` stands twice; the first is in line {line}"
            self.note("IFX102", message, key, hint="keep one of the two")
        else:
            mapping.merged.discard(key.text)
            mapping.entries[key.text] = (key, value)

    def merge(self, mapping: MappingNode, value: Node) -> None:
        """Take over the entries of `<<: *anchor`; what the mapping says itself wins."""
        sources = value.items if isinstance(value, SequenceNode) else [value]
        for source in sources:
            if not isinstance(source, MappingNode):
                self.note("IFX104", "only a mapping can be merged with `<<`", value)
                return
            for key, entry in source.entries.items():
                if key not in mapping.entries:
                    mapping.entries[key] = entry
                    mapping.merged.add(key)


_HANDLERS: dict[type, Any] = {
    DocumentStartEvent: _Composer.document,
    ScalarEvent: _Composer.scalar,
    SequenceStartEvent: _Composer.begin_sequence,
    SequenceEndEvent: _Composer.end,
    MappingStartEvent: _Composer.begin_mapping,
    MappingEndEvent: _Composer.end,
    AliasEvent: _Composer.alias,
}
