"""Playbooks as files beside a document, where `import` looks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ionflux.authoring.rendering.items import OF_ROWS
from ionflux.checks.validation import validate
from ionflux.core.errors import RejectedError
from ionflux.core.json_value import JsonValue
from ionflux.core.patterns import regex
from ionflux.core.terminal import printable
from ionflux.forms.sections import playbooks
from ionflux.models import AgentDefinition, Playbook
from ionflux.yaml.writing import block

_SAFE = regex(r"[\w-][\w .-]{0,100}(?<![ .])")
_STATED = ("name", "description", "trigger_event_type", "steps")


class PlaybookFile(NamedTuple):
    """A file to be written: its path relative to the document's folder, and its text."""

    path: str
    text: str


def playbook_files(
    definition: AgentDefinition, stored: Iterable[Playbook]
) -> Iterator[PlaybookFile]:
    """Yield the files of an agent's playbooks; raise RejectedError if one has no place.

    A playbook that would be the same without a file does not need one, and a playbook of an
    instance or a workspace does not belong to the definition.
    """
    paths = {
        playbooks.default(definition.id, path)["id"]: path
        for path in playbooks.files(definition.key_files_and_paths)
    }
    for playbook in stored:
        if playbook.agent_configuration_id is None and playbook.workspace_id is None:
            yield from _file(definition, playbook, paths.get(playbook.id))


def _file(
    definition: AgentDefinition, playbook: Playbook, path: str | None
) -> Iterator[PlaybookFile]:
    if path is None:
        raise _refusal(definition, playbook, "the file tree has no file for it")
    if _said(playbooks.read(definition, path, _Given({})).values) == _values(playbook):
        return
    name = path.rpartition("/")[2]
    folder = definition.name if _SAFE.fullmatch(definition.name) else definition.id
    place = f"playbooks/{folder}/{name}"
    text = f"{block(_stated(playbook))}\n"
    found = playbooks.read(definition, path, _Given({place: text.encode()}))
    if not _SAFE.fullmatch(name):
        raise _refusal(definition, playbook, f"`{name}` is not a safe file name")
    if found.findings or _said(found.values) != _values(playbook):
        raise _refusal(definition, playbook, "its file would be read as something else")
    yield PlaybookFile(place, text)


class _Given:
    """Files that are not on disk yet."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def read(self, relative: str) -> tuple[str, bytes] | None:
        """Return a file's path and its contents."""
        return (relative, self.files[relative]) if relative in self.files else None


def _said(values: Mapping[str, JsonValue]) -> dict[str, JsonValue] | None:
    playbook, _ = validate(Playbook, dict(values))
    return _values(playbook) if playbook else None


def _values(playbook: Playbook) -> dict[str, JsonValue]:
    return playbook.model_dump(mode="json", exclude=set(OF_ROWS))


def _stated(playbook: Playbook) -> dict[str, JsonValue]:
    """Return the keys of the file; an existing one is active unless it says otherwise."""
    values = playbook.model_dump(mode="json")
    found = {key: values[key] for key in _STATED if values[key] is not None}
    return found if playbook.is_active else {**found, "is_active": False}


def _refusal(definition: AgentDefinition, playbook: Playbook, reason: str) -> RejectedError:
    who = f"{definition.id} ({definition.name})"
    return RejectedError(
        printable(f"{who}: the playbook `{playbook.name}` cannot be written: {reason}")
    )
