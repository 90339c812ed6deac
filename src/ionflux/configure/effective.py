"""Definition and `config` merged: what the instance runs with (spec section 9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ionflux.configure.head import Head
from ionflux.configure.inputs import OVERRIDES, read_inputs
from ionflux.configure.memory import read_memory
from ionflux.configure.notes import Notes
from ionflux.configure.overrides import read_triggers
from ionflux.configure.preference import read_preference
from ionflux.configure.values import is_null, kind_of
from ionflux.configure.written import config_text
from ionflux.models import AgentDefinition, EffectiveConfiguration
from ionflux.yaml.nodes import MappingNode, Node, Scalar

Entries = Mapping[str, tuple[Scalar, Node]]


class Settled(NamedTuple):
    """The `config` as written, and what it comes to."""

    yaml_config: str
    effective: EffectiveConfiguration


def settle(head: Head, agent: AgentDefinition, notes: Notes) -> Settled:
    """Merge the definition's defaults and the document's `config`; note what does not fit."""
    entries = _config(head, notes)
    declared = {field.key for field in agent.inputs_schema}
    own = {key: entries[key][1] for key in OVERRIDES if key in entries and key not in declared}
    values = {key: entry for key, entry in entries.items() if key not in own}
    effective = EffectiveConfiguration.model_validate(
        {
            "agent": {"id": agent.id, "name": agent.name, "version": agent.version},
            "inputs": read_inputs(values, agent, head.key_place("config"), notes),
            "triggers": read_triggers(own.get("triggers"), agent, notes),
            "memory": read_memory(own.get("memory"), head, agent, notes),
            "llm_preference": read_preference(own.get("llm_preference"), agent, notes),
        }
    )
    return Settled(config_text(head.document, notes), effective)


def _config(head: Head, notes: Notes) -> Entries:
    if "config" not in head.document.root.entries:
        return {}
    node = head.document.root.entries["config"][1]
    if isinstance(node, MappingNode):
        return node.entries
    if not is_null(node):
        message = f"`config` must be a mapping of values, and is {kind_of(node)}"
        notes.add("IFX104", message, node.span, field="config")
    return {}
