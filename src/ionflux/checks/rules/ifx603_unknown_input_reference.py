"""A template reads an input that the input schema does not declare.

`{{trigger.input_data.NAME}}` is checked wherever templates are. A part of an input is checked if
its schema does not allow others (`additionalProperties: false`). If the schema of all inputs allows
others, nothing is reported. Inputs of its alternatives (`oneOf`) are also declared.

Why it matters: it is not apparent that the value must be set, and the node does not get one.

How to fix: use the name in the hint, or declare the input.

Bad:

    input_schema:
      properties:
        chart_cid: { type: string }
    graph:
      - id: fetch
        transform: Fetch_Transform
        inputs: { cid: "{{trigger.input_data.chart_id}}" }

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

from collections.abc import Iterator, Mapping

from ionflux.checks.rules.graph_reads import INPUTS, Nearest, Read, in_templates
from ionflux.checks.subject import Subject
from ionflux.core.findings import Finding, Severity
from ionflux.core.json_value import JsonValue
from ionflux.models import AgentDefinition

SEVERITY = Severity.ERROR

_LENGTH = "length"
"""A member that every list and text has."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each reference to an unknown input."""
    known = {field.key: field for field in subject.agent.inputs_schema}
    near, is_open = Nearest(known), _takes_others(subject.agent)
    others = frozenset(_alternatives(_further(subject.agent)))
    for read in in_templates(subject):
        name = read.input
        if name is None:
            continue
        if name not in known:
            if not is_open and name not in others:
                yield _finding(read, f"there is no input `{name}`", name, near)
        elif (unknown := _unknown_part(read, known[name].value_schema)) is not None:
            part, parts = unknown
            message = f"the input `{name}` has no part `{part}`"
            yield _finding(read, message, part, Nearest(parts))


def _takes_others(agent: AgentDefinition) -> bool:
    """Tell whether the input schema allows undeclared inputs, or does not say."""
    schema = _further(agent)
    return bool(schema.get("additionalProperties")) or not agent.inputs_schema


def _further(agent: AgentDefinition) -> Mapping[str, JsonValue]:
    """Return what the input schema says besides its properties."""
    graph = agent.additional_sections.get("flux_graph")
    schema = graph.get("input_schema") if isinstance(graph, Mapping) else None
    return schema if isinstance(schema, Mapping) else {}


def _alternatives(schema: JsonValue) -> Iterator[str]:
    """Yield the properties of the alternatives (`oneOf`, for example) of a schema."""
    inner = schema.values() if isinstance(schema, Mapping) else schema
    properties = schema.get("properties") if isinstance(schema, Mapping) else None
    if isinstance(properties, Mapping):
        yield from properties
    for each in inner if isinstance(schema, Mapping | list) else ():
        yield from _alternatives(each)


def _unknown_part(read: Read, schema: JsonValue) -> tuple[str, Mapping[str, JsonValue]] | None:
    """Return the part of an input that its schema does not have, and those that it has."""
    for part in read.reference.path[len(INPUTS) + 1 :]:
        parts = schema.get("properties") if isinstance(schema, Mapping) else None
        if not isinstance(parts, Mapping) or part == _LENGTH:
            return None
        if part not in parts:
            return (part, parts) if schema.get("additionalProperties") is False else None
        schema = parts[part]
    return None


def _finding(read: Read, message: str, name: str, near: Nearest) -> Finding:
    hint = near.hint(name, "declare it in `input_schema`")
    return Finding(message, loc=read.loc, part=read.part, hint=hint)
