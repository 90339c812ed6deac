"""What every schema is made with: pydantic's, told to describe what is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any

from pydantic import TypeAdapter

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def of_type(kind: Any) -> Schema:  # noqa: ANN401 - a model, a dataclass or an annotated type
    """Return the schema of a type's JSON as the tool writes it: every key (spec section 4)."""
    schema = TypeAdapter(kind).json_schema(mode="serialization")
    if is_dataclass(kind):
        # A dataclass has no switch for it, as models have.
        schema["required"] = list(schema["properties"])
    return schema


def titled(schema: Schema, title: str, description: str | None = None) -> Schema:
    """Return the schema with its draft and title in front."""
    head: Schema = {"$schema": DRAFT, "title": title}
    if description:
        head["description"] = description
    return head | {key: value for key, value in schema.items() if key not in head}


def closed(properties: Mapping[str, Schema], required: tuple[str, ...] = (), **more: Any) -> Schema:  # noqa: ANN401 - any keyword of JSON Schema
    """Return the schema of an object with these properties and no others."""
    schema: Schema = {"type": "object", **more, "properties": dict(properties)}
    if required:
        schema["required"] = list(required)
    return schema | {"additionalProperties": False}


def assembled(properties: Mapping[str, Any], title: str, description: str) -> Schema:
    """Return the schema of an object whose properties are lists of models or plain schemas.

    A value is a type, for a list of it, or a schema already; definitions of all are shared.
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
