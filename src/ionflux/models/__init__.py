"""The four entities of the data model, frozen and validated; no input, no output, no places."""

from ionflux.models.agent_configuration import AgentConfiguration
from ionflux.models.agent_definition import (
    AgentDefinition,
    EventTrigger,
    FileEntry,
    FileTree,
    InputField,
    MemoryConfig,
    OutputField,
    ScheduleTrigger,
    StackDetails,
    Trigger,
    WebhookTrigger,
)
from ionflux.models.agent_run_log import AgentRunLog
from ionflux.models.effective_configuration import EffectiveConfiguration
from ionflux.models.playbook import Playbook, PlaybookStep

__all__ = [
    "AgentConfiguration",
    "AgentDefinition",
    "AgentRunLog",
    "EffectiveConfiguration",
    "EventTrigger",
    "FileEntry",
    "FileTree",
    "InputField",
    "MemoryConfig",
    "OutputField",
    "Playbook",
    "PlaybookStep",
    "ScheduleTrigger",
    "StackDetails",
    "Trigger",
    "WebhookTrigger",
]
