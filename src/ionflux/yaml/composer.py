"""YAML text to nodes with places.

Nodes are built from parse events, not by the library's composer: a loop with a stack of its own
has no recursion to exhaust, can stop at its limits, and sees duplicate keys
and tags. Nothing is ever constructed from a tag.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NoReturn

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

from ionflux.core.findings import Finding
from ionflux.core.patterns import regex
from ionflux.yaml.hints import UNSEEN, Fault, explain, unseen_in_key, unseen_separator
from ionflux.yaml.nodes import Block, MappingNode, Node, Scalar, SequenceNode, TaggedScalar
from ionflux.yaml.plain_nodes import Event, event_source, plain_root

MAX_DEPTH = 100
MAX_SLOW = 100_000
"""How many characters the slow parser may read: about a second's worth."""
MAX_NODES = 200_000
"""How many keys and values a block may have."""
MAX_EXPANSION = 10_000
"""How many nodes aliases may add to those written out; long text counts as many."""
_NODE_TEXT = 100

_COLON = "found unexpected ':'"
# Characters that end an anchor's name for libyaml, but are part of it in YAML 1.2.
_ENDS_ANCHOR = frozenset(":?%@`")
_ANCHOR = "name it with letters, digits, `-` and `_`, and write a space after it"
_FORBIDDEN = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
# libyaml ends lines at these, as YAML 1.1 did; in YAML 1.2 they are ordinary characters.
_BREAKS = {"\x85": "\uf8f1", "\u2028": "\uf8f2", "\u2029": "\uf8f3"}
_HIDE = str.maketrans(_BREAKS)
_SHOW = str.maketrans({value: key for key, value in _BREAKS.items()})
_CORE = "tag:yaml.org,2002:"
_KINDS = {"str", "int", "float", "bool", "null", "seq", "map"}

_Events = Callable[[str], Iterator[Event]]


class Composition:
    """The documents of a block, one root each, and the problems of the text."""

    def __init__(self) -> None:
        self.roots: list[Node] = []
        self.findings: list[Finding] = []


class _StopError(Exception):
    """Composing cannot go on; the reason is among the findings."""


def compose(block: Block, *, several: bool = False) -> Composition:
    """Read a block into nodes; `several` allows more than one YAML document in it.

    A block with a syntax error or past a limit has no roots, and one finding (IFX101, IFX111).
    """
    if (root := plain_root(block)) is not None:
        composition = Composition()
        composition.roots.append(root)
        return composition
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


def _quick_events(text: str) -> Iterator[Event]:
    return iter(event_source(text), None)


def _thorough_events(text: str) -> Iterator[Event]:
    """Yield the same events, slowly: `[openai:gpt-4o]` is YAML 1.2, and libyaml refuses it."""
    from ruamel.yaml import YAML  # hardly ever needed

    yield from YAML(typ="safe", pure=True).parse(text)


class _ColonError(Exception):
    """The quick parser has found a colon within a plain word in brackets or braces."""


