"""Nodes in layers, with as few crossings of the lines between them as can be: by grandalf."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from grandalf.graphs import Edge, Graph, Vertex
from grandalf.layouts import SugiyamaLayout

_T = TypeVar("_T", bound=Hashable)
_ROUNDS = 8
"""How often the order in the layers is improved."""


class Place(NamedTuple):
    """The layer of a node, from 0, and its order in the layer."""

    layer: int
    order: float


class _Size:
    """The size of a node, as the library wants it; it keeps the place that it finds there."""

    w = h = 10
    xy = (0.0, 0.0)


def layers(nodes: Sequence[_T], links: Iterable[tuple[_T, _T]]) -> Mapping[_T, Place]:
    """Return the place of each node; links lead from lower layers to higher ones."""
    vertices = {node: Vertex(node) for node in nodes}
    for vertex in vertices.values():
        vertex.view = _Size()
    edges = [Edge(vertices[one], vertices[other]) for one, other in links if one != other]
    found: dict[_T, Place] = {}
    base = 0.0
    for part in Graph(list(vertices.values()), edges).C:
        base = _place(part, base, found)
    return found


def _place(part: object, base: float, found: dict[_T, Place]) -> float:
    """Note the places in one connected part of a graph; return the order behind its last one."""
    layout = SugiyamaLayout(part)
    layout.init_all(optimize=True)
    layout.draw(_ROUNDS)
    widest = 0.0
    for number, layer in enumerate(layout.layers):
        for order, vertex in enumerate(layer):
            widest = max(widest, order + 1.0)
            if hasattr(vertex, "data"):  # the others are bends of long lines
                found[vertex.data] = Place(number, base + order)
    return base + widest
