"""Schema of a blueprint's YAML block, for editors: what may be written, not what it becomes.

It is wider than the model where the reading is (spec section 3): other names for keys, other
words for types, `version` as a number. Those words are `deprecated`, so that an editor can say
what `validate` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, get_args

from ionflux.language import languages
from ionflux.models.base import ID_PATTERN, PATH_PATTERN, VERSION_PATTERN
from ionflux.models.types import (
    DefinitionStatus,
    HttpMethod,
    InputType,
    OutputType,
    Service,
)
from ionflux.output.schemas.base import Schema, closed, titled

INPUT_ALIASES = (
    *("integer", "int", "float", "bool", "object", "dict", "array", "list"),
    *("text", "str", "uuid", "url"),
)
OUTPUT_ALIASES = (
    *("markdown", "text", "str", "object", "list"),
    *("integer", "int", "float", "bool", "dict", "array"),
)
TRIGGER_ALIASES = {
    "schedule": ("cron", "scheduled"),
    "webhook": ("http",),
    "event": ("stream", "event_stream", "event_driven"),
}

_TEXT: Schema = {"type": "string"}
_TEXT_LIST: Schema = {"type": "array", "items": _TEXT}


def _words(names: Iterable[str], aliases: Iterable[str], description: str) -> Schema:
    understood = {"enum": list(aliases), "deprecated": True, "description": "Another name."}
    return {"description": description, "anyOf": [{"enum": list(names)}, understood]}


@cache
def spellings() -> Mapping[str, tuple[str, ...]]:
    """Return how each key of the block may be written, as the languages have it, by its name."""
    found: dict[str, dict[str, None]] = {}
    for language in languages():
        for written, name in language.keys.items():
            found.setdefault(name, {name: None}).update({written: None})
    return {name: tuple(words) for name, words in found.items()}


def _spelled(name: str) -> tuple[str, ...]:
    return spellings().get(name, (name,))


def _mapping(fields: Mapping[str, Schema], needed: tuple[str, ...] = (), **more: Any) -> Schema:  # noqa: ANN401 - any keyword
    """Return the schema of a mapping whose keys may have any of their spellings."""
    properties = {word: schema for name, schema in fields.items() for word in _spelled(name)}
    return closed(properties, **more) | _needing(needed)


def _needing(names: Iterable[str]) -> Schema:
    """Ask for keys, each in one of its spellings."""
    clauses: list[Schema] = [
        {"anyOf": [{"required": [word]} for word in _spelled(name)]} for name in names
    ]
    return {"allOf": clauses} if clauses else {}


def _entry(kind: Schema, **more: Schema) -> Schema:
    key: Schema = {"type": "string", "minLength": 1, "description": "Name, unique in the agent."}
    said = _TEXT | {"description": "What the value is for."}
    return _mapping({"key": key, "type": kind, **more, "description": said}, ("key", "type"))


def _inputs() -> Schema:
    kind = _words(get_args(InputType), INPUT_ALIASES, "Kind of value.")
    needed: Schema = {"type": "boolean", "description": "Whether an instance must give it."}
    default: Schema = {"description": "Value where an instance gives none."}
    entry = _entry(kind, required=needed, default=default)
    return {"type": "array", "description": "Values that the agent takes.", "items": entry}


def _outputs() -> Schema:
    kind = _words(get_args(OutputType), OUTPUT_ALIASES, "Kind of value.")
    described = "Values that the agent hands out."
    return {"type": "array", "description": described, "items": _entry(kind)}


_SETTINGS: dict[str, Schema] = {
    "cron": _TEXT | {"description": "Cron expression of five fields, or a macro like `@daily`."},
    "path": _TEXT | {"pattern": PATH_PATTERN, "description": "Path that starts with `/`."},
    "method": {"enum": list(get_args(HttpMethod)), "description": "HTTP method, else `POST`."},
}
_NEEDED = {"schedule": "cron", "webhook": "path"}


def _case(name: str, needed: str) -> Schema:
    """Ask a trigger of this type for its setting, beside `type` or under `config`."""
    below = {"properties": {"config": {"required": [needed]}}, "required": ["config"]}
    kind = {"enum": [name, *TRIGGER_ALIASES[name]]}
    stated = [{"properties": {word: kind}, "required": [word]} for word in _spelled("type")]
    return {"if": {"anyOf": stated}, "then": {"anyOf": [{"required": [needed]}, below]}}


def _triggers() -> Schema:
    aliases = [alias for group in TRIGGER_ALIASES.values() for alias in group]
    nested = {
        "type": "object",
        "description": "The same settings, one level deeper.",
        "properties": _SETTINGS,
    }
    trigger = {
        "type": "object",
        "properties": {
            **dict.fromkeys(_spelled("type"), _words(TRIGGER_ALIASES, aliases, "Kind.")),
            **_SETTINGS,
            "config": nested,
        },
        "allOf": [
            *_needing(["type"])["allOf"],
            *(_case(name, needed) for name, needed in _NEEDED.items()),
        ],
    }
    return {"type": "array", "description": "What starts the agent.", "items": trigger}


def _stack() -> Schema:
    fields: dict[str, Schema] = {
        "language": _TEXT | {"description": "Programming language."},
        "runtime": _TEXT | {"description": "Framework that runs the agent."},
        "models": _TEXT_LIST | {"description": "Models, as `provider:model`."},
        "databases": _TEXT_LIST | {"description": "Databases and vector stores."},
        "queues": _TEXT_LIST | {"description": "Queues and streams."},
        "integrations": _TEXT_LIST | {"description": "All other services and libraries."},
    }
    return _mapping(fields, description="What the agent is built with.")


def _memory() -> Schema:
    fields: dict[str, Schema] = {
        "type": _TEXT | {"description": "Kind of store, such as `pinecone`."},
        "namespace": _TEXT | {"description": "Namespace in the store; may hold `{{variables}}`."},
    }
    return _mapping(fields, description="Where the agent remembers.")


def _services() -> Schema:
    described = "Platform services that an instance needs connected; inferred where missing."
    return {"type": "array", "description": described, "items": {"enum": list(get_args(Service))}}


def blueprint() -> Schema:
    """Return the schema of the YAML definition block (spec section 3)."""
    version: Schema = {
        "description": "Version, such as `0.1` or `1.2.0`.",
        "anyOf": [{"type": "string", "pattern": VERSION_PATTERN}, {"type": "number"}],
    }
    status: Schema = {
        "enum": list(get_args(DefinitionStatus)),
        "description": "Place in the lifecycle.",
    }
    fields: dict[str, Schema] = {
        "id": {
            "type": "string",
            "pattern": ID_PATTERN,
            "description": "`agent_` and digits with an optional suffix, or a UUID.",
        },
        "name": {"type": "string", "minLength": 1, "description": "Unique name."},
        "version": version,
        "description": _TEXT | {"description": "What the agent does, in short."},
        "category": _TEXT | {"description": "Shelf in the marketplace."},
        "status": status,
        "triggers": _triggers(),
        "inputs": _inputs(),
        "outputs": _outputs(),
        "stack": _stack(),
        "memory": _memory(),
        "services": _services(),
    }
    whole = _mapping(fields, ("id", "name", "version"))
    return titled(whole, "ionflux blueprint", "The YAML definition block of an agent's blueprint.")
