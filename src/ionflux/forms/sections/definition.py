"""The content of a YAML block: values in the shape of the model, and their places on demand."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from ionflux.core.findings import Finding, Loc
from ionflux.core.json_value import JsonValue
from ionflux.core.words import fold
from ionflux.forms.blueprint import Meant, Place
from ionflux.language import Vocabulary
from ionflux.models import InputField, MemoryConfig, OutputField, StackDetails
from ionflux.models.fields import fields
from ionflux.yaml.nodes import MappingNode, Node, Scalar, SequenceNode

_ENTRIES: Mapping[str, type[BaseModel]] = {
    "inputs_schema": InputField,
    "outputs_config": OutputField,
}
_BELOW: Mapping[str, type[BaseModel]] = {
    "stack_details": StackDetails,
    "memory_config": MemoryConfig,
}


class Definition:
    """The values of a definition block, in the shape of the model, without unknown keys.

    `kept` has known keys without a field, by the names under which they are kept, and `remarks`
    the parentheses after values, by the values' paths. `spellings` are values that should be
    written in another way, which is not an error.
    """

    def __init__(self, root: Node, vocabulary: Vocabulary) -> None:
        self.root = root
        self.vocabulary = vocabulary
        self.values: dict[str, JsonValue] = {}
        self.unknown: dict[str, JsonValue] = {}
        self.kept: dict[str, JsonValue] = {}
        self.remarks: dict[str, str] = {}
        self.findings: list[Finding] = []
        self.spellings: list[Finding] = []
        self.meant: dict[Loc, Meant] = {}
        self.is_understood = False

    def canonical(self, written: str) -> str:
        """Return the program's name for a key."""
        if name := self.vocabulary.keys.get(written):
            return name
        folded = fold(written).strip().replace("-", "_").replace(" ", "_")
        return self.vocabulary.keys.get(folded, folded)

    def locate(self, loc: Loc) -> Place | None:
        """Return the place of the value at a path into the model, if it is written."""
        if not loc:
            return self.root
        field = fields().get(str(loc[0]))
        node = self._entry(self.root, field.row.key) if field and field.row.key else None
        if field is None or node is None:
            return None
        if field.name == "triggers_config":
            return self._in_trigger(node, loc[1:])
        below: type[BaseModel] | None = _BELOW.get(field.name)
        if field.name in _ENTRIES:
            below, loc = _ENTRIES[field.name], loc[1:]
            node = _item(node, loc[0]) if loc else node
        for part in loc[1:]:
            if node is None:
                return None
            if isinstance(part, int):
                node = _item(node, part)
            elif below and part in fields(below):
                node = self._entry(node, fields(below)[part].row.key) or _remark_of(node, part)
                below = None
            else:
                node = self._entry(node, part)
        return node

    def entry(self, node: Node, name: str | None) -> tuple[Scalar, Node] | None:
        """Return the key with a given meaning in a mapping, and its value."""
        for written, entry in node.entries.items() if isinstance(node, MappingNode) else ():
            if written == name or self.canonical(written) == name:
                return entry
        return None

    def _entry(self, node: Node, name: str | None) -> Node | None:
        found = self.entry(node, name)
        return found[1] if found else None

    def _in_trigger(self, node: Node, loc: Loc) -> Node | None:
        trigger = _item(node, loc[0]) if loc else node
        if trigger is None or len(loc) < 2:  # the list, or an entry
            return trigger
        nested = self._entry(trigger, "config")
        if loc[1] != "config":
            return self._entry(trigger, str(loc[1]))
        if len(loc) == 2:  # the whole entry
            return nested
        name = str(loc[2])
        found = (nested and self._entry(nested, name)) or self._entry(trigger, name)
        return found or (_remark_of(trigger, name) if name == "description" else None)


def _item(node: Node, index: str | int) -> Node | None:
    if isinstance(node, SequenceNode) and isinstance(index, int) and index < len(node.items):
        return node.items[index]
    return None


def _remark_of(node: Node, part: str | int) -> Node | None:
    """Return the node whose trailing comment is an entry's description."""
    found = comment_of(node) if part == "description" and isinstance(node, MappingNode) else None
    return found[1] if found else None


def comment_of(node: MappingNode) -> tuple[str, Node] | None:
    """Return the trailing comment of an entry: the first on any of its lines."""
    if not node.block.has_comments:
        return None
    for _, value in node.entries.values():
        if comment := value.comment:
            return comment, value
    return (node.comment, node) if node.comment else None


def wrapping_key(root: MappingNode, vocabulary: Vocabulary) -> Scalar | None:
    """Return the only key of a block whose value has an id and a name of its own."""
    if len(root.entries) != 1:
        return None
    ((key, value),) = root.entries.values()
    names = value.entries if isinstance(value, MappingNode) else {}
    return key if {"id", "name"} <= {vocabulary.keys.get(fold(name)) for name in names} else None
