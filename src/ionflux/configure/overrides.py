"""Overrides of a definition's triggers.

An override names a trigger by its type and, where there are several of that type, by the
definition's `cron`, `path` or `method`. Without these, as many overrides as there are triggers
of the type belong to them by position; anything else is ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import PydanticCustomError

from ionflux.configure.notes import Notes
from ionflux.configure.values import is_null, kind_of, nearest_hint, text_of
from ionflux.models import AgentDefinition, Trigger
from ionflux.models.base import PATH_PATTERN, check_cron
from ionflux.models.types import HTTP_METHODS, TRIGGER_TYPES
from ionflux.yaml.nodes import MappingNode, Node, SequenceNode, to_python

_SELECTORS = ("cron", "path", "method")
_KEYS = ("type", *_SELECTORS, "enabled", "config_override")
_SETTINGS = {"schedule": ("cron",), "webhook": ("path", "method"), "event": (), "manual": ()}
"""The known settings of each type of trigger; a type without any takes whatever is set."""


@dataclass(slots=True)
class _Override:
    node: MappingNode
    where: str
    kind: str
    selectors: Mapping[str, str]
    position: int = 0
    rivals: int = 1


@dataclass(slots=True)
class _Effective:
    """A trigger on its way: the definition's, then what the instance changes."""

    trigger: Trigger
    config: dict[str, Any] = field(default_factory=dict)
    enabled: bool = True
    taken: bool = False


def read_triggers(node: Node | None, agent: AgentDefinition, notes: Notes) -> list[dict[str, Any]]:
    """Return every trigger of the definition, in its order, with the overrides applied."""
    triggers = [_Effective(trigger, dict(trigger.config)) for trigger in agent.triggers_config]
    for override in _overrides(node, agent, notes):
        if found := _find(override, triggers, agent, notes):
            _apply(override, found, notes)
    return [
        {"type": each.trigger.type, "config": each.config, "enabled": each.enabled}
        for each in triggers
    ]


def _overrides(node: Node | None, agent: AgentDefinition, notes: Notes) -> list[_Override]:
    if node is None or is_null(node):
        return []
    if not isinstance(node, SequenceNode):
        message = f"`triggers` must be a list of overrides, and is {kind_of(node)}"
        notes.add("IFX104", message, node.span, field="config.triggers")
        return []
    found = []
    for index, item in enumerate(node.items):
        where = f"config.triggers[{index}]"
        if not isinstance(item, MappingNode):
            message = f"an override must be a mapping with `type`, and is {kind_of(item)}"
            notes.add("IFX104", message, item.span, field=where)
        elif override := _override(item, where, agent, notes):
            found.append(override)
    _number(found)
    return found


def _number(overrides: list[_Override]) -> None:
    """Give overrides that name no more than a type their position among their like."""
    for kind in TRIGGER_TYPES:
        bare = [each for each in overrides if each.kind == kind and not each.selectors]
        for position, override in enumerate(bare):
            override.position, override.rivals = position, len(bare)


def _override(
    node: MappingNode, where: str, agent: AgentDefinition, notes: Notes
) -> _Override | None:
    for key, (word, _) in node.entries.items():
        if key not in _KEYS:
            hint = nearest_hint(key, _KEYS, all_of_them=True)
            field = f"{where}.{key}"
            notes.add("IFX105", f"`{key}` means nothing here", word.span, field=field, hint=hint)
    if "type" not in node.entries:
        hint = f"add `type:` with one of {', '.join(TRIGGER_TYPES)}"
        notes.add("IFX103", "`type` is missing", node.span, field=f"{where}.type", hint=hint)
        return None
    kind = node.entries["type"][1]
    offered = {trigger.type for trigger in agent.triggers_config}
    if (text := text_of(kind)) not in offered:
        hint = nearest_hint(text or "", offered, all_of_them=True) or "it has none"
        message = f"{agent.name} has no trigger of type `{text}`"
        notes.add("IFX405", message, kind.span, field=f"{where}.type", hint=hint)
        return None
    selectors = {key: text_of(node.entries[key][1]) for key in _SELECTORS if key in node.entries}
    named = {key: text for key, text in selectors.items() if text is not None}
    return _Override(node, where, str(text), named)


