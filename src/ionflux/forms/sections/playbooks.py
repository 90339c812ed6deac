"""Playbooks of an agent: one for each YAML file in a `playbooks/` directory of its file tree.

A playbook is empty and not active until its file is found beside the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from ionflux.core.findings import Finding, Span
from ionflux.core.words import nearest
from ionflux.documents import source
from ionflux.documents.siblings import SiblingFiles, is_exact
from ionflux.models import AgentDefinition, FileTree
from ionflux.yaml.composer import compose
from ionflux.yaml.documents import documents
from ionflux.yaml.nodes import Block, MappingNode, Node, to_python
from ionflux.yaml.places import place_of

_ENDINGS = (".yaml", ".yml")
_KEYS = ("name", "description", "trigger_event_type", "steps", "is_active")
_TOP = Span(1, 1, 1, 1)


def files(tree: FileTree | None) -> Iterator[str]:
    """Yield the paths of playbook files in the tree, in its order, each once."""
    if tree is None:
        return
    found: dict[str, None] = {}
    for entry in tree.files:
        if not entry.path.lower().endswith(_ENDINGS):
            continue
        parts = [part for part in f"{tree.root}/{entry.path}".split("/") if part not in {"", "."}]
        if parts[-2:-1] == ["playbooks"]:
            found[entry.path] = None
    yield from found


def default(agent_id: str, path: str) -> dict[str, Any]:
    """Return the playbook of a missing file; its id is the same on every run."""
    name = _name(path)
    stem = name.rpartition(".")[0] or name
    words = stem.replace("-", " ").replace("_", " ").split()
    return {
        "id": uuid5(NAMESPACE_URL, f"ionflux:playbook:{agent_id}:{path}"),
        "agent_definition_id": agent_id,
        "name": " ".join(word[:1].upper() + word[1:] for word in words) or stem,
        "trigger_event_type": stem,
        "steps": [],
        "is_active": False,
    }


class PlaybookFile:
    """A playbook while it is read: its values, and those stated in a file with their places."""

    def __init__(self, path: str, values: dict[str, Any]) -> None:
        self.path = path
        self.values = values
        self.stated: list[str] = []
        self.findings: list[Finding] = []
        self.root: Node | None = None

    def placed(self, mistakes: Iterable[Finding]) -> Iterable[Finding]:
        """Give each of the model's findings its place in the file."""
        for mistake in mistakes:
            yield mistake._replace(place=place_of(self.root, mistake.loc) if self.root else _TOP)


def read(definition: AgentDefinition, path: str, siblings: SiblingFiles) -> PlaybookFile:
    """Return the playbook of a path in the file tree, filled from the file beside the document.

    The file is `playbooks/<name or id>/<file>`, or has the tree's own path. One that differs from
    these only in case or ending is a finding.
    """
    values = default(definition.id, path)
    name = _name(path)
    root = definition.key_files_and_paths.root if definition.key_files_and_paths else "/"
    places = (
        f"playbooks/{definition.name}/{name}",
        f"playbooks/{definition.id}/{name}",
        root + path,
    )
    near: dict[str, str] = {}
    for place in places:
        if found := siblings.read(place):
            if is_exact(found[0], place):
                return _filled(PlaybookFile(found[0], values), found[1])
            near[place] = found[0]
    for place, written in near.items():
        # A file that differs in its ending may be another playbook of the tree.
        drawn = {_name(other) for other in files(definition.key_files_and_paths)} - {name}
        if _name(written) not in drawn:
            return _misspelled(PlaybookFile(written, values), place)
    return PlaybookFile("", values)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _misspelled(file: PlaybookFile, place: str) -> PlaybookFile:
    message = "this file is not read: its path differs from the playbook's in case or ending"
    hint = f"rename it to `{place.lstrip('/')}`, or write its name in the file tree as it is here"
    file.findings.append(Finding(message, _TOP, hint=hint))
    return file


def _filled(file: PlaybookFile, data: bytes) -> PlaybookFile:
    read_file = source.from_bytes(data, file.path)
    if isinstance(read_file, Finding):
        file.findings.append(read_file)
        return file
    blocks = documents(read_file.lines)
    if not blocks:
        file.findings.append(Finding("the playbook file is empty", _TOP))
    for second in blocks[1:2]:
        message = "a second YAML document begins here"
        hint = "a file contains one playbook: move the other to its own file"
        file.findings.append(Finding(message, second.span(0, 3), hint=hint))
    for block in blocks[:1]:
        _take(file, block)
    return file


def _take(file: PlaybookFile, block: Block) -> None:
    composed = compose(block)
    file.findings += composed.findings
    for root in composed.roots:
        file.root = root
        if not isinstance(root, MappingNode):
            message = "the playbook must be a mapping of keys to values"
            file.findings.append(Finding(message, root.span))
            return
        file.values["is_active"] = True
        for name, (key, value) in root.entries.items():
            if name not in _KEYS:
                hint = f"nearest: `{nearest(name, _KEYS, likeness=0)}`"
                file.findings.append(Finding(f"the key `{name}` is unknown", key.span, hint=hint))
            elif (given := to_python(value)) is not None:
                file.values[name] = given
                file.stated.append(name)
