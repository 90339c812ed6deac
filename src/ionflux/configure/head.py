"""What an instance file says of the instance itself, beside its `config`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import get_args
from uuid import NAMESPACE_URL, UUID, uuid5

from ionflux.configure.documents import Document
from ionflux.configure.notes import Notes
from ionflux.configure.values import is_null, nearest_hint, text_of
from ionflux.core.findings import Span
from ionflux.core.patterns import regex
from ionflux.models import AgentDefinition
from ionflux.models.agent_configuration import ConfigurationStatus
from ionflux.yaml.nodes import Node

CONFIGURATIONS = uuid5(NAMESPACE_URL, "urn:ionflux:agent_configuration")
"""The namespace of the ids that instances get when they state none."""

_UUID = regex(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_REQUIRED = ("agent_definition_id", "workspace_id", "name", "created_by_user_id")
_OPTIONAL = ("id", "description", "status", "config")
_EXAMPLES = {
    "agent_definition_id": "the id of the definition, such as `agent_001`",
    "workspace_id": "the workspace that the instance belongs to",
    "name": "what its owner calls the instance",
    "created_by_user_id": "who set the instance up",
}


@dataclass(slots=True)
class Head:
    """The instance without its configuration; a value that is missing or wrong is None."""

    document: Document
    agent: AgentDefinition | None = None
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Tell whether every required value is there."""
        return all(key in self.texts for key in _REQUIRED)

    @property
    def id(self) -> UUID:
        """The id as stated, else the one that follows from workspace, definition and name."""
        if stated := self.texts.get("id"):
            return UUID(stated)
        parts = [self.texts.get(key) for key in ("workspace_id", "agent_definition_id", "name")]
        return uuid5(CONFIGURATIONS, json.dumps(parts))

    def place(self, key: str) -> Span:
        """Return the place of a key's value, or of the document's beginning."""
        entry = self.document.root.entries.get(key)
        return entry[1].span if entry else self.document.start

    def key_place(self, key: str) -> Span:
        """Return the place of a key, or of the document's beginning."""
        entry = self.document.root.entries.get(key)
        return entry[0].span if entry else self.document.start


def read_head(document: Document, agents: Mapping[str, AgentDefinition], notes: Notes) -> Head:
    """Read the instance's own keys; note what is missing, wrong or unknown."""
    head = Head(document)
    entries = document.root.entries
    named = entries.get("agent_definition_id")
    notes.about = text_of(named[1]) if named else None
    for key, (word, node) in entries.items():
        if key in _READERS:
            _READERS[key](key, node, head, notes)
        elif key not in _OPTIONAL:
            hint = nearest_hint(key, (*_REQUIRED, *_OPTIONAL))
            notes.add("IFX105", f"`{key}` means nothing here", word.span, field=key, hint=hint)
    for key in _REQUIRED:
        if key not in entries:
            hint = f"add {_EXAMPLES[key]}"
            notes.add("IFX103", f"`{key}` is missing", document.start, field=key, hint=hint)
    _find_definition(head, agents, notes)
    return head


def _find_definition(head: Head, agents: Mapping[str, AgentDefinition], notes: Notes) -> None:
    wanted = head.texts.get("agent_definition_id")
    if wanted is None:
        return
    head.agent = agents.get(wanted)
    if head.agent is None:
        by_name = {agent.name: agent.id for agent in agents.values()}
        hint = f"the id of {wanted} is `{by_name[wanted]}`" if wanted in by_name else None
        notes.add(
            "IFX401",
            f"no definition has the id `{wanted}`",
            head.place("agent_definition_id"),
            field="agent_definition_id",
            hint=hint or nearest_hint(wanted, agents, all_of_them=True),
        )


def _required(key: str, node: Node, head: Head, notes: Notes) -> None:
    text = text_of(node)
    if text:
        head.texts[key] = text
    elif text is None and not is_null(node):
        notes.add("IFX104", f"`{key}` must be a text", node.span, field=key)
    else:
        hint = f"write {_EXAMPLES[key]}"
        notes.add("IFX103", f"`{key}` has no value", node.span, field=key, hint=hint)


def _optional(key: str, node: Node, head: Head, notes: Notes) -> None:
    text = text_of(node)
    if text is not None:
        head.texts[key] = text
    elif not is_null(node):
        notes.add("IFX104", f"`{key}` must be a text", node.span, field=key)


def _identity(key: str, node: Node, head: Head, notes: Notes) -> None:
    text = text_of(node)
    if text and _UUID.fullmatch(text):
        head.texts[key] = text
    elif not is_null(node):
        hint = "leave the `id` out to get one that stays the same on every run"
        notes.add("IFX110", "an instance's `id` is a UUID", node.span, field=key, hint=hint)


def _status(key: str, node: Node, head: Head, notes: Notes) -> None:
    text, known = text_of(node), get_args(ConfigurationStatus)
    if text and text in known:
        head.texts[key] = text
    elif not is_null(node):
        hint = nearest_hint(text or "", known, all_of_them=True)
        notes.add("IFX104", f"`{text}` is no status", node.span, field=key, hint=hint)


_READERS: Mapping[str, Callable[[str, Node, Head, Notes], None]] = {
    **dict.fromkeys(_REQUIRED, _required),
    "id": _identity,
    "description": _optional,
    "status": _status,
}
