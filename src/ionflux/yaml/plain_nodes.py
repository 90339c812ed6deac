"""Nodes of a block in which nothing is out of the ordinary, as of nearly all: the quick way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]  # the library's own import of its C part
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ionflux.core.patterns import regex
from ionflux.yaml.hints import UNSEEN_CHARACTERS
from ionflux.yaml.nodes import Block, MappingNode, Node, Scalar, SequenceNode

# What needs care: forbidden and invisible characters, escapes, marks of keys.
_CAREFUL = regex(
    f"[{UNSEEN_CHARACTERS}\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\u2028\u2029?\\\\]"
)
_LONG = 200_000
_DEEP = 50

Event: TypeAlias = Any
"""An event of ruamel.yaml, whose attributes have no types."""


def event_source(text: str) -> Callable[[], Event]:
    """Return a function that returns the next event of a text at each call, and None at its end."""
    next_event: Callable[[], Event] = CParser(text).get_event
    return next_event


def plain_root(block: Block) -> Node | None:
    """Return the root of a block in which nothing is out of the ordinary, else None.

    Anything that may be wrong or needs care (anchors, tags, escapes, duplicate keys, odd
    characters, depth, errors) is left to the composer, which reads the block again.
    """
    text = block.text
    if len(text) > _LONG or "<<" in text or _CAREFUL.search(text):
        return None
    try:
        return _plain_nodes(block, event_source(text))
    except YAMLError:
        return None


def _plain_nodes(block: Block, next_event: Callable[[], Event]) -> Node | None:  # noqa: C901, PLR0912 - one loop, in which a block spends most of its time
    """Return the root that some events make; None as soon as one is out of the ordinary."""
    root: Node | None = None
    node: Any  # each as its kind makes it
    # The open collection: the entries and the waiting key of a mapping, or the items of a list.
    entries: dict[str, tuple[Scalar, Node]] | None = None
    items: list[Node] | None = None
    key: Scalar | None = None
    around: list[tuple[Any, ...]] = []
    while (event := next_event()) is not None:
        kind = type(event)
        if kind is ScalarEvent:
            if event.anchor is not None or event.ctag is not None:
                return None
            node = Scalar(block, event)
            if entries is not None and key is None:  # as for every second scalar
                key = node
                continue
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.anchor is not None or not event.implicit or len(around) > _DEEP:
                return None
            if kind is MappingStartEvent:
                mapping = MappingNode(block, event.start_mark.index)
                around.append((entries, items, key, mapping))
                entries, items, key = mapping.entries, None, None
            else:
                sequence = SequenceNode(block, event.start_mark.index)
                around.append((entries, items, key, sequence))
                entries, items, key = None, sequence.items, None
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            entries, items, key, node = around.pop()
            if event.end_mark.index > event.start_mark.index:
                node.limit = event.end_mark.index
        elif kind is AliasEvent or (kind is DocumentStartEvent and root is not None):
            return None
        else:
            continue
        if entries is not None:
            if key is None or (text := key.text) in entries:
                return None
            entries[text] = (key, node)
            key = None
        elif items is not None:
            items.append(node)
        elif kind is ScalarEvent:
            return None
        else:
            root = node
    return root
