"""Open Agent Spec: a JSON file for each agent, with its model, its prompt, inputs and outputs."""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.core.json_value import JsonValue
from ionflux.core.patterns import regex
from ionflux.core.portable_names import portable_name
from ionflux.exporters import ExportOptions, Source
from ionflux.exporters.text import instructions, text_fields, to_json
from ionflux.models import AgentDefinition
from ionflux.output.schemas.agent import input_schema, output_schema
from ionflux.output.schemas.base import Schema

HOLDS = frozenset(
    {"id", "name", "version", "status", "category", "inputs_schema", "outputs_config"}
    | {"stack_details", *text_fields()}
)
_VERSION = "26.1.2"
_UNSPECIFIED = "unspecified"
_UNKNOWN = regex(r"\W")
_NESTED = {"items", "anyOf", "additionalProperties"}
_METADATA = ("id", "version", "status", "category")


def export(source: Source, options: ExportOptions) -> dict[str, str]:
    """Return a file for each agent."""
    del options
    return {
        f"{portable_name(agent.id)}.json": to_json(dict(_agent(agent))) for agent in source.agents
    }


def lost(agent: AgentDefinition) -> Iterator[str]:
    """Yield the parts of the stack that are lost, since an agent has one model."""
    stack = agent.stack_details
    for name in type(stack).model_fields:
        if name != "models_used" and getattr(stack, name):
            yield f"stack_details.{name}"
    if len(stack.models_used) > 1:
        yield "all models except the first"
    if not stack.models_used:
        yield f"the lack of a model, which becomes `{_UNSPECIFIED}`"
    keys = [field.key for field in agent.inputs_schema]
    keys += [field.key for field in agent.outputs_config]
    yield from (f"the key `{key}`, now `{_variable(key)}`" for key in keys if _UNKNOWN.search(key))
    if "{{" in instructions(agent):
        yield "double braces in texts, which would be variables"


def _agent(agent: AgentDefinition) -> Iterator[tuple[str, JsonValue]]:
    yield "component_type", "Agent"
    yield "id", agent.id
    yield "name", agent.name
    yield "description", agent.description
    metadata = {name: getattr(agent, name) for name in _METADATA}
    yield "metadata", {"ionflux": {name: value for name, value in metadata.items() if value}}
    yield "inputs", [*_properties(input_schema(agent))]
    yield "outputs", [*_properties(output_schema(agent))]
    yield "llm_config", _model(agent)
    yield "system_prompt", _prompt(agent)
    yield "tools", []
    yield "agentspec_version", _VERSION


def _properties(schema: Schema) -> Iterator[JsonValue]:
    """Yield the properties of a schema, each with its title and the definitions it needs."""
    properties, defs = schema["properties"], schema.get("$defs")
    for key, value in (properties if isinstance(properties, dict) else {}).items():
        own = _untitled(value)
        if isinstance(own, dict):
            yield {"title": _variable(key), **own, **({"$defs": defs} if defs else {})}


def _variable(key: str) -> str:
    """Return a key in the form that titles and prompts allow: letters, digits, underscores."""
    return _UNKNOWN.sub("_", key)


def _untitled(schema: JsonValue) -> JsonValue:
    """Return a schema without titles, which the format allows for single words only."""
    if isinstance(schema, list):
        return [_untitled(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: value for name, value in schema.items() if name != "title"}
    for name in _NESTED & found.keys():
        found[name] = _untitled(found[name])
    properties = found.get("properties")
    if isinstance(properties, dict):
        found["properties"] = {name: _untitled(value) for name, value in properties.items()}
    return found


def _model(agent: AgentDefinition) -> Schema:
    name = next(iter(agent.stack_details.models_used), _UNSPECIFIED)
    provider, colon, model = name.partition(":")
    found: Schema = {
        "component_type": "LlmConfig",
        "id": f"{agent.id}_model",
        "name": name,
        "model_id": model if colon else name,
    }
    return found | ({"provider": provider} if colon else {})


def _prompt(agent: AgentDefinition) -> str:
    """Return the instructions, in which only inputs are variables."""
    text = instructions(agent).replace("{{", "{ {")
    inputs = [f"- {field.key}: {{{{{_variable(field.key)}}}}}" for field in agent.inputs_schema]
    return "\n".join([f"{text}\n\n## Inputs\n", *inputs]) if inputs else text
