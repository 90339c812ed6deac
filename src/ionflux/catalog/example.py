"""An example instance of an agent: a form with a field for each input, and the file it makes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from ionflux.core.json_value import JsonValue
from ionflux.core.patterns import regex
from ionflux.models import AgentDefinition, InputField

_PLAIN_KEY = regex(r"[A-Za-z_][A-Za-z0-9_-]*")
_WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_CONTROLS = {"number": "number", "boolean": "checkbox", "json": "textarea"}


class Control(NamedTuple):
    """A field of the form: its kind, and its initial value."""

    key: str
    label: str
    kind: str
    required: bool
    value: str
    checked: bool
    options: tuple[str, ...]
    description: str | None
    written: str
    """The key as written in the file."""


def controls(agent: AgentDefinition) -> tuple[Control, ...]:
    """Return the fields of the form, one for each input."""
    return tuple(map(_control, agent.inputs_schema))


def _control(field: InputField) -> Control:
    options = _options(field)
    kind = "select" if options else _CONTROLS.get(field.type, "text")
    return Control(
        field.key,
        field.key.replace("_", " ").strip().capitalize() or field.key,
        kind,
        field.is_needed,
        "" if field.default is None else _as_typed(field.default),
        field.default is True,
        options,
        field.description,
        _key(field.key),
    )


def _options(field: InputField) -> tuple[str, ...]:
    """Return the texts that the input's own schema allows."""
    listed = (field.value_schema or {}).get("enum")
    if field.type != "string" or not isinstance(listed, list):
        return ()
    return tuple(option for option in listed if isinstance(option, str))


def _as_typed(value: JsonValue) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def instance_file(agent: AgentDefinition) -> str:
    """Return an instance file with the defaults, and empty values for required inputs."""
    head = {
        "agent_definition_id": agent.id,
        "workspace_id": "workspace_1",
        "name": agent.name,
        "created_by_user_id": "user_1",
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    values = list(_values(agent))
    return "\n".join([*lines, "config:" if values else "config: {}", *values]) + "\n"


def _values(agent: AgentDefinition) -> Iterator[str]:
    for field in agent.inputs_schema:
        if field.default is not None:
            yield f"  {_key(field.key)}: {json.dumps(field.default, ensure_ascii=False)}"
        elif field.is_needed:
            yield f"  {_key(field.key)}:"


def _key(key: str) -> str:
    plain = _PLAIN_KEY.fullmatch(key) and key.lower() not in _WORDS_OF_YAML
    return key if plain else json.dumps(key, ensure_ascii=False)
