"""`EffectiveConfiguration`: the settings of an instance, merged from definition and file.

An `AgentConfiguration` caches it; an `AgentRunLog` keeps the one of its run as a snapshot. Both
store it as a plain JSON object; their schemas describe its shape.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field, GetJsonSchemaHandler, StrictBool
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ionflux.models.base import AgentId, Model, Name, Version
from ionflux.models.triggers import (
    EventTrigger,
    ManualTrigger,
    ScheduleTrigger,
    WebhookTrigger,
)


class EffectiveAgent(Model):
    """Which definition, at which version, the values were merged from."""

    id: AgentId = Field(description="The definition's id.")
    name: Name = Field(description="The definition's name.")
    version: Version = Field(description="The definition's version, as written.")


class EffectiveSchedule(ScheduleTrigger):
    """A schedule with the instance's overrides."""

    enabled: StrictBool = Field(default=True, description="Whether it starts the instance.")


class EffectiveWebhook(WebhookTrigger):
    """A webhook with the instance's overrides."""

    enabled: StrictBool = Field(default=True, description="Whether it starts the instance.")


class EffectiveEvent(EventTrigger):
    """An event with the instance's overrides."""

    enabled: StrictBool = Field(default=True, description="Whether it starts the instance.")


class EffectiveManual(ManualTrigger):
    """A start by hand with the instance's overrides."""

    enabled: StrictBool = Field(default=True, description="Whether it starts the instance.")


EffectiveTrigger = Annotated[
    EffectiveSchedule | EffectiveWebhook | EffectiveEvent | EffectiveManual,
    Field(discriminator="type"),
]


class EffectiveMemory(Model):
    """Where the instance stores what it remembers."""

    type: str | None = Field(default=None, description="Kind of store, such as `pinecone`.")
    namespace: str | None = Field(
        default=None, description="The namespace template with every variable filled in."
    )
    variables: dict[str, str] = Field(
        default={}, description="The instance's own variables of the template."
    )


class ModelPreference(Model):
    """The model that the instance prefers."""

    model: str | None = Field(
        default=None, description="One of `models_used`; null leaves the choice to the agent."
    )


class EffectiveConfiguration(Model):
    """Definition defaults, then the instance's own settings; keys of the platform are kept."""

    model_config = ConfigDict(extra="allow")

    agent: EffectiveAgent = Field(description="The definition that was merged.")
    inputs: dict[str, Any] = Field(
        default={},
        description="Every declared input by its key: the instance's value, else the default, "
        "else null.",
    )
    triggers: tuple[EffectiveTrigger, ...] = Field(
        default=(), description="Every trigger of the definition, in its order, overrides applied."
    )
    memory: EffectiveMemory = Field(
        default=EffectiveMemory(), description="Where the instance stores what it remembers."
    )
    llm_preference: ModelPreference = Field(
        default=ModelPreference(), description="The model that the instance prefers."
    )


class _Shape:
    """Describes a JSON object in the schema; platforms may add keys of their own."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        EffectiveConfiguration.model_rebuild()
        return handler(EffectiveConfiguration.__pydantic_core_schema__)


EffectiveConfigurationObject = Annotated[dict[str, Any], _Shape]
