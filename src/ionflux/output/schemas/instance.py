"""Schema of an instance file, for editors: what `configure` accepts."""

from __future__ import annotations

from ionflux.core.json_value import JsonValue
from ionflux.models.base import NAME_PATTERN
from ionflux.models.instance_file import InstanceFile, Overrides
from ionflux.models.triggers import ScheduleConfig, WebhookConfig
from ionflux.models.types import HTTP_METHODS
from ionflux.output.schemas.base import Schema, of_type, titled

_SCALARS: list[JsonValue] = [{"type": "string"}, {"type": "number"}, {"type": "boolean"}]


def instance() -> Schema:
    """Return the schema of one document of an instance file."""
    whole, config = _as_written(InstanceFile), _as_written(Overrides)
    # Besides overrides, `config` has values for inputs, and keys of the platform.
    _open(whole["properties"]["config"])["properties"] = config["properties"]
    override = config["$defs"]["TriggerOverride"]
    _open(override["properties"]["config_override"])["properties"] = _settings()
    shared = {"$defs": config["$defs"]}
    return titled({**whole, **shared}, "Instance", "An instance of an agent.")


def _open(schema: Schema) -> Schema:
    """Return the part of an optional mapping's schema that describes the mapping."""
    return next(option for option in schema["anyOf"] if option["type"] == "object")


def _settings() -> Schema:
    """Return the schemas of the settings of triggers that are known; a method in either case."""
    known = [_as_written(kind)["properties"] for kind in (ScheduleConfig, WebhookConfig)]
    settings: Schema = {key: schema for properties in known for key, schema in properties.items()}
    settings["method"]["enum"] = [*HTTP_METHODS, *map(str.lower, HTTP_METHODS)]
    return settings


def _as_written(kind: type) -> Schema:
    schema: Schema = _widened(of_type(kind, "validation"))
    return schema


def _widened(value: JsonValue) -> JsonValue:
    """Return a schema without defaults of null; a text may be any scalar."""
    if isinstance(value, list):
        return [_widened(item) for item in value]
    if not isinstance(value, dict):
        return value
    schema = {
        key: _widened(inner) for key, inner in value.items() if (key, inner) != ("default", None)
    }
    options = schema.get("anyOf", [schema])
    wide = [each for option in options for each in _options(option)]
    if wide == options:
        return schema
    return {key: inner for key, inner in schema.items() if key not in _TEXT} | {"anyOf": wide}


_TEXT = frozenset({"type", "minLength", "pattern"})


def _options(schema: Schema) -> list[JsonValue]:
    """Return the schema of other scalars for a text: a number or a boolean is read as written."""
    is_free = "enum" not in schema and schema.get("pattern") in {None, NAME_PATTERN}
    if schema.get("type") != "string" or not is_free:
        return [schema]
    limits = {key: schema[key] for key in ("minLength", "pattern") if key in schema}
    return [{"type": "string", **limits}, *_SCALARS[1:]]
