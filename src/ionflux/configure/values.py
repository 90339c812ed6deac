"""Single values of an instance file: texts as written, and what is near a wrong word."""

from __future__ import annotations

from collections.abc import Iterable

from ionflux.core.words import nearest, suggestion
from ionflux.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, to_python


def is_null(node: Node) -> bool:
    """Tell whether nothing is written there."""
    return isinstance(node, Scalar) and to_python(node) is None


def text_of(node: Node) -> str | None:
    """Return a text, or a number as it is written (`007`); None for anything else."""
    if not isinstance(node, Scalar):
        return None
    value = to_python(node)
    return None if value is None or isinstance(value, bool) else node.text


def kind_of(node: Node) -> str:
    """Return what a node is, in words."""
    if isinstance(node, MappingNode):
        return "a mapping"
    if isinstance(node, SequenceNode):
        return "a list"
    value = to_python(node)
    names = {str: "a text", bool: "a boolean", int: "a number", float: "a number"}
    return names.get(type(value), "nothing")


def nearest_hint(word: str, valid: Iterable[str], *, all_of_them: bool = False) -> str | None:
    """Return a hint at the nearest valid word; where none is near, at all of them or none."""
    names = list(valid)
    return (suggestion(word, names) or None) if all_of_them or nearest(word, names) else None
