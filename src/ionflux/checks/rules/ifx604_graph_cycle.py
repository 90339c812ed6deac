"""Nodes of a graph wait for each other.

A node waits for those that `dependencies` names, and for those whose outputs its inputs, its
condition or its scope refer to.

Why it matters: none of them ever runs.

How to fix: remove one of the references, or split the node that both need.

Bad:

    graph:
      - id: draft
        transform: Write_Transform
        inputs: { notes: "{{nodes.review.outputs.notes}}" }
        outputs: [text]
      - id: review
        transform: Review_Transform
        inputs: { text: "{{nodes.draft.outputs.text}}" }
        outputs: [notes]

Good:

    graph:
      - id: draft
        transform: Write_Transform
        outputs: [text]
      - id: review
        transform: Review_Transform
        inputs: { text: "{{nodes.draft.outputs.text}}" }
        outputs: [notes]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from ionflux.checks.rules.graph_reads import graph_of
from ionflux.checks.subject import Subject
from ionflux.core.findings import Finding, Severity
from ionflux.core.words import counted, quoted
from ionflux.models.wiring import waits_for

SEVERITY = Severity.ERROR

_MOST = 20
"""How many cycles are reported in a graph."""
_SHOWN = 8
"""How many nodes of a cycle a message lists."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each cycle of nodes, at its first node."""
    graph = graph_of(subject)
    order = {node.id: index for index, node in reversed(list(enumerate(graph.nodes)))}
    for cycle in _cycles(waits_for(graph)):
        first = min(cycle, key=order.__getitem__)
        start = cycle.index(first)
        turned = [*cycle[start:], *cycle[:start], first]
        message = f"the node `{first}` waits for itself"
        if len(cycle) > 1:
            message = f"{_named(turned[:-1])} wait for each other"
        chain = " → ".join(turned if len(turned) <= _SHOWN + 1 else [*turned[:_SHOWN], "…"])
        yield Finding(
            message,
            loc=("graph", "nodes", order[first], "id"),
            hint=f"each waits for the next: {chain}",
        )


def _named(nodes: Sequence[str]) -> str:
    more = len(nodes) - _SHOWN
    return quoted(nodes[:_SHOWN]) + (f" and {counted(more, 'other')}" if more > 0 else "")


def _cycles(waits: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield cycles that have no node in common."""
    left = dict(waits)
    for _ in range(_MOST):
        known = {name: [o for o in others if o in left] for name, others in left.items()}
        try:
            TopologicalSorter(known).prepare()
        except CycleError as error:
            cycle = error.args[1][1:]  # the library repeats the first node as the last
            yield cycle[::-1]
            for name in cycle:
                del left[name]
        else:
            return
