"""Compile agent blueprints written in Markdown to validated definitions."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from ionflux.core.version import __version__

if TYPE_CHECKING:
    from ionflux.compiler import Compilation, compile_paths, compile_text
    from ionflux.configure import Configured, configure_text
    from ionflux.core.edits import Edit, Fix
    from ionflux.core.errors import IonfluxError, RejectedError, UsageError, WorkError
    from ionflux.core.findings import Diagnostic, Severity
    from ionflux.core.settings import Settings
    from ionflux.core.settings_parts import AgentSettings
    from ionflux.database import LoadReport, Lowered, RowChange, Store, Tally, connect
    from ionflux.diff import AgentChange, Change, Changes, Level, compare
    from ionflux.models import (
        AgentConfiguration,
        AgentDefinition,
        AgentRunLog,
        EffectiveAgent,
        EffectiveConfiguration,
        EffectiveEvent,
        EffectiveManual,
        EffectiveMemory,
        EffectiveSchedule,
        EffectiveWebhook,
        EventTrigger,
        FileEntry,
        FileTree,
        Graph,
        GraphNode,
        InputField,
        ManualTrigger,
        MemoryConfig,
        ModelPreference,
        OutputField,
        Playbook,
        PlaybookStep,
        ScheduleTrigger,
        StackDetails,
        Trigger,
        WebhookTrigger,
    )
    from ionflux.output.schemas import input_schema, output_schema
    from ionflux.sources import NotCompiledError, load

# Resolved on first use: `ionflux --version` and shell completion load none of pydantic,
# markdown-it or ruamel.yaml.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "ionflux.compiler": ("Compilation", "compile_paths", "compile_text"),
    "ionflux.configure": ("Configured", "configure_text"),
    "ionflux.core.edits": ("Edit", "Fix"),
    "ionflux.core.errors": ("IonfluxError", "RejectedError", "UsageError", "WorkError"),
    "ionflux.core.findings": ("Diagnostic", "Severity"),
    "ionflux.core.settings": ("Settings",),
    "ionflux.core.settings_parts": ("AgentSettings",),
    "ionflux.database": ("LoadReport", "Lowered", "RowChange", "Store", "Tally", "connect"),
    "ionflux.diff": ("AgentChange", "Change", "Changes", "Level", "compare"),
    "ionflux.models": (
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
    ),
    "ionflux.output.schemas": ("input_schema", "output_schema"),
    "ionflux.sources": ("NotCompiledError", "load"),
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names}

__all__ = [
    "AgentChange",
    "AgentConfiguration",
    "AgentDefinition",
    "AgentRunLog",
    "AgentSettings",
    "Change",
    "Changes",
    "Compilation",
    "Configured",
    "Diagnostic",
    "Edit",
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
    "Fix",
    "Graph",
    "GraphNode",
    "InputField",
    "IonfluxError",
    "Level",
    "LoadReport",
    "Lowered",
    "ManualTrigger",
    "MemoryConfig",
    "ModelPreference",
    "NotCompiledError",
    "OutputField",
    "Playbook",
    "PlaybookStep",
    "RejectedError",
    "RowChange",
    "ScheduleTrigger",
    "Settings",
    "Severity",
    "StackDetails",
    "Store",
    "Tally",
    "Trigger",
    "UsageError",
    "WebhookTrigger",
    "WorkError",
    "__version__",
    "compare",
    "compile_paths",
    "compile_text",
    "configure_text",
    "connect",
    "input_schema",
    "load",
    "output_schema",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
