"""`Playbook`: steps that an agent follows when an event arrives."""

from datetime import datetime
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from ionflux.models.base import AgentId, Model, Name, Reference


class PlaybookStep(BaseModel):
    """One step: its type, and whatever else the type needs."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    type: Name = Field(description="Type of the step, such as `send_whatsapp_message`.")


class Playbook(Model):
    """A default playbook of a definition, or one customised for an instance or a workspace."""

    id: UUID = Field(default_factory=uuid4, description="Identifies the playbook.")
    agent_definition_id: AgentId | None = Field(
        default=None, description="The definition whose default it is."
    )
    agent_configuration_id: UUID | None = Field(
        default=None, description="The instance it is customised for."
    )
    workspace_id: Reference | None = Field(default=None, description="The workspace it belongs to.")
    name: Name = Field(description="The name of the playbook.")
    description: str | None = Field(default=None, description="What it is for.")
    trigger_event_type: str = Field(description="The event that starts it.")
    steps: tuple[PlaybookStep, ...] = Field(default=(), description="What is done, in order.")
    is_active: StrictBool = Field(default=True, description="Whether it runs.")
    created_at: datetime | None = Field(default=None, description="When the record was created.")
    updated_at: datetime | None = Field(default=None, description="When it last changed.")
