"""An input or a node's output is never read, or an output of the agent is never produced.

An input is read by `{{trigger.input_data.NAME}}`, or with all other inputs by
`{{trigger.input_data}}`; an output of a node by `{{nodes.ID.outputs.NAME}}`. Templates, conditions
and formulas of the columns also count. An output of the agent is produced by a node with an output
of that name, or one that passes on a value under that name; if this applies to no output of the
agent, the graph does not use names, and nothing is reported. A name that an undeclared reference
was probably meant for is not reported again.

Why it matters: users set, or wait for, a value that has no effect.

How to fix: use it, or remove the declaration.

Bad:

    input_schema:
      properties:
        chart_cid: { type: string }
        colour: { type: string }
    graph:
      - id: fetch
        transform: Fetch_Transform
        inputs: { cid: "{{trigger.input_data.chart_cid}}" }

Good:

    input_schema:
      properties:
        chart_cid: { type: string }
    graph:
      - id: fetch
        transform: Fetch_Transform
        inputs: { cid: "{{trigger.input_data.chart_cid}}" }
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ionflux.checks.rules.graph_reads import INPUTS, Nearest, graph_of, in_expressions, in_templates
from ionflux.checks.subject import Subject
from ionflux.core.findings import Finding, Severity
from ionflux.core.json_value import JsonValue
from ionflux.models.expressions import Reference
from ionflux.models.wiring import node_of

SEVERITY = Severity.WARNING

_AFTER_NODE = 2
_HINT = "use it, or remove it"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each declaration without any use."""
    used = _Used(subject)
    for index, field in enumerate(subject.agent.inputs_schema):
        if not used.is_input(field.key):
            message = f"nothing reads the input `{field.key}`"
            yield Finding(message, loc=("inputs_schema", index, "key"), hint=_HINT)
    for index, node in enumerate(graph_of(subject).nodes):
        for place, name in enumerate(node.outputs):
            if not used.is_output(node.id, name):
                message = f"nothing reads the output `{name}` of the node `{node.id}`"
                yield Finding(message, loc=("graph", "nodes", index, "outputs", place), hint=_HINT)
    yield from _unmade(subject)


class _Used:
    """Which inputs and outputs of nodes are read.

    A reference to an undeclared name is reported as such (IFX602, IFX603); the name that was
    probably meant is not reported again.
    """

    def __init__(self, subject: Subject) -> None:
        self.declared = {node.id: node.outputs for node in graph_of(subject).nodes}
        self.inputs: set[str] = set()
        self.outputs: set[tuple[str, str]] = set()
        self.whole: set[str] = set()
        self.bare: set[str] = set()
        self.all_inputs = False
        self.of_lost_nodes: set[str] = set()
        self.undeclared: defaultdict[str, list[str]] = defaultdict(list)
        for read in in_templates(subject):
            self._note(read.reference)
        for reference in in_expressions(subject.agent):
            self._note(reference)
            self.bare.add(reference.root)  # formulas use only the names of values
        known = {field.key for field in subject.agent.inputs_schema}
        self._lost_inputs = Nearest(sorted(self.inputs - known))

    def is_input(self, name: str) -> bool:
        """Tell whether an input is read."""
        if self.all_inputs or name in self.inputs or name in self.bare:
            return True
        return self._lost_inputs.to(name) is not None

    def is_output(self, node: str, name: str) -> bool:
        """Tell whether an output of a node is read."""
        if (node, name) in self.outputs or node in self.whole or name in self.bare:
            return True
        lost = self.undeclared.get(node, ())
        return name in self.of_lost_nodes or Nearest(lost).to(name) is not None

    def _note(self, reference: Reference) -> None:
        path = reference.path
        if path[:2] == INPUTS:
            self.all_inputs |= len(path) == len(INPUTS)
            self.inputs.update(path[2:3])
        elif (node := node_of(reference)) is not None:
            self._note_node(node, path[_AFTER_NODE:])
        self.all_inputs |= path == INPUTS[:1]

    def _note_node(self, node: str, members: Sequence[str]) -> None:
        """Note what follows the name of a node: `outputs` and the name of an output, or nothing."""
        names = members[1:2]
        if members[:1] != ("outputs",):
            names = members[:1]
        elif not names:
            self.whole.add(node)
        for name in names:
            self.outputs.add((node, name))
            if node not in self.declared:
                self.of_lost_nodes.add(name)
            elif name not in self.declared[node]:
                self.undeclared[node].append(name)


def _unmade(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each output of the agent that no node produces."""
    made: dict[str, None] = {}
    for node in graph_of(subject).nodes:
        made |= dict.fromkeys([*node.outputs, *_keys(node.inputs)])
    declared = subject.agent.outputs_config
    if not any(field.key in made for field in declared):
        return
    names = Nearest(made, likeness=0.8)
    for index, field in enumerate(declared):
        if field.key not in made:
            near = names.to(field.key)
            hint = (
                f"no node produces it; the nearest is `{near}`"
                if near
                else "produce it, or remove it"
            )
            message = f"nothing produces the output `{field.key}` of the agent"
            yield Finding(message, loc=("outputs_config", index, "key"), hint=hint)


def _keys(value: JsonValue) -> Iterator[str]:
    """Yield the keys of a value at any depth."""
    if isinstance(value, dict):
        yield from value
    inner = value.values() if isinstance(value, dict) else value
    for each in inner if isinstance(value, dict | list) else ():
        yield from _keys(each)
