"""Schemas of the inputs and outputs of one agent."""

from __future__ import annotations

from ionflux.core.json_value import JsonValue
from ionflux.core.patterns import regex
from ionflux.models import AgentDefinition, InputField, OutputField
from ionflux.models.nullable import with_null
from ionflux.output.schemas.base import Schema, closed, titled

_WORD = regex(r"[^\W_]+")
_ANYTHING: Schema = {
    "anyOf": [{"type": kind} for kind in ("object", "array", "string", "number", "boolean")]
}
_NULL: Schema = {"type": "null"}
_TYPES: dict[str, Schema] = {
    "string": {"type": "string"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "md": {"type": "string", "contentMediaType": "text/markdown"},
    "url": {"type": "string"},
    "json": _ANYTHING,
}


def input_schema(agent: AgentDefinition) -> Schema:
    """Return the schema of one agent's inputs, as its instances set them under `config`.

    A value of `null` counts as no value: it is allowed where no value is needed.
    """
    needed = tuple(field.key for field in agent.inputs_schema if field.is_needed)
    defs: Schema = {}
    properties = {field.key: _input(field, defs) for field in agent.inputs_schema}
    return _whole(agent, "Inputs", closed(properties, needed), defs)


def output_schema(agent: AgentDefinition) -> Schema:
    """Return the schema of one agent's outputs; a run need not return all of them."""
    defs: Schema = {}
    properties = {
        field.key: _described(field, _value(field, defs)) for field in agent.outputs_config
    }
    return _whole(agent, "Outputs", closed(properties), defs)


def _whole(agent: AgentDefinition, what: str, schema: Schema, defs: Schema) -> Schema:
    whole = titled(schema, f"{_type_name(agent.name)}{what}", agent.description)
    return whole | ({"$defs": defs} if defs else {})


def _type_name(text: str) -> str:
    """Return a name that most programming languages accept for a type."""
    name = "".join(word[:1].upper() + word[1:] for word in _WORD.findall(text))
    return name if name[:1].isalpha() else f"Agent{name}"


def _input(field: InputField, defs: Schema) -> Schema:
    schema = _value(field, defs)
    if not field.is_needed and not _may_be_null(schema):
        schema = {"anyOf": [schema, {"type": "null"}]}
    found = _described(field, schema)
    return found if field.default is None else found | {"default": field.default}


def _described(field: InputField | OutputField, schema: Schema) -> Schema:
    return ({"description": field.description} if field.description else {}) | schema


def _value(field: InputField | OutputField, defs: Schema) -> Schema:
    """Return the schema of a value that is not null: its type, and its own schema.

    An own schema that refers to parts of itself becomes one of the definitions.
    """
    kind = _TYPES[field.type]
    if not field.value_schema:
        return kind
    said = with_null(field.value_schema)
    own = {key: value for key, value in said.items() if key != "$schema"}
    name = _type_name(field.key)
    while name in defs:
        name += "_"
    moved = _moved(own, f"#/$defs/{name}")
    if moved != own and "$id" not in own:
        defs[name], own = moved, {"$ref": f"#/$defs/{name}"}
    whole = field.type == "json" or _may_be_null(own)
    return own if whole else {**kind, "allOf": [own]}


def _may_be_null(schema: Schema) -> bool:
    return _NULL in schema.get("anyOf", ())


def _moved(schema: JsonValue, root: str) -> JsonValue:
    """Return a schema whose internal references start from another root."""
    if isinstance(schema, list):
        return [_moved(item, root) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _moved(value, root) for key, value in schema.items()}
    target = found.get("$ref")
    if isinstance(target, str) and (target == "#" or target.startswith("#/")):
        found["$ref"] = root + target[1:]
    return found
