"""Nodes in layers, with few crossings of the lines between them: using grandalf."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from grandalf.graphs import Edge, Graph, Vertex, graph_core
from grandalf.layouts import SugiyamaLayout

_T = TypeVar("_T", bound=Hashable)
_ROUNDS = 8
"""How many times the order in the layers is improved."""

_BEND = 8
"""The space that a long line takes in a layer that it crosses."""

Point = tuple[float, float]


class Place(NamedTuple):
    """Where a node is: its layer, from 0, its order in the layer, and its centre."""

    layer: int
    order: float
    centre: Point


class Layout(NamedTuple, Generic[_T]):
    """The places of nodes, and the points on the line of each link."""

    places: Mapping[_T, Place]
    lines: Mapping[tuple[_T, _T], tuple[Point, ...]]


class Spacing(NamedTuple):
    """The size of each node, and the space around it."""

    width: float = 10
    height: float = 10
    beside: float = 20
    below: float = 20


class _Vertex(Vertex):
    """A vertex with its own hash: the library has sets of them, whose order affects the result."""

    def __init__(self, number: int, data: Hashable) -> None:
        super().__init__(data)
        self._number = number

    def __hash__(self) -> int:
        return self._number


class _Edge(Edge):
    """An edge with its own hash, for the same reason."""

    def __init__(self, number: int, one: _Vertex, other: _Vertex, data: Hashable) -> None:
        super().__init__(one, other, data=data)
        self._number = number

    def __hash__(self) -> int:
        return self._number


class _Box:
    """The size of a node, as the library expects it, which stores the place there."""

    def __init__(self, spacing: Spacing) -> None:
        self.w, self.h = spacing.width, spacing.height
        self.xy = (0.0, 0.0)


class _Line:
    """The path of a line, which the library sets."""

    def __init__(self) -> None:
        self.points: list[Point] = []

    def setpath(self, points: list[Point]) -> None:
        self.points = points


def laid_out(
    nodes: Sequence[_T], links: Iterable[tuple[_T, _T]], spacing: Spacing | None = None
) -> Layout[_T]:
    """Return places of nodes such that links lead from lower layers to higher ones."""
    spacing = spacing or Spacing()
    vertices = {node: _Vertex(number, node) for number, node in enumerate(nodes)}
    for vertex in vertices.values():
        vertex.view = _Box(spacing)
    apart = dict.fromkeys((one, other) for one, other in links if one != other)
    edges = [
        _Edge(number, vertices[one], vertices[other], (one, other))
        for number, (one, other) in enumerate(apart)
    ]
    for edge in edges:
        edge.view = _Line()
    found: Layout[_T] = Layout({}, {})
    shift, base = 0.0, 0.0
    for part in Graph(list(vertices.values()), edges).C:
        placed = _place(part, spacing)
        left = min(place.centre[0] for place in placed.places.values())
        found = _joined(found, placed, (shift - left, base))
        shift += _width(placed) + spacing.width + spacing.beside
        base += max(place.order for place in placed.places.values()) + 1
    return found


def _width(layout: Layout[Any]) -> float:
    xs = [place.centre[0] for place in layout.places.values()]
    return max(xs) - min(xs)


def _joined(found: Layout[_T], part: Layout[_T], shift: Point) -> Layout[_T]:
    """Return a layout with another one after it: moved to the right, with numbers continued."""
    dx, base = shift
    places = {
        node: Place(place.layer, place.order + base, (place.centre[0] + dx, place.centre[1]))
        for node, place in part.places.items()
    }
    lines = {link: tuple((x + dx, y) for x, y in points) for link, points in part.lines.items()}
    return Layout({**found.places, **places}, {**found.lines, **lines})


def _place(part: graph_core, spacing: Spacing) -> Layout[Any]:
    """Return the layout of one connected part of a graph."""
    layout = SugiyamaLayout(part)
    layout.xspace, layout.yspace = spacing.beside, spacing.below
    layout.dw = layout.dh = _BEND
    layout.init_all(optimize=True)
    layout.draw(_ROUNDS)
    places = {
        vertex.data: Place(number, order, vertex.view.xy)
        for number, layer in enumerate(layout.layers)
        for order, vertex in enumerate(layer)
        if isinstance(vertex, Vertex)  # the others are bends of long lines
    }
    lines = {edge.data: tuple(edge.view.points) for edge in part.E()}
    return Layout(places, lines)
