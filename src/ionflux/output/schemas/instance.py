"""Schemas for instance files (spec section 9): a document of one, and one agent's inputs."""

from __future__ import annotations

from typing import get_args

from ionflux.models import AgentDefinition, InputField
from ionflux.models.agent_configuration import ConfigurationStatus
from ionflux.models.base import ID_PATTERN, PATH_PATTERN
from ionflux.models.types import TRIGGER_TYPES, HttpMethod
from ionflux.output.schemas.base import Schema, closed, titled

_TEXT: Schema = {"type": ["string", "number"]}
_JSON_TYPES = {"string": "string", "number": "number", "boolean": "boolean"}
_ANY = ["object", "array", "string", "number", "boolean"]


def _trigger_override() -> Schema:
    config = {
        "cron": {"type": "string", "description": "Cron expression of five fields, or a macro."},
        "path": {"type": "string", "pattern": PATH_PATTERN, "description": "Webhook path."},
        "method": {"enum": list(get_args(HttpMethod)), "description": "HTTP method."},
    }
    return closed(
        {
            "type": {
                "enum": list(TRIGGER_TYPES),
                "description": "Kind of the trigger that is meant.",
            },
            "cron": {"type": "string", "description": "Which schedule, where there are several."},
            "path": {"type": "string", "description": "Which webhook, where there are several."},
            "enabled": {"type": "boolean", "description": "false switches the trigger off."},
            "config_override": {
                "type": "object",
                "description": "Settings that replace the definition's.",
                "properties": config,
            },
        },
        ("type",),
    )


OVERRIDES: dict[str, Schema] = {
    "triggers": {
        "type": "array",
        "description": "Overrides of the definition's triggers.",
        "items": _trigger_override(),
    },
    "memory": {
        "type": "object",
        "description": "Variables of the definition's namespace template.",
        "additionalProperties": {"type": ["string", "number"]},
    },
    "llm_preference": closed(
        {"model": {"type": "string", "description": "One of the definition's `models_used`."}},
        description="The model that the instance asks for.",
    ),
}
"""What the mapping `config` may hold beside values for inputs."""


def instance() -> Schema:
    """Return the schema of one document of an instance file."""
    fields: dict[str, Schema] = {
        "id": {"type": "string", "format": "uuid", "description": "The instance's id, a UUID."},
        "agent_definition_id": {
            "type": "string",
            "pattern": ID_PATTERN,
            "description": "The id of the definition that it is an instance of.",
        },
        "workspace_id": _TEXT | {"description": "The workspace it belongs to."},
        "name": _TEXT | {"description": "What its owner calls it."},
        "description": {"type": ["string", "null"], "description": "What its owner says of it."},
        "created_by_user_id": _TEXT | {"description": "Who set it up."},
        "status": {
            "enum": list(get_args(ConfigurationStatus)),
            "description": "Place in the lifecycle.",
        },
        "config": {
            "type": ["object", "null"],
            "description": "Values for the declared inputs, and overrides.",
            "properties": OVERRIDES,
        },
    }
    required = ("agent_definition_id", "workspace_id", "name", "created_by_user_id")
    return titled(closed(fields, required), "ionflux instance", "An instance of an agent.")


def inputs(agent: AgentDefinition) -> Schema:
    """Return the schema of one agent's inputs, as its instances give them under `config`.

    A value of `null` counts as none given: it is allowed where no value is needed.
    """
    needed = tuple(field.key for field in agent.inputs_schema if field.is_needed)
    properties = {field.key: _input(field) for field in agent.inputs_schema}
    return titled(closed(properties, needed), f"Inputs of {agent.name}", agent.description)


def _input(field: InputField) -> Schema:
    kind = _JSON_TYPES.get(field.type)
    kinds = [kind] if kind else list(_ANY)
    if not field.is_needed:
        kinds.append("null")
    schema: Schema = {"title": field.key}
    if field.description:
        schema["description"] = field.description
    schema["type"] = kinds[0] if len(kinds) == 1 else kinds
    return schema | ({} if field.default is None else {"default": field.default})
