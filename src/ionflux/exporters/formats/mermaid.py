"""A Mermaid flowchart: each agent's triggers, inputs, outputs, needs and playbooks."""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.exporters import ExportOptions, Source
from ionflux.models import AgentDefinition, Graph, Playbook
from ionflux.models.wiring import waits_for
from ionflux.output.views.words import in_words

HOLDS = frozenset(
    {"id", "name", "triggers_config", "inputs_schema", "outputs_config"}
    | {"underlying_services_required", "stack_details", "memory_config", "graph", "playbooks"}
)
_ESCAPES = str.maketrans({mark: f"#{ord(mark)};" for mark in '"#&<>`{}[]()|\\;'})


def export(source: Source, options: ExportOptions) -> dict[str, str]:
    """Return one chart, with a part for each agent."""
    del options
    lines = ["flowchart LR"]
    for number, agent in enumerate(source.agents, start=1):
        lines += _part(agent, f"a{number}", source.of(agent))
    return {"agents.mmd": "\n".join([*lines, ""])}


def _part(agent: AgentDefinition, node: str, playbooks: list[Playbook]) -> Iterator[str]:
    """Yield the lines of one agent; `node` is its name in the chart, and begins all names below."""
    yield f'  subgraph {node}_part["{_text(agent.name)}"]'
    yield f'    {node}["{_text(agent.name)}<br/>{_text(agent.id)}"]'
    yield from _linked(node, "t", _starts(agent), '(["{}"])', "{1} --> {0}")
    inputs = [f"{f.key}: {f.type}{'' if f.is_needed else '?'}" for f in agent.inputs_schema]
    yield from _linked(node, "i", inputs, '[/"{}"/]', "{1} --> {0}")
    outputs = [f"{field.key}: {field.type}" for field in agent.outputs_config]
    yield from _linked(node, "o", outputs, '[\\"{}"\\]', "{0} --> {1}")
    yield from _linked(node, "s", _services(agent), '{{{{"{}"}}}}', "{0} -.- {1}")
    yield from _linked(node, "d", _stores(agent), '[("{}")]', "{0} --- {1}")
    if agent.graph:
        yield from _graph(f"{node}_g", node, agent.graph)
    for number, playbook in enumerate(playbooks, start=1):
        yield from _steps(f"{node}_p{number}", node, playbook)
    yield "  end"


def _linked(
    node: str, letter: str, labels: Iterator[str] | list[str], shape: str, link: str
) -> Iterator[str]:
    """Yield a node for each label, and its link: `{0}` is the agent, `{1}` the node."""
    for number, label in enumerate(labels, start=1):
        name = f"{node}_{letter}{number}"
        yield f"    {name}{shape.format(_text(label))}"
        yield f"    {link.format(node, name)}"


def _starts(agent: AgentDefinition) -> Iterator[str]:
    for trigger in agent.triggers_config:
        yield in_words(trigger.type, trigger.config)
    if not agent.triggers_config:
        yield "by hand"


def _services(agent: AgentDefinition) -> Iterator[str]:
    yield from agent.underlying_services_required
    yield from agent.stack_details.models_used
    yield from agent.stack_details.other_integrations


def _stores(agent: AgentDefinition) -> Iterator[str]:
    memory = agent.memory_config
    if said := " ".join(filter(None, [memory.type, memory.namespace_template])):
        yield said
    yield from agent.stack_details.database_dependencies
    yield from agent.stack_details.queue_dependencies


def _graph(name: str, node: str, graph: Graph) -> Iterator[str]:
    """Yield the nodes of a graph; those that wait for no other follow the agent."""
    names = {each.id: f"{name}{number}" for number, each in enumerate(graph.nodes, start=1)}
    waits = waits_for(graph)
    for each in graph.nodes:
        own = names[each.id]
        yield f'    {own}["{_text(each.id)}<br/>{_text(each.transform)}"]'
        condition = f'|"{_text(each.condition)}"|' if each.condition else ""
        before = [names[other] for other in waits[each.id] if other in names] or [node]
        yield from (f"    {other} -->{condition} {own}" for other in before)


def _steps(name: str, node: str, playbook: Playbook) -> Iterator[str]:
    yield f'    {name}(["{_text(playbook.name)}: {_text(playbook.trigger_event_type)}"]) --> {node}'
    previous = node
    for number, step in enumerate(playbook.steps, start=1):
        yield f'    {previous} --> {name}_{number}["{number}. {_text(step.type)}"]'
        previous = f"{name}_{number}"


def _text(text: str) -> str:
    """Return a text on one line, without characters that have a meaning in Mermaid or HTML."""
    return " ".join(text.split()).translate(_ESCAPES)
