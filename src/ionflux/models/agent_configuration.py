"""`AgentConfiguration`: an instance of a definition in a workspace."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from ionflux.models.base import AgentId, Model, Name, Reference
from ionflux.models.effective_configuration import EffectiveConfigurationObject

LastRunStatus = Literal["idle", "pending", "running", "success", "error", "cancelled"]
ConfigurationStatus = Literal["active", "inactive", "archived"]


class AgentConfiguration(Model):
    """An agent as a user has set it up."""

    id: UUID = Field(description="Identifies the instance.")
    workspace_id: Reference = Field(description="The workspace it belongs to.")
    agent_definition_id: AgentId = Field(description="The definition it is an instance of.")
    name: Name = Field(description="Its name, chosen by its owner.")
    description: str | None = Field(default=None, description="Its owner's description.")
    created_by_user_id: Reference = Field(description="Who set it up.")
    yaml_config: str = Field(description="The instance's own settings: YAML text, as written.")
    effective_config_cache: EffectiveConfigurationObject | None = Field(
        default=None, description="Definition defaults merged with `yaml_config`."
    )
    external_memory_namespace: str | None = Field(
        default=None, description="The definition's namespace template, filled in."
    )
    last_run_status: LastRunStatus | None = Field(
        default=None, description="Status of the last run."
    )
    last_run_at: datetime | None = Field(default=None, description="When it last ran.")
    last_run_id: UUID | None = Field(default=None, description="The last run's `run_id`.")
    last_run_output_preview: str | None = Field(default=None, description="Preview of the output.")
    last_run_full_output_ref: str | None = Field(
        default=None, description="URI of the full output."
    )
    created_at: datetime | None = Field(default=None, description="When the record was created.")
    updated_at: datetime | None = Field(default=None, description="When it last changed.")
    status: ConfigurationStatus = Field(default="active", description="State in the lifecycle.")
