"""The inputs and outputs that a JSON Schema declares on its first level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ionflux.core.json_value import JsonValue
from ionflux.models.types import INPUT_ALIASES
from ionflux.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, to_python

_TYPES: Mapping[str, str] = {
    "string": "string",
    "number": "number",
    "integer": "number",
    "boolean": "boolean",
    "object": "json",
    "array": "json",
}
_OWN = frozenset({"type", "description", "default"})
"""Keys that an entry states outside of its `schema`."""
_ENTRY = frozenset({"properties", "required", "type"})


def entry(node: Node | None, *names: str) -> Node | None:
    """Return the value of the first key that a mapping has, out of several."""
    if isinstance(node, MappingNode):
        return next((node.entries[name][1] for name in names if name in node.entries), None)
    return None


def properties(schema: Node | None) -> Mapping[str, tuple[Scalar, Node]]:
    """Return the properties of a schema, each with its key."""
    found = entry(schema, "properties")
    return found.entries if isinstance(found, MappingNode) else {}


def fields(schema: Node | None, *, inputs: bool) -> list[dict[str, JsonValue]]:
    """Return the properties of a schema as entries of `inputs_schema` or `outputs_config`."""
    required = {scalar.text for scalar in required_names(schema)}
    found = []
    for key, (_, node) in properties(schema).items():
        said = to_python(node)
        values = said if isinstance(said, dict) else {"type": said}
        field = {"key": key, **_value(values)}
        if (description := values.get("description") or node.comment) is not None:
            field["description"] = description
        if inputs:
            # Some write it next to the type, as in OpenAPI's parameters.
            field["required"] = key in required or values.get("required") is True
            field["default"] = values.get("default")
        found.append(field)
    return found


def required_names(schema: Node | None) -> Iterator[Scalar]:
    """Yield the names that a schema lists as required."""
    found = entry(schema, "required")
    for item in found.items if isinstance(found, SequenceNode) else ():
        if isinstance(item, Scalar):
            yield item


def further(schema: Node | None) -> dict[str, JsonValue]:
    """Return the parts of a schema that the entries of its properties do not contain."""
    said = to_python(schema) if isinstance(schema, MappingNode) else {}
    return {key: value for key, value in said.items() if key not in _ENTRY}


def _value(values: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the type of a value, and its schema if it is more than the type."""
    said = values.get("type")
    kinds = [kind for kind in (said if isinstance(said, list) else [said]) if kind != "null"]
    kind = kinds[0] if len(kinds) == 1 else None
    schema = {key: value for key, value in values.items() if key not in _OWN}
    if isinstance(schema.get("required"), bool):
        del schema["required"]
    if schema or isinstance(said, list):
        schema = {"type": said, **schema} if said is not None else schema
    found: dict[str, JsonValue] = {"type": _canonical(kind, values)}
    return found | ({"schema": schema} if schema else {})


def _canonical(kind: JsonValue, values: Mapping[str, JsonValue]) -> JsonValue:
    if kind is None:
        words = values.get("enum")
        is_text = isinstance(words, list) and all(isinstance(word, str) for word in words)
        return "string" if is_text else "json"
    return _TYPES.get(kind) or INPUT_ALIASES.get(kind, kind) if isinstance(kind, str) else kind
