"""`AgentRunLog`: one run of a configured agent."""

from __future__ import annotations

from typing import Literal, Self
from uuid import UUID, uuid4

from pydantic import AwareDatetime, Field, model_validator
from pydantic_core import PydanticCustomError

from ionflux.models.base import Model
from ionflux.models.effective_configuration import EffectiveConfigurationObject

TriggerType = Literal["manual", "schedule", "webhook", "command", "event"]
RunStatus = Literal["pending", "running", "success", "error", "cancelled"]


class AgentRunLog(Model):
    """What happened in one run."""

    id: UUID = Field(default_factory=uuid4, description="Identifies the record.")
    agent_configuration_id: UUID = Field(description="The instance that ran.")
    run_id: UUID = Field(description="Identifies the run, unique.")
    triggered_by_user_id: str | None = Field(default=None, description="Who started it.")
    trigger_type: TriggerType = Field(description="What started it.")
    status: RunStatus = Field(description="Its progress or outcome.")
    start_time: AwareDatetime = Field(description="When it began, with a time zone.")
    end_time: AwareDatetime | None = Field(default=None, description="When it ended.")
    input_params_snapshot: EffectiveConfigurationObject | None = Field(
        default=None, description="The effective configuration of the run."
    )
    output_preview: str | None = Field(default=None, description="A preview of the output.")
    full_output_ref: str | None = Field(default=None, description="URI of the full output.")
    error_message: str | None = Field(default=None, description="What went wrong.")
    logs_ref: str | None = Field(default=None, description="URI of the detailed logs.")

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> Self:
        if self.end_time is not None and self.end_time < self.start_time:
            raise PydanticCustomError("time_order", "the run ends before it begins")
        return self
