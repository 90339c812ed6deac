"""The edits that give an agent another id or name in a whole workspace."""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.checks.references import number_of
from ionflux.compiler.results import Compilation
from ionflux.core.edits import Edit
from ionflux.core.errors import UsageError
from ionflux.core.patterns import regex
from ionflux.core.words import letters
from ionflux.forms.blueprint import Way
from ionflux.models.sameness import id_key, name_key
from ionflux.server.navigation import UUID, Target, names, references
from ionflux.server.reading import AgentText, DocumentText
from ionflux.server.workspace import Workspace
from ionflux.yaml.edits import in_quotes

_VALID_ID = regex(r"agent_[0-9]+(?:_\w+)?")
_MENTION = regex(r"\b(?P<number>[0-9]{1,12})[ \t]?\(")
_NUMBER = regex(r"agent_(?P<number>[0-9]+)")

_Edits = Iterator[tuple[str, Edit]]
"""Edits, each with the path of its file."""


def rename(workspace: Workspace, target: Target, new: str) -> dict[str, list[Edit]]:
    """Return the edits, by file, that give an agent another id or name.

    A new id also changes the number in the agent's heading; a new name the title that is the same
    name, and mentions such as `Agent 006 (Name)`. Raises UsageError for an invalid id, and for an
    id or name that another agent has.
    """
    new = new.strip()
    _refuse(workspace.compiled(), target, new)
    found = _with_id if target.kind == "id" else _with_name
    edits: dict[str, list[Edit]] = {}
    for path, edit in found(workspace, target, new):
        edits.setdefault(path, []).append(edit)
    return edits


def _refuse(compiled: Compilation, target: Target, new: str) -> None:
    if target.kind == "file":
        raise UsageError("a file cannot be renamed here")
    if not new or not new.isprintable():
        raise UsageError("the new name is empty, or has several lines")
    if target.kind == "id" and not (_VALID_ID.fullmatch(new) or UUID.fullmatch(new)):
        raise UsageError(f"`{new}` is not an id, such as `agent_012` or a UUID")
    for each in compiled.definitions:
        by_id = target.kind == "id" and id_key(each.id) == id_key(new)
        by_name = target.kind == "name" and name_key(each.name) == name_key(new)
        if (by_id or by_name) and new != target.text:
            raise UsageError(f"`{new}` is already used by {each.id} ({each.name})")


def _with_id(workspace: Workspace, target: Target, new: str) -> _Edits:
    for path, start, end in references(workspace, target):
        yield path, Edit(start, end, new)
    old_number, new_number = _NUMBER.match(target.text), _NUMBER.match(new)
    if not (old_number and new_number):
        return
    for document, agent in _renamed(workspace, target):
        if agent.blueprint.heading.number == int(old_number["number"]):
            yield from _in_heading(document, agent, old_number["number"], new_number["number"])


def _with_name(workspace: Workspace, target: Target, new: str) -> _Edits:
    for document, agent in _renamed(workspace, target):
        yield from _in_definition(document, agent, new)
        title = agent.blueprint.heading.title
        if agent.blueprint.is_stated(("name",)) and letters(title) == letters(agent.name):
            yield from _in_heading(document, agent, title, new.upper() if title.isupper() else new)
        yield from _mentions(workspace, agent, new)


def _renamed(workspace: Workspace, target: Target) -> Iterator[tuple[DocumentText, AgentText]]:
    for document in workspace.documents():
        for agent in document.agents:
            if names(target, agent):
                yield document, agent


def _in_definition(document: DocumentText, agent: AgentText, new: str) -> _Edits:
    """Yield the edit of the name, in quotes of the same kind, or in those that it needs."""
    origin = agent.blueprint.exact_origin(("name",))
    if origin is None:
        return
    start, end = document.offsets(origin.place.span)
    style = document.text[start] if document.text[start] in "\"'" else ""
    written = in_quotes(style, new) if origin.way is Way.YAML else new
    yield document.path, Edit(start, end, written)


def _in_heading(document: DocumentText, agent: AgentText, old: str, new: str) -> _Edits:
    start, end = document.offsets(agent.blueprint.heading.place)
    at = document.text.find(old, start, end)
    if at >= 0:
        yield document.path, Edit(at, at + len(old), new)


def _mentions(workspace: Workspace, agent: AgentText, new: str) -> _Edits:
    number = number_of(agent.id or "")
    if number is None:
        return
    for document in workspace.documents():
        for found in _MENTION.finditer(document.text):
            at, is_it = found.end(), int(found["number"]) == number
            if is_it and document.text.startswith(f"{agent.name})", at):
                yield document.path, Edit(at, at + len(agent.name), new)
