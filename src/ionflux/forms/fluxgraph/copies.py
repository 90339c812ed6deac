"""Comparing the two copies of the graph and of its schemas in a document (IFX609)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ionflux.core.findings import Span
from ionflux.core.json_value import JsonValue
from ionflux.forms.fluxgraph.schemas import entry
from ionflux.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, to_python

_SETS = frozenset({"required", "enum", "dependencies"})
"""Keys of lists whose order does not matter."""


class Difference(NamedTuple):
    """Where the second copy differs: the path, and the place in each copy."""

    path: str
    place: Span
    first: Span
    says: str


def first_difference(first: Node, second: Node) -> Difference | None:
    """Return the first difference between two copies; None if they are equal."""
    return next(_differences(first, second, ""), None)


def _differences(first: Node, second: Node, path: str) -> Iterator[Difference]:
    if isinstance(first, MappingNode) and isinstance(second, MappingNode):
        yield from _of_mappings(first, second, path)
    elif isinstance(first, SequenceNode) and isinstance(second, SequenceNode):
        if path.rpartition(".")[2] not in _SETS or _as_set(first) != _as_set(second):
            yield from _of_lists(first, second, path)
    elif not _same(to_python(first), to_python(second)):
        yield Difference(path, second.span, first.span, "has a different value")


def _of_mappings(first: MappingNode, second: MappingNode, path: str) -> Iterator[Difference]:
    for name, (key, value) in first.entries.items():
        inner = f"{path}.{name}" if path else name
        if name in second.entries:
            yield from _differences(value, second.entries[name][1], inner)
        else:
            yield Difference(inner, _beginning(second), key.span, "is not in the second copy")
    for name, (key, _) in second.entries.items():
        if name not in first.entries:
            inner = f"{path}.{name}" if path else name
            yield Difference(inner, key.span, _beginning(first), "is not in the first copy")


def _of_lists(first: SequenceNode, second: SequenceNode, path: str) -> Iterator[Difference]:
    for index, (one, other) in enumerate(zip(first.items, second.items, strict=False)):
        yield from _differences(one, other, f"{path}[{_name(one, index)}]")
    length = len(second.items)
    if length < len(first.items):
        missing = first.items[length]
        inner = f"{path}[{_name(missing, length)}]"
        yield Difference(inner, second.span, missing.span, "is not in the second copy")
    for index, item in enumerate(second.items[len(first.items) :], len(first.items)):
        inner = f"{path}[{_name(item, index)}]"
        yield Difference(inner, _beginning(item), first.span, "is not in the first copy")


def _name(node: Node, index: int) -> str | int:
    """Return the name of an entry of a list: its id, its type, or its position."""
    found = entry(node, "id", "type")
    return found.text if isinstance(found, Scalar) else index


def _beginning(node: Node) -> Span:
    line, column, _, _ = node.span
    return Span(line, column, line, column)


def _as_set(node: SequenceNode) -> frozenset[str]:
    return frozenset(repr(to_python(item)) for item in node.items)


def _same(one: JsonValue, other: JsonValue) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()  # a text of several lines is on one line in JSON
    return isinstance(one, bool) is isinstance(other, bool) and bool(one == other)
