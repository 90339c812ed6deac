"""The graph of an agent, drawn as a tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from rich.text import Text
from rich.tree import Tree

from ionflux.core.terminal import printable
from ionflux.models import Graph, GraphNode
from ionflux.models.wiring import waits_for

_DEEPEST = 8
"""How many levels the tree has; deeper nodes are drawn on the last of them."""


def drawn_graph(graph: Graph) -> Tree | None:
    """Return a tree in which each node is below the last of those that it waits for.

    Other nodes that it waits for, if they are not above it, are listed with the node.
    """
    if not graph.nodes:
        return None
    waits = waits_for(graph)
    parents = _parents(waits)
    tree = Tree("", guide_style="dim", hide_root=True)
    branches: dict[str, Tree] = {}
    nodes = {node.id: node for node in reversed(graph.nodes)}
    for name, parent in parents.items():
        above = set(_above(name, parents))
        others = [other for other in waits[name] if other not in above]
        owner = branches[parent] if parent else tree
        branches[name] = owner.add(_label(nodes[name], others))
    return tree


def _parents(waits: Mapping[str, Sequence[str]]) -> dict[str, str | None]:
    """Return the node that each is drawn below, parents first, then in the document's order."""
    levels: dict[str, int] = {}
    parents: dict[str, str | None] = {}
    places = {name: place for place, name in enumerate(waits)}
    for name in _order(waits):
        known = [other for other in waits[name] if other in levels]
        last = max(known, key=lambda other: (levels[other], places[other]), default=None)
        while last is not None and levels[last] >= _DEEPEST:
            last = parents[last]
        parents[name] = last
        levels[name] = levels[last] + 1 if last is not None else 0
    return {name: parents[name] for name in sorted(parents, key=lambda n: (levels[n], places[n]))}


def _above(name: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    """Yield the nodes that a node is drawn below."""
    while (parent := parents[name]) is not None:
        yield parent
        name = parent


def _order(waits: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Return the nodes, each after those that it waits for, as far as that is possible."""
    try:
        return tuple(TopologicalSorter(waits).static_order())
    except CycleError:
        return tuple(waits)


def _label(node: GraphNode, others: Sequence[str]) -> Text:
    label = Text(printable(node.id), style="bold")
    label.append(f"  {printable(node.transform)}", style="not bold")
    remarks = [
        f"if {_bare(node.condition)}" if node.condition else "",
        f"after {', '.join(others)}" if others else "",
        f"gives {', '.join(node.outputs)}" if node.outputs else "",
        f"asks for {node.approval_scope}" if node.approval_scope else "",
    ]
    for remark in filter(None, remarks):
        label.append(f"\n{printable(remark)}", style="not bold dim")
    return label


def _bare(condition: str) -> str:
    """Return a condition without the braces around it."""
    inner = condition.removeprefix("{{").removesuffix("}}")
    return condition if "{{" in inner or "}}" in inner else inner.strip()
