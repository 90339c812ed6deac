"""Definitions of and references to agents in a workspace."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ionflux.core.patterns import regex
from ionflux.documents import source
from ionflux.documents.listing import files_of, is_hidden
from ionflux.models.sameness import id_key, name_key
from ionflux.server.reading import AgentText, DocumentText
from ionflux.server.workspace import Workspace

_AGENT_ID = regex(r"\bagent_[0-9]{1,9}(?:_[A-Za-z0-9_]{1,60})?\b")
UUID = regex(r"\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b")
_INSTANCE = regex(r"(?m)^[ \t]*agent_definition_id[ \t]*:[ \t]*[\"']?(?P<id>[\w-]{1,100})")
_YAML = (".yaml", ".yml")
_SMALL = 1_000_000
"""How many bytes an instance file may have to be searched for ids."""


class Location(NamedTuple):
    """The text between two offsets of a file."""

    path: str
    start: int
    end: int


class Target(NamedTuple):
    """The target at an offset: an agent, by its id or by its name, or a file."""

    kind: str
    text: str
    start: int
    end: int


def target_at(document: DocumentText, offset: int) -> Target | None:
    """Return the agent or file that is mentioned at an offset."""
    line, column = document.line_at(offset)
    first = offset - column
    for pattern in (_AGENT_ID, UUID):
        for found in pattern.finditer(line):
            if found.start() <= column <= found.end():
                return Target("id", found[0], first + found.start(), first + found.end())
    return _name_at(document, offset) or _file_at(document, offset)


def _name_at(document: DocumentText, offset: int) -> Target | None:
    for agent in document.agents:
        for start, end in _names(document, agent):
            if start <= offset <= end:
                return Target("name", agent.name, start, end)
    return None


def _file_at(document: DocumentText, offset: int) -> Target | None:
    """Return the file of a tree that a playbook may be."""
    start, end = document.word_at(offset, also="_-./")
    word = document.text[start:end]
    return Target("file", word, start, end) if word.endswith(_YAML) else None


def definitions(workspace: Workspace, document: DocumentText, target: Target) -> list[Location]:
    """Return where an agent is defined, or the file that is mentioned."""
    if target.kind == "file":
        return list(_files(document, target.text))
    return [
        Location(each.path, *each.offsets(agent.blueprint.heading.place))
        for each in workspace.documents()
        for agent in each.agents
        if names(target, agent)
    ]


def references(workspace: Workspace, target: Target) -> list[Location]:
    """Return every place that mentions an agent, including its definition and instance files."""
    found: list[Location] = []
    for document in workspace.documents():
        found += _in_document(document, target)
    if target.kind == "id":
        found += _in_instances(workspace, target.text)
    return sorted(set(found))


def names(target: Target, agent: AgentText) -> bool:
    """Tell whether an agent is the one of a target."""
    if target.kind == "id":
        return agent.id is not None and id_key(agent.id) == id_key(target.text)
    return name_key(agent.name) == name_key(target.text)


def _in_document(document: DocumentText, target: Target) -> Iterator[Location]:
    if target.kind == "name":
        for agent in document.agents:
            if names(target, agent):
                yield from (Location(document.path, *place) for place in _names(document, agent))
        return
    pattern = _AGENT_ID if _AGENT_ID.fullmatch(target.text) else UUID
    for found in pattern.finditer(document.text):
        if id_key(found[0]) == id_key(target.text):
            yield Location(document.path, found.start(), found.end())


def _names(document: DocumentText, agent: AgentText) -> Iterator[tuple[int, int]]:
    """Yield where an agent's name is written in its definition, without quotes."""
    place = agent.blueprint.exact_origin(("name",))
    if place is None:
        return
    start, end = document.offsets(place.place.span)
    written = document.text[start:end]
    inner = written.strip("\"'")
    yield start + written.find(inner), start + written.find(inner) + len(inner)


def _in_instances(workspace: Workspace, wanted: str) -> Iterator[Location]:
    if workspace.root is None:
        return
    for name in files_of(workspace.root).names:
        if name.endswith(_YAML) and not is_hidden(name):
            path = os.path.join(workspace.root, name)
            for found in _INSTANCE.finditer(_small_text(workspace, path)):
                if id_key(found["id"]) == id_key(wanted):
                    yield Location(path, found.start("id"), found.end("id"))


def _small_text(workspace: Workspace, path: str) -> str:
    if path in workspace.buffers.texts:
        return source.normalise(workspace.buffers.texts[path])
    try:
        if os.path.getsize(path) > _SMALL:
            return ""
        return source.normalise(Path(path).read_text("utf-8", errors="replace"))
    except OSError:
        return ""


def _files(document: DocumentText, name: str) -> Iterator[Location]:
    folder = Path(document.path).parent
    agents = [agent.name for agent in document.agents] + [a.id for a in document.agents if a.id]
    tried = [folder / name, *(folder / "playbooks" / agent / Path(name).name for agent in agents)]
    for path in tried:
        if path.is_file():
            yield Location(str(path), 0, 0)
