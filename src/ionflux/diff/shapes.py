"""How each field of the model is compared; a field without a row here is compared as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from operator import itemgetter

from ionflux.core.json_value import JsonValue
from ionflux.diff.pairing import exactly, numbered
from ionflux.diff.paths import Entry
from ionflux.diff.walk import Listed, Shape, mapping, record, value
from ionflux.models import (
    AgentDefinition,
    FileEntry,
    FileTree,
    InputField,
    MemoryConfig,
    OutputField,
    Playbook,
    StackDetails,
)
from ionflux.models.base import Model

NEVER_COMPARED = frozenset({"created_at", "updated_at"})
"""When a record was written says nothing of what it promises."""

OWNERS = frozenset({"agent_definition_id", "agent_configuration_id", "workspace_id"})
"""Whose a playbook is: it is grouped by the first, and compared where the others are empty."""


def _fields(model: type[Model], shapes: Mapping[str, Shape], *left_out: str) -> Shape:
    every = [info.alias or name for name, info in model.model_fields.items()]
    names = [name for name in every if name not in NEVER_COMPARED | {*left_out}]
    return record({name: shapes.get(name, value) for name in names})


def _keyed(key: str, model: type[Model], *, ordered: bool = False) -> Listed:
    get = itemgetter(key)
    return Listed(
        names=lambda entries: numbered(map(get, entries)),
        rounds=(exactly, get),
        entry=_fields(model, {}, key),
        ordered=ordered,
    )


_words = Listed(names=numbered, rounds=(exactly,), ordered=True)


def _trigger_names(triggers: Sequence[Mapping[str, JsonValue]]) -> list[Entry]:
    counts: Counter[str] = Counter()
    names = []
    for trigger in triggers:
        kind, config = trigger["type"], trigger["config"]
        counts[kind] += 1
        position = counts[kind]
        own = {"webhook": config.get("path"), "schedule": config.get("cron")}.get(kind, position)
        names.append(f"{kind}:{own}")
    return numbered(names)


def _method_and_path(trigger: Mapping[str, JsonValue]) -> Hashable:
    config = trigger["config"]
    return (config["path"], config["method"]) if trigger["type"] == "webhook" else None


def _path(trigger: Mapping[str, JsonValue]) -> Hashable:
    return trigger["config"]["path"] if trigger["type"] == "webhook" else None


def _cron(trigger: Mapping[str, JsonValue]) -> Hashable:
    return trigger["config"]["cron"] if trigger["type"] == "schedule" else None


_triggers = Listed(
    names=_trigger_names,
    # The last round pairs what is left of a type by position: a cron or a path that changed.
    rounds=(exactly, _method_and_path, _path, _cron, itemgetter("type")),
    entry=record({"config": mapping(declared=("cron", "path", "method"))}),
)

_playbooks = Listed(
    names=lambda playbooks: numbered(playbook["name"] for playbook in playbooks),
    rounds=(itemgetter("id"), itemgetter("name")),
    entry=_fields(Playbook, {}, *OWNERS),
)

_stack = _fields(
    StackDetails,
    {
        "models_used": _words,
        "database_dependencies": _words,
        "queue_dependencies": _words,
        "other_integrations": _words,
    },
)

_files = _fields(
    FileTree, {"files": _keyed("path", FileEntry, ordered=True), "directories": _words}
)

DEFINITION = _fields(
    AgentDefinition,
    {
        "triggers_config": _triggers,
        "inputs_schema": _keyed("key", InputField),
        "outputs_config": _keyed("key", OutputField),
        "stack_details": _stack,
        "memory_config": _fields(MemoryConfig, {}),
        "key_files_and_paths": _files,
        "underlying_services_required": _words,
        "additional_sections": mapping(),
    },
)
"""Compares two definitions as JSON has them."""

PLAYBOOKS = record({"playbooks": _playbooks})
"""Compares the default playbooks of an agent, `{"playbooks": [...]}` on either side."""
