"""The four entities of the data model, frozen and validated; no input, no output, no places."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ionflux.models.agent_configuration import AgentConfiguration
    from ionflux.models.agent_definition import (
        AgentDefinition,
        FileEntry,
        FileTree,
        MemoryConfig,
        StackDetails,
    )
    from ionflux.models.agent_run_log import AgentRunLog
    from ionflux.models.effective_configuration import (
        EffectiveAgent,
        EffectiveConfiguration,
        EffectiveEvent,
        EffectiveManual,
        EffectiveMemory,
        EffectiveSchedule,
        EffectiveWebhook,
        ModelPreference,
    )
    from ionflux.models.graph import Graph, GraphNode
    from ionflux.models.inputs_outputs import InputField, OutputField
    from ionflux.models.playbook import Playbook, PlaybookStep
    from ionflux.models.triggers import (
        EventTrigger,
        ManualTrigger,
        ScheduleTrigger,
        Trigger,
        WebhookTrigger,
    )

# Resolved on first use: building the models takes longer than a whole run that finds everything
# in the cache.
_HOMES = {
    "AgentConfiguration": "agent_configuration",
    "AgentDefinition": "agent_definition",
    "AgentRunLog": "agent_run_log",
    "EffectiveAgent": "effective_configuration",
    "EffectiveConfiguration": "effective_configuration",
    "EffectiveEvent": "effective_configuration",
    "EffectiveManual": "effective_configuration",
    "EffectiveMemory": "effective_configuration",
    "EffectiveSchedule": "effective_configuration",
    "EffectiveWebhook": "effective_configuration",
    "EventTrigger": "triggers",
    "FileEntry": "agent_definition",
    "FileTree": "agent_definition",
    "Graph": "graph",
    "GraphNode": "graph",
    "InputField": "inputs_outputs",
    "ManualTrigger": "triggers",
    "MemoryConfig": "agent_definition",
    "ModelPreference": "effective_configuration",
    "OutputField": "inputs_outputs",
    "Playbook": "playbook",
    "PlaybookStep": "playbook",
    "ScheduleTrigger": "triggers",
    "StackDetails": "agent_definition",
    "Trigger": "triggers",
    "WebhookTrigger": "triggers",
}

__all__ = [
    "AgentConfiguration",
    "AgentDefinition",
    "AgentRunLog",
    "EffectiveAgent",
    "EffectiveConfiguration",
    "EffectiveEvent",
    "EffectiveManual",
    "EffectiveMemory",
    "EffectiveSchedule",
    "EffectiveWebhook",
    "EventTrigger",
    "FileEntry",
    "FileTree",
    "Graph",
    "GraphNode",
    "InputField",
    "ManualTrigger",
    "MemoryConfig",
    "ModelPreference",
    "OutputField",
    "Playbook",
    "PlaybookStep",
    "ScheduleTrigger",
    "StackDetails",
    "Trigger",
    "WebhookTrigger",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
