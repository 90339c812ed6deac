"""How the nodes of a graph are connected: references and dependencies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ionflux.core.findings import Loc
from ionflux.core.json_texts import texts_in
from ionflux.models.expressions import Reference, read_template
from ionflux.models.graph import Graph, GraphNode

NODES = "nodes"
"""The root of references to nodes: `nodes.ID.outputs.NAME`."""


def texts(node: GraphNode) -> Iterator[tuple[Loc, str]]:
    """Yield the texts of a node that may contain templates, each with its path in the node."""
    yield from texts_in(node.inputs, ("inputs",))
    for name in ("condition", "approval_scope"):
        if text := getattr(node, name):
            yield (name,), text


def references(node: GraphNode) -> Iterator[tuple[Loc, Reference]]:
    """Yield the references of a node, each with the path of its text."""
    for loc, text in texts(node):
        for reference in read_template(text).references:
            yield loc, reference


def node_of(reference: Reference) -> str | None:
    """Return the id of the node that a reference names, or None if it names none."""
    return reference.path[1] if reference.root == NODES and len(reference.path) > 1 else None


def waits_for(graph: Graph) -> Mapping[str, tuple[str, ...]]:
    """Return the nodes of a graph that each node depends on or refers to, each once."""
    known = {node.id for node in graph.nodes}
    found = {}
    for node in graph.nodes:
        named = (node_of(reference) for _, reference in references(node))
        others = dict.fromkeys([*node.depends_on, *named])
        found[node.id] = tuple(other for other in others if other in known)
    return found
