"""Schemas with OpenAPI's `nullable`, which JSON Schema does not have."""

from __future__ import annotations

from ionflux.core.json_value import JsonValue

_WORD = "nullable"


def with_null(schema: JsonValue) -> JsonValue:
    """Return a schema with `nullable` in the terms of JSON Schema."""
    if isinstance(schema, list):
        return [with_null(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: with_null(value) for key, value in schema.items()}
    if schema.get(_WORD) is not True:
        return found
    del found[_WORD]
    return {"anyOf": [found, {"type": "null"}]}
