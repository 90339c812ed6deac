"""Schema of an instance file, for editors."""

from __future__ import annotations

from typing import get_args

from ionflux.models.agent_configuration import ConfigurationStatus
from ionflux.models.base import ID_PATTERN, PATH_PATTERN
from ionflux.models.types import TRIGGER_TYPES, HttpMethod
from ionflux.output.schemas.base import UUID_PATTERN, Schema, closed, titled

_TEXT: Schema = {"anyOf": [{"type": "string"}, {"type": "number"}]}


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
        "additionalProperties": _TEXT,
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
        "id": {
            "type": "string",
            "pattern": UUID_PATTERN,
            "description": "The instance's id, a UUID.",
        },
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
    return titled(closed(fields, required), "Instance", "An instance of an agent.")
