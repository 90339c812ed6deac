"""The map as shapes: boxes in three columns, and curves between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ionflux.catalog.connections import Connections, Link, Node
from ionflux.catalog.layers import laid_out

_COLUMNS = ("start", "agent", "need")
_WIDTH, _HEIGHT, _GAP = 230, 30, 10
_BETWEEN = 170
"""Space between two columns."""

_TOP, _SIDE = 48, 8
_CHARACTERS = 29
"""How many characters fit into a box."""

_BULGE = 110
"""How far a curve between two agents may reach to the side."""


class Box(NamedTuple):
    """A node with its place; `label` is cut if it is too long for the box."""

    number: int
    node: Node
    x: float
    y: float
    label: str


class Curve(NamedTuple):
    """A line between two boxes: their numbers, its kind, and its path in SVG."""

    source: int
    target: int
    kind: str
    path: str
    weight: int


class Drawing(NamedTuple):
    """All shapes of a map, and its size."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    columns: tuple[float, ...]
    """Where each column begins."""

    box_width: int = _WIDTH
    box_height: int = _HEIGHT


def drawing(shown: Connections) -> Drawing:
    """Return the drawn map: agents one below the other, other nodes near their agents."""
    places = laid_out(shown.nodes, [(link.source, link.target) for link in shown.links]).places
    columns = [
        sorted((node for node in shown.nodes if node.column == name), key=lambda n: places[n].order)
        for name in _COLUMNS
    ]
    tops = _tops(columns, shown.links)
    numbers = {node: number for number, node in enumerate(tops)}
    xs = [_SIDE + at * (_WIDTH + _BETWEEN) for at in range(len(_COLUMNS))]
    boxes = tuple(
        Box(numbers[node], node, xs[_COLUMNS.index(node.column)], top, _cut(node.label))
        for node, top in tops.items()
    )
    by_node = {box.node: box for box in boxes}
    curves = [_across(link, by_node) for link in shown.links]
    curves += [_beside(link, by_node) for link in shown.mentions]
    height = max(tops.values(), default=0) + _HEIGHT + _SIDE
    width = xs[-1] + _WIDTH + _SIDE
    return Drawing(width, height, boxes, tuple(curves), tuple(xs))


def _cut(label: str) -> str:
    return label if len(label) <= _CHARACTERS else f"{label[: _CHARACTERS - 1]}…"


def _tops(columns: Sequence[Sequence[Node]], links: Sequence[Link]) -> dict[Node, float]:
    """Return where each box begins: agents evenly, the others level with their agents."""
    step = _HEIGHT + _GAP
    tallest = max(map(len, columns), default=0)
    room = tallest * step
    starts, agents, needs = columns
    spread = max(room / max(len(agents), 1), step)
    tops = {node: _TOP + (at + 0.5) * spread - step / 2 for at, node in enumerate(agents)}
    neighbours: dict[Node, list[float]] = {}
    for link in links:
        for node, agent in ((link.source, link.target), (link.target, link.source)):
            if agent in tops and node.column != "agent":
                neighbours.setdefault(node, []).append(tops[agent])
    bottom = _TOP + max(room, len(agents) * spread) - step
    for column in (starts, needs):
        tops |= _spread({node: _mean(neighbours.get(node, [_TOP])) for node in column}, bottom)
    return tops


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _spread(wanted: Mapping[Node, float], bottom: float) -> dict[Node, float]:
    """Return places near the wanted ones at which no box covers another."""
    step = _HEIGHT + _GAP
    order = sorted(wanted, key=lambda node: wanted[node])
    placed: list[float] = []
    for node in order:
        placed.append(max(wanted[node], placed[-1] + step if placed else _TOP))
    lowest = bottom
    for at in range(len(placed) - 1, -1, -1):
        placed[at] = min(placed[at], lowest)
        lowest = placed[at] - step
    return dict(zip(order, placed, strict=True))


def _across(link: Link, boxes: Mapping[Node, Box]) -> Curve:
    one, other = boxes[link.source], boxes[link.target]
    x1, y1 = one.x + _WIDTH, one.y + _HEIGHT / 2
    x2, y2 = other.x, other.y + _HEIGHT / 2
    bend = _BETWEEN / 2
    path = f"M{x1:.0f} {y1:.1f}C{x1 + bend:.0f} {y1:.1f} {x2 - bend:.0f} {y2:.1f} {x2:.0f} {y2:.1f}"
    outer = link.source if link.source.column != "agent" else link.target
    return Curve(one.number, other.number, outer.kind, path, link.weight)


def _beside(link: Link, boxes: Mapping[Node, Box]) -> Curve:
    one, other = boxes[link.source], boxes[link.target]
    x, y1, y2 = one.x, one.y + _HEIGHT * 0.7, other.y + _HEIGHT * 0.3
    far = x - min(26 + abs(y2 - y1) * 0.2, _BULGE)
    path = f"M{x:.0f} {y1:.1f}C{far:.0f} {y1:.1f} {far:.0f} {y2:.1f} {x:.0f} {y2:.1f}"
    return Curve(one.number, other.number, "mention", path, link.weight)