def _find(
    override: _Override, triggers: list[_Effective], agent: AgentDefinition, notes: Notes
) -> _Effective | None:
    like = [each for each in triggers if each.trigger.type == override.kind]
    fitting = [each for each in like if _selected(each.trigger, override.selectors)]
    if not override.selectors and override.rivals == len(like):
        fitting = like[override.position : override.position + 1]
    free = [each for each in fitting if not each.taken]
    if len(free) == 1:
        free[0].taken = True
        return free[0]
    message, hint = _reason(override, like, fitting, agent)
    notes.add("IFX405", message, override.node.span, field=override.where, hint=hint)
    return None


def _selected(trigger: Trigger, selectors: Mapping[str, str]) -> bool:
    return all(trigger.config.get(key) == text for key, text in selectors.items())


def _reason(
    override: _Override, like: list[_Effective], fitting: list[_Effective], agent: AgentDefinition
) -> tuple[str, str | None]:
    count = f"{len(like)} trigger{'s' * (len(like) > 1)} of type `{override.kind}`"
    if not fitting:
        key, text = next(iter(override.selectors.items()))
        others = [str(each.trigger.config.get(key)) for each in like]
        message = f"{agent.name} has no `{override.kind}` trigger with the {key} `{text}`"
        return message, nearest_hint(text, others, all_of_them=True)
    if all(each.taken for each in fitting):
        return f"{agent.name} has {count}, and an override above has taken it", "join the two"
    return f"{agent.name} has {count}: which is meant?", _which(override.kind, like)


def _which(kind: str, like: list[_Effective]) -> str:
    key = next(iter(_SETTINGS[kind]), None)
    if key is None:
        return f"write {len(like)} overrides, one for each, in the order of the definition"
    shown = ", ".join(f"`{each.trigger.config.get(key)}`" for each in like)
    return f"say it with `{key}:`, one of {shown}"


def _apply(override: _Override, found: _Effective, notes: Notes) -> None:
    entries = override.node.entries
    if enabled := entries.get("enabled"):
        value = to_python(enabled[1])
        if isinstance(value, bool):
            found.enabled = value
        else:
            hint = "write `true` or `false`, without quotes"
            where = f"{override.where}.enabled"
            message = f"`enabled` must be a boolean, and is {kind_of(enabled[1])}"
            notes.add("IFX104", message, enabled[1].span, field=where, hint=hint)
    config = entries.get("config_override")
    if config is None or is_null(config[1]):
        return
    if isinstance(config[1], MappingNode):
        _set_all(override, config[1], found, notes)
    else:
        message = f"`config_override` must be a mapping, and is {kind_of(config[1])}"
        where = f"{override.where}.config_override"
        notes.add("IFX104", message, config[1].span, field=where)


def _set_all(override: _Override, node: MappingNode, found: _Effective, notes: Notes) -> None:
    valid = tuple(dict.fromkeys((*_SETTINGS[override.kind], *found.config)))
    for key, (word, value) in node.entries.items():
        where = f"{override.where}.config_override.{key}"
        if key not in valid and _SETTINGS[override.kind]:
            hint = nearest_hint(key, valid, all_of_them=True)
            message = f"a `{override.kind}` trigger has no setting `{key}`"
            notes.add("IFX105", message, word.span, field=where, hint=hint)
        if key in _SETTINGS[override.kind]:
            code, check = _CHECKS[key]
            if fault := check(text_of(value)):
                notes.add(code, fault, value.span, field=where)
                continue
        found.config[key] = to_python(value)


def _cron_fault(text: str | None) -> str | None:
    try:
        check_cron(text or "")
    except PydanticCustomError as error:
        return error.message()
    return None


def _path_fault(text: str | None) -> str | None:
    if re.fullmatch(PATH_PATTERN, text or ""):
        return None
    return f"`{text}` is no webhook path: it starts with `/` and holds no white space"


def _method_fault(text: str | None) -> str | None:
    if text in HTTP_METHODS:
        return None
    nearest = nearest_hint(text or "", HTTP_METHODS, all_of_them=True)
    return f"`{text}` is not an HTTP method; {nearest}"


_CHECKS: Mapping[str, tuple[str, Callable[[str | None], str | None]]] = {
    "cron": ("IFX106", _cron_fault),
    "path": ("IFX107", _path_fault),
    "method": ("IFX104", _method_fault),
}
