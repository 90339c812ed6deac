"""The graph of a FluxGraph agent as shapes: a box for each node, below those that it waits for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ionflux.catalog.layers import Point, Spacing, laid_out
from ionflux.models import Graph, GraphNode
from ionflux.models.wiring import waits_for

_SPACING = Spacing(width=206, height=56, beside=22, below=44)
_MARGIN = 10
_CHARACTERS = 25
"""How many characters fit into a box."""


_NODES, _LINKS = 150, 500
"""How many nodes and lines a readable drawing has."""


class NodeBox(NamedTuple):
    """A node with its left upper corner; its words are cut if they are too long."""

    node: GraphNode
    x: float
    y: float
    title: str
    transform: str
    condition: str


class GraphDrawing(NamedTuple):
    """All shapes of a graph; its left edge, and its size."""

    left: float
    width: float
    height: float
    boxes: tuple[NodeBox, ...]
    paths: tuple[str, ...]
    box_width: float = _SPACING.width
    box_height: float = _SPACING.height


def graph_drawing(graph: Graph) -> GraphDrawing | None:
    """Return a graph drawn from the top down; None if it would be too large to read."""
    nodes = {node.id: node for node in graph.nodes}
    links = [(one, other) for other, found in waits_for(graph).items() for one in found]
    if len(nodes) > _NODES or len(links) > _LINKS:
        return None
    layout = laid_out(tuple(nodes), links, _SPACING)
    half_width, half_height = _SPACING.width / 2, _SPACING.height / 2
    boxes = tuple(
        _box(nodes[name], place.centre[0] - half_width, place.centre[1] - half_height + _MARGIN)
        for name, place in layout.places.items()
    )
    lines = [[(x, y + _MARGIN) for x, y in points] for points in layout.lines.values()]
    left, width, height = _extent(boxes, lines)
    return GraphDrawing(left, width, height, boxes, tuple(map(_path, lines)))


def _extent(boxes: Sequence[NodeBox], lines: Iterable[list[Point]]) -> tuple[float, float, float]:
    """Return the left edge, the width and the height of a drawing, with its margins."""
    edges = [x for line in lines for x, _ in line]
    edges += [edge for box in boxes for edge in (box.x, box.x + _SPACING.width)]
    left, right = min(edges, default=0) - _MARGIN, max(edges, default=0) + _MARGIN
    height = max((box.y for box in boxes), default=0) + _SPACING.height + _MARGIN
    return left, right - left, height


def _box(node: GraphNode, x: float, y: float) -> NodeBox:
    return NodeBox(node, x, y, _cut(node.id), _cut(node.transform), _cut(node.condition or ""))


def _cut(text: str) -> str:
    return text if len(text) <= _CHARACTERS else f"{text[: _CHARACTERS - 1]}…"


def _path(points: Iterable[Point]) -> str:
    """Return the path of a line, from the lower edge of a box to the upper edge of another.

    It crosses a layer straight down, between the boxes.
    """
    (x1, y1), *bends, (x2, y2) = points
    half = _SPACING.height / 2
    passed = [point for x, y in bends for point in ((x, y - half), (x, y + half))]
    along = [(x1, y1 + half), *passed, (x2, y2 - half - 6)]
    pieces = [f"M{along[0][0]:.1f} {along[0][1]:.1f}"]
    for (xa, ya), (xb, yb) in pairwise(along):
        middle = (ya + yb) / 2
        pieces.append(f"C{xa:.1f} {middle:.1f} {xb:.1f} {middle:.1f} {xb:.1f} {yb:.1f}")
    return "".join(pieces)