class _Composer:
    """Builds nodes from the events of one block."""

    def __init__(self, block: Block, *, several: bool) -> None:
        self.block = block
        self.several = several
        self.result = Composition()
        self.anchors: dict[str, Node] = {}
        self.open: list[SequenceNode | MappingNode] = []
        self.expansion = 0
        self.translated = any(character in block.text for character in _BREAKS)
        self.asks = "?" in block.text
        self.unseen = not block.text.isascii() and UNSEEN.search(block.text) is not None
        self.escaped = "\\" in block.text  # the only way to write a NUL character

    def run(self, events: _Events) -> None:
        if bad := _FORBIDDEN.search(self.block.text):
            message = f"the character U+{ord(bad[0]):04X} is not allowed in YAML"
            self.stop("IFX101", message, bad.start(), hint="remove it, or write it as an escape")
        text = self.block.text.translate(_HIDE) if self.translated else self.block.text
        try:
            self.consume(events(text))
        except MarkedYAMLError as error:
            if error.problem == _COLON and events is _quick_events and len(text) < MAX_SLOW:
                raise _ColonError from None
            self.refuse(explain(error, self.block.text))
        except YAMLError as error:
            self.stop("IFX101", " ".join(str(error).split()), 0)

    def consume(self, events: Iterator[Event]) -> None:
        """Build the nodes; most events are scalars, so they take a short path."""
        written = 0
        for event in events:
            kind = type(event)
            if kind is ScalarEvent:
                node: Node = self.scalar(event)
                reached = node.end
            elif begin := _BEGINNINGS.get(kind):
                self.begin(begin(self.block, event.start_mark.index), event)
                continue
            elif kind in _ENDS:
                node = self.end(event)
                reached = node.end
            elif kind is AliasEvent:
                node, reached = self.alias(event), event.end_mark.index
            else:
                if kind is DocumentStartEvent:
                    self.document(event)
                continue
            written += 1
            if written > MAX_NODES:
                self.stop("IFX111", f"more than {MAX_NODES} keys and values", node.start)
            self.add(node, reached)

    def stop(self, code: str, message: str, offset: int, hint: str | None = None) -> NoReturn:
        where = self.block.span(offset, offset + 1)
        self.result.findings.append(Finding(message, where, code=code, hint=hint))
        raise _StopError

    def refuse(self, fault: Fault | None) -> None:
        if fault:
            self.stop("IFX101", fault.message, fault.offset or 0, hint=fault.hint)

    def note(self, code: str, message: str, node: Node, hint: str | None = None) -> None:
        self.result.findings.append(Finding(message, node.span, code=code, hint=hint))

    def document(self, event: Event) -> None:
        self.anchors.clear()
        if self.result.roots and not self.several:
            self.stop(
                "IFX101",
                "a second YAML document begins here",
                event.start_mark.index,
                hint="a definition is one document: remove the `---`",
            )

    def scalar(self, event: Event) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        style, text = event.style, event.value
        if self.unseen and not style:
            self.refuse(unseen_separator(self.block.text, start, end))
        node = Scalar(self.block, event)
        if event.tag is not None:
            node = TaggedScalar(self.block, event, self.kind(event.tag, node))
        if self.translated:
            node.text = text = text.translate(_SHOW)
        if event.anchor:
            self.anchor(event, node)
        if self.escaped and "\x00" in text:
            self.note("IFX104", "a NUL character is not allowed in a definition", node)
            node.text = text.replace("\x00", "\ufffd")
        return node

    def anchor(self, event: Event, node: Node) -> None:
        self.anchors[event.anchor] = node
        text, name = self.block.text, f"&{event.anchor}"
        start = text.find(name, event.start_mark.index, event.end_mark.index)
        if start >= 0 and text[start + len(name) : start + len(name) + 1] in _ENDS_ANCHOR:
            self.stop("IFX101", f"the anchor `{name}` ends within a word", start, hint=_ANCHOR)

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

    def begin(self, node: SequenceNode | MappingNode, event: Event) -> None:
        if len(self.open) >= MAX_DEPTH:
            self.stop("IFX111", f"nested more than {MAX_DEPTH} levels deep", node.start)
        if event.tag is not None and not event.implicit:
            self.kind(event.tag, node)
        if event.anchor:
            self.anchor(event, node)
        self.open.append(node)

    def end(self, event: Event) -> Node:
        node = self.open.pop()
        # A block collection's end mark is where the next token begins; its last part knows better.
        node.limit = max(node.limit, node.start + 1)
        if event.end_mark.index > event.start_mark.index:
            node.limit = event.end_mark.index
        return node

    def alias(self, event: Event) -> Node:
        node = self.anchors.get(event.anchor)
        start = event.start_mark.index
        if node is None:
            message = f"the alias `*{event.anchor}` has no anchor `&{event.anchor}` above it"
            self.stop("IFX101", message, start, hint="quote a value that begins with `*`")
        if any(node is parent for parent in self.open):
            self.stop("IFX111", f"the alias `*{event.anchor}` contains itself", start)
        size, height = _extent(node)
        self.expansion += size
        if self.expansion > MAX_EXPANSION:
            self.stop("IFX111", f"aliases add more than {MAX_EXPANSION} values", start)
        if len(self.open) + height >= MAX_DEPTH:
            self.stop("IFX111", f"nested more than {MAX_DEPTH} levels deep", start)
        return node

    def add(self, node: Node, reached: int) -> None:
        """Add a node to the open collection; `reached` is where it ends (an alias is short)."""
        if not self.open:
            self.result.roots.append(node)
            return
        parent = self.open[-1]
        parent.limit = max(parent.limit, reached)
        if isinstance(parent, SequenceNode):
            parent.items.append(node)
        elif (key := parent.key) is None:
            parent.key = self.checked_key(node)
        else:
            parent.key = None
            if key.text in parent.entries or key.text == "<<":
                self.pair(parent, key, node)
            else:
                parent.entries[key.text] = (key, node)

    def checked_key(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            self.no_key(node)
        if self.unseen and node.plain:
            self.refuse(unseen_in_key(self.block.text, node.start, node.end))
        if self.asks and self.block.text[node.start - 1 : node.start] == "?":
            # In YAML 1.2 it is part of the word; the parsers read it as the mark of a key.
            message = "a word in brackets or braces begins with `?`"
            self.stop("IFX101", message, node.start - 1, hint="put the word in quotes")
        return node

    def no_key(self, node: Node) -> NoReturn:
        start = node.start
        if self.block.text[start - 1 : start + 1] == "{{":
            message = "a value that begins with `{{` must be in quotes"
            self.stop("IFX101", message, start - 1, hint='write it as `"{{…}}…"`')
        self.stop("IFX101", "a key must be a plain word", start, hint="write `key: value`")

    def pair(self, mapping: MappingNode, key: Scalar, value: Node) -> None:
        if key.text == "<<" and key.plain:
            self.merge(mapping, value)
        elif key.text in mapping.entries and key.text not in (mapping.merged or ()):
            line = self.block.line(mapping.entries[key.text][0].start)
            message = f"the key `{key.text}` appears twice; the first is on line {line}"
            self.note("IFX102", message, key, hint="keep one of the two")
        else:
            if mapping.merged:
                mapping.merged.discard(key.text)
            mapping.entries[key.text] = (key, value)

    def merge(self, mapping: MappingNode, value: Node) -> None:
        """Take over the entries of `<<: *anchor`; the mapping's own entries win."""
        sources = value.items if isinstance(value, SequenceNode) else [value]
        for source in sources:
            if not isinstance(source, MappingNode):
                self.note("IFX104", "only a mapping can be merged with `<<`", value)
                return
            taken = {key: e for key, e in source.entries.items() if key not in mapping.entries}
            mapping.entries |= taken
            if mapping.merged is None:
                mapping.merged = set()
            mapping.merged.update(taken)


def _extent(node: Node) -> tuple[int, int]:
    """Return how many values an alias of a node adds, and how many levels are below it.

    Counting stops at the limits; long text counts as many.
    """
    size = height = 0
    pending = [(node, 0)]
    while pending and size <= MAX_EXPANSION:
        inner, depth = pending.pop()
        size += 1
        height = max(height, depth)
        if isinstance(inner, Scalar):
            size += len(inner.text) // _NODE_TEXT
        elif isinstance(inner, SequenceNode):
            pending += [(item, depth + 1) for item in inner.items]
        elif isinstance(inner, MappingNode):
            pending += [(part, depth + 1) for entry in inner.entries.values() for part in entry]
    return size, height


_BEGINNINGS: dict[type, type[SequenceNode | MappingNode]] = {
    SequenceStartEvent: SequenceNode,
    MappingStartEvent: MappingNode,
}
_ENDS = frozenset({SequenceEndEvent, MappingEndEvent})
