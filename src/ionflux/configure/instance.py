"""One document of an instance file: its keys and values, and their places."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from ionflux.checks.stamp import stamp
from ionflux.checks.validation import validate
from ionflux.core.findings import Diagnostic, Finding, Span
from ionflux.core.json_value import JsonValue
from ionflux.core.words import nearest, suggestion
from ionflux.documents.source import SourceFile
from ionflux.models import AgentDefinition
from ionflux.models.annotations import is_text, step
from ionflux.models.instance_file import InstanceFile
from ionflux.yaml.composer import compose
from ionflux.yaml.documents import documents
from ionflux.yaml.nodes import Block, MappingNode, Node, Scalar, SequenceNode, to_python
from ionflux.yaml.places import place_of

CONFIGURATIONS = uuid5(NAMESPACE_URL, "urn:ionflux:agent_configuration")
"""The namespace of the ids of instances that do not state one."""

TOP = Span(1, 1, 1, 1)
_AT_THE_KEY = frozenset({"IFX102", "IFX105", "IFX404"})
"""Codes of findings about a key, not about its value."""


class Instance(NamedTuple):
    """An instance as written; `head` is None if its own keys are not valid."""

    root: Node
    values: Mapping[str, JsonValue]
    head: InstanceFile | None

    @property
    def id(self) -> UUID:
        """The id as stated, else one derived from workspace, definition and name."""
        if self.head and self.head.id:
            return self.head.id
        keys = ("workspace_id", "agent_definition_id", "name")
        return uuid5(CONFIGURATIONS, json.dumps([self.text(key) for key in keys]))

    @property
    def config(self) -> MappingNode | None:
        """The mapping `config`, if there is one."""
        entry = self.root.entries.get("config") if isinstance(self.root, MappingNode) else None
        return entry[1] if entry and isinstance(entry[1], MappingNode) else None

    def text(self, key: str) -> str | None:
        """Return the value of one of the instance's own keys, if it is a text."""
        value = self.values.get(key)
        return value if isinstance(value, str) else None


class Reading(NamedTuple):
    """The result for one YAML document; without an instance if it cannot be read."""

    instance: Instance | None
    findings: tuple[Finding, ...]


def read(file: SourceFile) -> Iterator[Reading]:
    """Read each document of an instance file separately: a mistake in one does not hide others."""
    blocks = documents(file.lines)
    if not blocks:
        nothing = Finding("the file contains no instance", TOP, code="IFX103")
        yield Reading(None, (nothing,))
    yield from map(_read, blocks)


def _read(block: Block) -> Reading:
    composed = compose(block)
    if not composed.roots:
        return Reading(None, tuple(composed.findings))
    values = plain(composed.roots[0], InstanceFile)
    head, findings = validate(InstanceFile, values, drop_unknown=True)
    known = values if isinstance(values, dict) else {}
    return Reading(Instance(composed.roots[0], known, head), (*composed.findings, *findings))


def plain(node: Node, kind: object) -> JsonValue:
    """Return a node's value; if a text is expected, a scalar as it is written (`007`, `0.10`)."""
    if kind is Any:
        return to_python(node)
    if isinstance(node, MappingNode):
        return {key: plain(value, step(kind, key)) for key, (_, value) in node.entries.items()}
    if isinstance(node, SequenceNode):
        inner = step(kind, 0)
        return [plain(item, inner) for item in node.items]
    if isinstance(node, Scalar) and is_text(kind) and not node.is_null:
        return node.text
    return to_python(node)


def unknown_definition(wanted: str, agents: Collection[AgentDefinition]) -> Finding:
    """Return the finding about an id that no definition has (IFX401)."""
    ids = {agent.name: agent.id for agent in agents}
    name = nearest(wanted, ids, likeness=1)
    hint = f"the id of {name} is `{ids[name]}`" if name else suggestion(wanted, ids.values())
    message = f"no definition has the id `{wanted}`"
    return Finding(message, loc=("agent_definition_id",), code="IFX401", hint=hint or None)


def stamped(
    findings: Iterable[Finding], path: str, root: Node | None = None, agent: str | None = None
) -> Iterator[Diagnostic]:
    """Give findings their places: those that they have, or those of their paths below a node."""
    for finding in findings:
        is_key = finding.code in _AT_THE_KEY
        place = finding.place or (place_of(root, finding.loc, key=is_key) if root else TOP)
        yield stamp(finding, place, path, agent)
