"""A template or `dependencies` refers to an unknown node, or to an output that it lacks.

`{{nodes.ID.outputs.NAME}}` is checked wherever templates are: in the inputs, conditions and
scopes of nodes, and in the JSON columns. The part after the name of the output belongs to its
value, and is not checked.

Why it matters: the graph fails when the node runs, or waits for a node that never runs.

How to fix: use the name in the hint, or declare the output.

Bad:

    graph:
      - id: fetch
        transform: Fetch_Transform
        outputs: [rows]
      - id: store
        transform: Store_Transform
        inputs: { data: "{{nodes.fetch.outputs.lines}}" }

Good:

    graph:
      - id: fetch
        transform: Fetch_Transform
        outputs: [rows]
      - id: store
        transform: Store_Transform
        inputs: { data: "{{nodes.fetch.outputs.rows}}" }
"""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.checks.rules.graph_reads import Nearest, Read, graph_of, in_templates
from ionflux.checks.subject import Subject
from ionflux.core.findings import Finding, Severity
from ionflux.core.words import quoted
from ionflux.models import GraphNode
from ionflux.models.wiring import node_of

SEVERITY = Severity.ERROR

_OUTPUTS = "outputs"
_AFTER_NODE = 2
_SHOWN = 12
"""How many outputs of a node a hint lists."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each reference to an unknown node or output."""
    nodes = {node.id: node for node in graph_of(subject).nodes}
    near = Nearest(nodes)
    for read in in_templates(subject):
        name = node_of(read.reference)
        if name is not None and name not in nodes:
            yield _finding(read, f"there is no node `{name}`", near.hint(name))
        elif name is not None:
            yield from _output(read, nodes[name])
    for index, node in enumerate(graph_of(subject).nodes):
        for place, name in enumerate(node.depends_on):
            if name not in nodes:
                loc = ("graph", "nodes", index, "depends_on", place)
                yield Finding(f"there is no node `{name}`", loc=loc, hint=near.hint(name))


def _output(read: Read, node: GraphNode) -> Iterator[Finding]:
    """Yield a finding if a reference is to an output that its node does not declare."""
    member, *names = read.reference.path[_AFTER_NODE:] or (_OUTPUTS,)
    if member == _OUTPUTS and names and names[0] not in node.outputs:
        message = f"the node `{node.id}` does not declare the output `{names[0]}`"
        declared = node.outputs[:_SHOWN]
        hint = f"it declares {quoted(declared)}" if declared else "it does not declare any"
        yield _finding(read, message, Nearest(declared).hint(names[0], hint))
    elif member != _OUTPUTS and member in node.outputs:
        message = f"`{member}` is an output of `{node.id}`, but outputs are below `outputs`"
        yield _finding(read, message, f"write `nodes.{node.id}.outputs.{member}`")


def _finding(read: Read, message: str, hint: str | None) -> Finding:
    return Finding(message, loc=read.loc, part=read.part, hint=hint)
