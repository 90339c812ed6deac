"""The contents of a playbook file beside the document, in the shape of a `Playbook`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ionflux.core.findings import Finding, Loc, Span
from ionflux.core.words import nearest
from ionflux.documents import source
from ionflux.documents.siblings import SiblingFiles
from ionflux.forms.sections import playbooks
from ionflux.models import AgentDefinition
from ionflux.yaml.composer import compose
from ionflux.yaml.nodes import Block, MappingNode, Node, SequenceNode, to_python

_KEYS = ("name", "description", "trigger_event_type", "steps", "is_active")
_TOP = Span(1, 1, 1, 1)


class PlaybookFile:
    """What is known of a playbook: its values, and where a file says them."""

    def __init__(self, path: str, values: dict[str, Any]) -> None:
        self.path = path
        self.values = values
        self.findings: list[Finding] = []
        self.root: Node | None = None

    def placed(self, mistakes: Iterable[Finding]) -> Iterable[Finding]:
        """Give each of the model's findings its place in the file."""
        for mistake in mistakes:
            yield mistake._replace(place=_place(self.root, mistake.loc))


def read(definition: AgentDefinition, path: str, siblings: SiblingFiles) -> PlaybookFile:
    """Return the playbook of a path in the file tree, filled from the file where it lies there.

    Looked for under `playbooks/<name or id>/<file>` and at the tree's own path (spec section 3).
    """
    values = playbooks.default(definition.id, path)
    file = path.rpartition("/")[2]
    root = definition.key_files_and_paths.root if definition.key_files_and_paths else "/"
    for candidate in (
        f"playbooks/{definition.name}/{file}",
        f"playbooks/{definition.id}/{file}",
        f"{root}{path}",
    ):
        if found := siblings.read(candidate):
            return _filled(PlaybookFile(found[0], values), found[1])
    return PlaybookFile("", values)


def _filled(file: PlaybookFile, data: bytes) -> PlaybookFile:
    read_file = source.from_bytes(data, file.path)
    if isinstance(read_file, Finding):
        file.findings.append(read_file)
        return file
    composition = compose(Block(read_file.text))
    file.findings += composition.findings
    if composition.roots:
        _take(file, composition.roots[0])
    elif not composition.findings:
        file.findings.append(Finding("the playbook file is empty", _TOP))
    return file


def _take(file: PlaybookFile, root: Node) -> None:
    file.root = root
    if not isinstance(root, MappingNode):
        file.findings.append(Finding("a playbook is a mapping of keys to values", root.span))
        return
    file.values["is_active"] = True
    for name, (key, value) in root.entries.items():
        if name not in _KEYS:
            hint = f"nearest: `{nearest(name, _KEYS, likeness=0)}`"
            file.findings.append(Finding(f"a playbook has no key `{name}`", key.span, hint=hint))
        elif (given := to_python(value)) is not None:
            file.values[name] = given


def _place(root: Node | None, loc: Loc) -> Span:
    node = root
    for part in loc:
        if isinstance(node, MappingNode) and part in node.entries:
            node = node.entries[str(part)][1]
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
    return node.span if node else _TOP
