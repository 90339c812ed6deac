"""One document of an instance file, and what its `config` may override."""

from typing import Any
from uuid import UUID

from pydantic import ConfigDict, Field, StrictBool
from pydantic.config import JsonDict

from ionflux.models.agent_configuration import ConfigurationStatus
from ionflux.models.base import Model, Name
from ionflux.models.effective_configuration import ModelPreference
from ionflux.models.types import TRIGGER_TYPES


class InstanceFile(Model):
    """An agent as a user sets it up; `config` has input values and overrides."""

    id: UUID | None = Field(
        default=None, description="The instance's id; by default, one derived from other values."
    )
    agent_definition_id: Name = Field(
        description="The id of the definition that it is an instance of."
    )
    workspace_id: Name = Field(description="The workspace it belongs to.")
    name: Name = Field(description="Its name, chosen by its owner.")
    description: str | None = Field(default=None, description="Its owner's description.")
    created_by_user_id: Name = Field(description="Who set it up.")
    status: ConfigurationStatus | None = Field(
        default=None, description="State in the lifecycle; `active` by default."
    )
    config: dict[str, Any] | None = Field(
        default=None, description="Values for the declared inputs, and overrides."
    )


_KEY = "trigger_definition_key"


def _requires(key: str) -> JsonDict:
    return {"properties": {key: {"description": "Names the trigger."}}, "required": [key]}


class TriggerOverride(Model):
    """Changes of one trigger of the definition, identified by its type or its key."""

    model_config = ConfigDict(json_schema_extra={"if": _requires("type"), "else": _requires(_KEY)})

    type: Name | None = Field(
        default=None,
        description="The type of the trigger.",
        examples=list(TRIGGER_TYPES),
    )
    trigger_definition_key: Name | None = Field(
        default=None, description="Which trigger: its type, or its key in the definition."
    )
    cron: str | None = Field(
        default=None, description="Which schedule, if there are several: its cron expression."
    )
    path: str | None = Field(
        default=None, description="Which webhook, if there are several: its path."
    )
    method: str | None = Field(
        default=None, description="Which webhook, if there are several: its HTTP method."
    )
    enabled: StrictBool | None = Field(
        default=None, description="`false` switches the trigger off."
    )
    config_override: dict[str, Any] | None = Field(
        default=None, description="Settings that replace those of the definition."
    )


class Overrides(Model):
    """What `config` may contain besides values for inputs."""

    inputs: dict[str, Any] | None = Field(
        default=None, description="Values for the declared inputs, which may also be in `config`."
    )
    triggers: tuple[TriggerOverride, ...] | None = Field(
        default=None, description="Changes of the definition's triggers."
    )
    memory: dict[str, str | None] | None = Field(
        default=None, description="Variables of the definition's namespace template."
    )
    llm_preference: ModelPreference | None = Field(
        default=None, description="The model that the instance prefers."
    )
