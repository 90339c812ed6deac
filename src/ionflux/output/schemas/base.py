"""The basis of every schema: pydantic's, adapted to describe what is written.

The schemas are for tools of any kind: they have no keyword beyond JSON Schema 2020-12, no union of
types in one `type`, and no `format`, which some validators reject and others ignore; only
objects have titles, which code generators use as the names of types.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import core_schema

from ionflux.core.json_value import JsonValue

Schema = dict[str, JsonValue]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
UUID_PATTERN = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"
_TIME_PATTERN = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})?$"
)


class _Generator(GenerateJsonSchema):
    """Creates schemas for any tool, while pydantic's own suit OpenAPI."""

    def field_title_should_be_set(self, _: object) -> bool:
        return False

    def uuid_schema(self, _: core_schema.UuidSchema) -> JsonSchemaValue:
        return {"type": "string", "pattern": UUID_PATTERN}

    def datetime_schema(self, _: core_schema.DatetimeSchema) -> JsonSchemaValue:
        return {"type": "string", "pattern": _TIME_PATTERN}

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        found = super().tagged_union_schema(schema)
        found.pop("discriminator", None)
        return found


def of_type(kind: type, mode: JsonSchemaMode = "serialization") -> Schema:
    """Return the schema of a type's JSON: as written, with every key, or as read."""
    schema = TypeAdapter(kind).json_schema(mode=mode, schema_generator=_Generator)
    if is_dataclass(kind):
        # Dataclasses do not have the option that models have.
        schema["required"] = list(schema["properties"])
    return schema


def titled(schema: Schema, title: str, description: str | None = None) -> Schema:
    """Return the schema with its draft and title first."""
    head: Schema = {"$schema": DRAFT, "title": title}
    if description:
        head["description"] = description
    return head | {key: value for key, value in schema.items() if key not in head}


def closed(
    properties: Mapping[str, Schema], required: tuple[str, ...] = (), **more: JsonValue
) -> Schema:
    """Return the schema of an object with these properties and no others."""
    schema: Schema = {"type": "object", **more, "properties": dict(properties)}
    if required:
        schema["required"] = list(required)
    return schema | {"additionalProperties": False}


def assembled(properties: Mapping[str, type | Schema], title: str, description: str) -> Schema:
    """Return the schema of an object whose properties are lists of models or plain schemas.

    A value is a type, for a list of it, or already a schema; definitions of all are shared.
    """
    defs: Schema = {}
    shapes: dict[str, Schema] = {}
    for key, value in properties.items():
        schema = value if isinstance(value, dict) else _list_of(value)
        defs |= schema.pop("$defs", {})
        shapes[key] = schema
    whole = titled(closed(shapes, tuple(shapes)), title, description)
    return whole | ({"$defs": defs} if defs else {})


def _list_of(kind: type) -> Schema:
    item = of_type(kind)
    defs = item.pop("$defs", {})
    return {"type": "array", "items": item, "$defs": defs}


def with_shared_parts(schema: Schema) -> Schema:
    """Return the schema with every part that has a title among its definitions, once.

    Code generators create one type per definition, and another one for every copy.
    """
    defs: Schema = {}
    whole = {key: _referring(part, defs) for key, part in schema.items() if key != "$defs"}
    for name, part in schema.get("$defs", {}).items():
        defs[name] = {key: _referring(below, defs) for key, below in part.items()}
    return whole | ({"$defs": dict(sorted(defs.items()))} if defs else {})


def _referring(part: JsonValue, defs: Schema) -> JsonValue:
    """Return a part of a schema without copies of parts that become definitions."""
    if isinstance(part, list):
        return [_referring(item, defs) for item in part]
    if not isinstance(part, dict):
        return part
    found = {key: _referring(value, defs) for key, value in part.items()}
    if isinstance(title := found.get("title"), str) and found.get("type") == "object":
        defs[title] = found
        return {"$ref": f"#/$defs/{title}"}
    if "$ref" in found and len(found) > 1:
        return {key: value for key, value in found.items() if key != "$ref"} | {
            "allOf": [{"$ref": found["$ref"]}]
        }
    return found
