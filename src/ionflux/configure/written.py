"""The text of `config` as somebody wrote it: dedented, comments kept, YAML by itself."""

from __future__ import annotations

from collections.abc import Sequence

from ionflux.configure.documents import Document
from ionflux.configure.notes import Notes
from ionflux.yaml.composer import compose
from ionflux.yaml.nodes import Block, MappingNode, Node, to_python

_ALONE = "`config` must be readable by itself, without anchors that stand outside of it"


def config_text(document: Document, notes: Notes) -> str:
    """Return the lines of the mapping; note where they do not say the same by themselves."""
    entry = document.root.entries.get("config")
    if entry is None or not isinstance(entry[1], MappingNode) or not entry[1].entries:
        return ""
    node = entry[1]
    text = _flow(node) if _is_flow(node) else _block(document, node)
    if not _reads_as(text, node):
        hint = "write the values out where they are used"
        notes.add("IFX104", _ALONE, entry[0].span, field="config", hint=hint)
    return text


def _is_flow(node: MappingNode) -> bool:
    """Tell whether the mapping is written in braces; an anchor or a tag may stand before them."""
    first = next(iter(node.entries.values()))[0]
    return "{" in node.block.text[node.start : first.start]


def _flow(node: Node) -> str:
    return node.block.text[node.start : node.end] + "\n"


def _block(document: Document, node: MappingNode) -> str:
    """Return the lines between the key and the next one of the outer mapping."""
    word = document.root.entries["config"][0]
    margin = node.span.column - 1
    start = _index(document, word) + 1
    later = [key.span.line for key, _ in document.root.entries.values() if key.start > word.start]
    end = min(later, default=document.first_line + len(document.lines)) - document.first_line
    outer = word.span.column - 1
    lines = _trimmed(document.lines[start:end], outer)
    return "\n".join(_dedented(line, margin) for line in lines) + "\n"


def _index(document: Document, node: Node) -> int:
    return node.span.line - document.first_line


def _trimmed(lines: Sequence[str], outer: int) -> Sequence[str]:
    """Drop what follows the mapping: blank lines, and remarks that are no deeper than its key."""
    last = len(lines)
    while last and _is_after(lines[last - 1], outer):
        last -= 1
    return lines[:last]


def _is_after(line: str, outer: int) -> bool:
    bare = line.lstrip(" ")
    return not bare.strip() or (bare.startswith("#") and len(line) - len(bare) <= outer)


def _dedented(line: str, margin: int) -> str:
    indent = len(line) - len(line.lstrip(" "))
    return line[min(indent, margin) :].rstrip("\r")


def _reads_as(text: str, node: Node) -> bool:
    composed = compose(Block(text))
    return bool(composed.roots) and to_python(composed.roots[0]) == to_python(node)
