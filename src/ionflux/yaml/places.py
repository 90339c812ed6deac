"""The place of the value at a path."""

from __future__ import annotations

from ionflux.core.findings import Loc, Span
from ionflux.yaml.nodes import MappingNode, Node, Scalar, SequenceNode


def find(root: Node, loc: Loc) -> Node | None:
    """Return the node at a path, or None if there is none."""
    node: Node | None = root
    for part in loc:
        _, node = _step(node, part)
    return node


def place_of(root: Node, loc: Loc, *, key: bool = False) -> Span:
    """Return the place of the value at a path, or with `key` the place of its key.

    The place of a missing value is where its owner begins: at the owner's key, unless the owner's
    value is on the same line.
    """
    node, owner_key = root, None
    for part in loc:
        word, value = _step(node, part)
        if value is None:
            above = owner_key and owner_key.span.line < node.span.line
            return owner_key.span if owner_key and above else _beginning(node)
        node, owner_key = value, word
    return owner_key.span if key and owner_key else node.span


def _step(node: Node | None, part: str | int) -> tuple[Scalar | None, Node | None]:
    """Return a part of a node, and its key where it has one."""
    if isinstance(node, MappingNode) and part in node.entries:
        return node.entries[str(part)]
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.items):
        return None, node.items[part]
    return None, None


def _beginning(node: Node) -> Span:
    line, column, _, _ = node.span
    return Span(line, column, line, column)
