"""An instance file's YAML documents, each read by itself: a fault in one hides no other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ionflux.configure.notes import TOP, Notes
from ionflux.core.findings import Span
from ionflux.core.patterns import regex
from ionflux.documents.source import SourceFile
from ionflux.yaml.composer import compose
from ionflux.yaml.nodes import Block, MappingNode

# At the start of a line these end a document, even inside a block of text.
_MARK = regex(r"(?:---|\.\.\.)(?=\s|$)")
_NO_CONTENT = regex(r"\s*(?:#.*|%.*|---\s*(?:#.*)?|\.\.\.\s*(?:#.*)?)?")
_KIND = "an instance is a mapping, with `agent_definition_id` and the like as keys"


class Document(NamedTuple):
    """One instance as written: its mapping, and the lines that it stands in."""

    path: str
    root: MappingNode
    lines: tuple[str, ...]
    first_line: int

    @property
    def start(self) -> Span:
        """The place of what is missing: where the mapping begins."""
        line, column, _, _ = self.root.span
        return Span(line, column, line, column)


def documents(file: SourceFile) -> Iterator[tuple[Document | None, Notes]]:
    """Yield each document with what was found in reading it; None where it is no mapping."""
    chunks = [chunk for chunk in _chunks(file.lines) if not all(map(_empty, chunk[1]))]
    if not chunks:
        notes = Notes(file.path)
        notes.add("IFX103", "the file holds no instance", TOP)
        yield None, notes
    for first_line, lines in chunks:
        yield _read(file.path, first_line, lines)


def _read(path: str, first_line: int, lines: list[str]) -> tuple[Document | None, Notes]:
    notes = Notes(path)
    composed = compose(Block("\n".join(lines) + "\n", first_line))
    for finding in composed.findings:
        notes.take(finding)
    for root in composed.roots[:1]:
        if isinstance(root, MappingNode):
            return Document(path, root, tuple(lines), first_line), notes
        notes.add("IFX104", _KIND, root.span)
    return None, notes


def _empty(line: str) -> bool:
    return _NO_CONTENT.fullmatch(line) is not None


def _chunks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the parts between document marks, each with the number of its first line."""
    start = 0
    for index, line in enumerate(lines):
        if _MARK.match(line):
            yield start + 1, lines[start:index]
            # The end mark belongs to neither document; a start mark may have content behind it.
            start = index + line.startswith("...")
    yield start + 1, lines[start:]
