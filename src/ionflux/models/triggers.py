"""What starts an agent: schedules, webhooks, events and users."""

from typing import Annotated, Any, Literal, NotRequired

from pydantic import Field, SerializeAsAny, with_config
from typing_extensions import TypedDict

from ionflux.models.base import Cron, Model, Timezone, WebhookPath
from ionflux.models.types import HttpMethod


# Serialized as they are: pydantic 2.11 would leave out extra keys.
@with_config(
    extra="allow",
    json_schema_extra={"required": ["cron"]},  # a key that is not set is not written
)
class ScheduleConfig(TypedDict):
    """When a schedule fires; other keys are kept as they are, and a `timezone` is checked."""

    cron: Annotated[Cron, Field(description="Cron expression of five fields, or a macro.")]
    timezone: NotRequired[
        Annotated[Timezone | None, Field(description="IANA name of the time zone; UTC by default.")]
    ]


@with_config(extra="allow")
class WebhookConfig(TypedDict):
    """Where a webhook listens; other keys are kept as they are."""

    path: Annotated[WebhookPath, Field(description="Path that starts with `/`.")]
    method: Annotated[HttpMethod, Field(description="HTTP method that the path answers to.")]


class ScheduleTrigger(Model):
    """A trigger that fires at the times of a cron expression."""

    type: Literal["schedule"] = Field(description="`schedule`.")
    config: SerializeAsAny[ScheduleConfig] = Field(
        description="The cron expression and other settings."
    )


class WebhookTrigger(Model):
    """A trigger that fires when its path is called."""

    type: Literal["webhook"] = Field(description="`webhook`.")
    config: SerializeAsAny[WebhookConfig] = Field(description="Path, method and other settings.")


class EventTrigger(Model):
    """A trigger that fires when an event arrives."""

    type: Literal["event"] = Field(description="`event`.")
    config: dict[str, Any] = Field(default={}, description="Settings of the event source.")


class ManualTrigger(Model):
    """A trigger that fires when a user starts the agent."""

    type: Literal["manual"] = Field(description="`manual`.")
    config: dict[str, Any] = Field(default={}, description="Other settings.")


Trigger = Annotated[
    ScheduleTrigger | WebhookTrigger | EventTrigger | ManualTrigger, Field(discriminator="type")
]
