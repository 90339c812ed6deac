"""The context of a finding for a fix: the document, and the agent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ionflux.core.edits import Edit, Fix, replacing
from ionflux.core.findings import Finding, Loc, Span
from ionflux.forms.blueprint import Blueprint
from ionflux.forms.sections.definition import Definition
from ionflux.forms.sections.page import Page
from ionflux.forms.sections.titles import meaning
from ionflux.yaml.edits import (
    Item,
    Written,
    added_entry,
    added_item,
    first_item,
    in_brackets,
    is_flow,
    scalar,
    with_text,
    without_entry,
)
from ionflux.yaml.nodes import Block, MappingNode, Node, Scalar, SequenceNode

if TYPE_CHECKING:
    from ionflux.documents.source import SourceFile


class About(NamedTuple):
    """The document of a finding and, if it concerns one, the agent as it was read.

    `place` is the place of the finding; `end` is the offset at which the agent's section ends.
    """

    page: Page
    place: Span
    blueprint: Blueprint | None = None
    end: int | None = None

    @property
    def source(self) -> SourceFile:
        """The document."""
        return self.page.source

    @property
    def start(self) -> int:
        """The offset at which the place of the finding begins."""
        return self.source.offset(self.place.line, self.place.column)

    @property
    def words(self) -> str:
        """The text at the place of the finding."""
        end = self.source.offset(self.place.end_line, self.place.end_column) + 1
        return self.source.text[self.start : end]

    def rewriting(self, old: str, new: str, *, safe: bool = True) -> Fix | None:
        """Return the fix that replaces some words at the place."""
        at = self.words.find(old) if old else -1
        return Fix(replacing(self.start + at, old, new), safe) if at >= 0 else None

    def writing(self, finding: Finding) -> Fix | None:
        """Return the fix that replaces the words at the place as the finding suggests."""
        if finding.write is None:
            return None
        return Fix(replacing(self.start, self.words, finding.write))

    def is_agent_title(self, title: str) -> bool:
        """Tell whether a heading of this title begins an agent."""
        return meaning(title, self.page.vocabulary).agent is not None

    def kind_of(self, title: str) -> str | None:
        """Return the kind of section that a title means."""
        return meaning(title, self.page.vocabulary).kind

    @property
    def block(self) -> Definition | None:
        """The definition block of the agent, if it has one that is valid YAML."""
        block = self.blueprint.block if self.blueprint else None
        return block if isinstance(block, Definition) else None

    def listing(self, keys: Sequence[str], text: str) -> Fix | None:
        """Return the fix that puts a text at the end of a list of the YAML, below some keys."""
        found = self._entry(keys)
        in_brackets = found is None or is_flow(found[2])
        return self.adding(keys, scalar(text, in_brackets=in_brackets))

    def adding(self, keys: Sequence[str], item: Item) -> Fix | None:
        """Return the fix that puts an item at the end of a list of the YAML, below some keys.

        Missing keys are also added.
        """
        found = self._entry(keys)
        if found is None:
            return self._adding_entry(keys, [item], {keys[-1]: in_brackets(item)})
        _, key, node = found
        if isinstance(node, Scalar) and node.is_null:
            return self.in_block(node.block, first_item(key, item))
        if not isinstance(node, SequenceNode):
            return None
        return self.in_block(node.block, added_item(node, item))

    def adding_entry(self, loc: Loc, key: str, text: str) -> Fix | None:
        """Return the fix that puts an entry at the end of the mapping at a path into the model."""
        mapping = self.block.locate(loc) if self.block else None
        if not isinstance(mapping, MappingNode):
            return None
        return self.in_block(mapping.block, added_entry(mapping, key, scalar(text)))

    def setting(self, keys: Sequence[str], text: str) -> Fix | None:
        """Return the fix that gives a key of the YAML a text, below another one."""
        if found := self._entry(keys):
            _, _, node = found
            return self.in_block(node.block, *with_text(node, text))
        value = scalar(text, in_brackets=True)
        return self._adding_entry(keys, value, {keys[-1]: value})

    def _adding_entry(
        self, keys: Sequence[str], value: Written, whole: Mapping[str, str]
    ) -> Fix | None:
        """Return the fix that adds an entry below some keys, with those that are missing."""
        *above, last = keys
        if found := self._mapping(above):
            return self.in_block(found.block, added_entry(found, last, value))
        if above and (found := self._mapping(above[:-1])) and not self._entry(above):
            return self.in_block(found.block, added_entry(found, above[-1], whole))
        return None

    def removing(self, keys: Sequence[str]) -> Fix | None:
        """Return the fix that removes a key of the YAML, with its value."""
        found = self._entry(keys)
        if found is None:
            return None
        around, key, _ = found
        return self.in_block(around.block, without_entry(around, key))

    def _mapping(self, keys: Sequence[str]) -> MappingNode | None:
        """Return the mapping below some keys of the YAML."""
        if not keys:
            root = self.block.root if self.block else None
            return root if isinstance(root, MappingNode) else None
        found = self._entry(keys)
        return found[2] if found and isinstance(found[2], MappingNode) else None

    def _entry(self, keys: Sequence[str]) -> tuple[MappingNode, Scalar, Node] | None:
        """Return the mapping that an entry below some keys is in, its key and its value."""
        around = self._mapping(keys[:-1])
        found = self.block.entry(around, keys[-1]) if self.block and around else None
        return (around, *found) if around and found else None

    def in_block(self, block: Block, *edits: Edit | None, safe: bool = False) -> Fix | None:
        """Return the fix that makes edits to a block of YAML, with offsets into the block."""
        made = tuple(self._in_document(block, edit) for edit in edits if edit)
        return Fix(made, safe) if made else None

    def _in_document(self, block: Block, edit: Edit) -> Edit:
        """Return an edit of a block as one of the document; new lines get its indent."""
        start = self._offset(block, edit.start)
        end = self._offset(block, edit.end) if edit.end > edit.start else start
        shift = block.shift(edit.start)
        line = self.source.text.rfind("\n", 0, start) + 1
        lead = self.source.text[line : line + shift]
        return Edit(start, end, edit.text.replace("\n", f"\n{lead}") if lead else edit.text)

    def _offset(self, block: Block, offset: int) -> int:
        place = block.span(offset, offset + 1)
        return min(self.source.offset(place.line, place.column), len(self.source.text))
