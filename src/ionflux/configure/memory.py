"""The memory of an instance: its namespace, with every variable filled in."""

from __future__ import annotations

import re

from ionflux.configure.head import Head
from ionflux.configure.notes import Notes
from ionflux.configure.values import is_null, kind_of, nearest_hint, text_of
from ionflux.core.findings import Span
from ionflux.core.patterns import regex
from ionflux.models import AgentDefinition
from ionflux.models.effective_configuration import EffectiveMemory
from ionflux.yaml.nodes import MappingNode, Node

_VARIABLE = regex(r"\{\{(.*?)\}\}", re.DOTALL)
_BUILT_IN = ("workspace_id", "instance_id", "agent_id")


def read_memory(
    node: Node | None, head: Head, agent: AgentDefinition, notes: Notes
) -> EffectiveMemory:
    """Return type, namespace and variables; note variables that are missing or mean nothing."""
    template = agent.memory_config.namespace_template
    names = tuple(found.strip() for found in _VARIABLE.findall(template or ""))
    own = _variables(node, names, notes)
    known = own | _built_in(head, agent)
    place = node.span if node else head.key_place("config")
    namespace = _filled(template, known, place, notes) if template else None
    return EffectiveMemory(type=agent.memory_config.type, namespace=namespace, variables=own)


def _built_in(head: Head, agent: AgentDefinition) -> dict[str, str]:
    workspace = head.texts.get("workspace_id", "")
    return {"workspace_id": workspace, "instance_id": str(head.id), "agent_id": agent.id}


def _variables(node: Node | None, names: tuple[str, ...], notes: Notes) -> dict[str, str]:
    if node is None or is_null(node):
        return {}
    if not isinstance(node, MappingNode):
        message = f"`memory` must be a mapping of variables, and is {kind_of(node)}"
        notes.add("IFX104", message, node.span, field="config.memory")
        return {}
    own: dict[str, str] = {}
    for key, (word, value) in node.entries.items():
        field, text = f"config.memory.{key}", text_of(value)
        if key in _BUILT_IN:
            message = f"`{key}` follows from the instance and cannot be set"
            notes.add("IFX104", message, word.span, field=field, hint="remove it")
        elif key not in names:
            hint = nearest_hint(key, set(names) - set(_BUILT_IN), all_of_them=True)
            message = f"the namespace template has no variable `{key}`"
            notes.add("IFX105", message, word.span, field=field, hint=hint)
        elif text:
            own[key] = text
        elif text is None and not is_null(value):
            message = f"`{key}` must be a text, and is {kind_of(value)}"
            notes.add("IFX104", message, value.span, field=field)
    return own


def _filled(template: str, known: dict[str, str], place: Span, notes: Notes) -> str:
    names = [found.strip() for found in _VARIABLE.findall(template)]
    for name in dict.fromkeys(names):
        if name not in known:
            message = f"the variable `{{{{{name}}}}}` of the namespace `{template}` has no value"
            hint = f"add `{name}:` under `memory:` in `config`"
            notes.add("IFX407", message, place, field=f"config.memory.{name}", hint=hint)
    return _VARIABLE.sub(lambda found: known.get(found[1].strip(), found[0]), template)
