"""The text of `config` as written: dedented, with comments, valid YAML by itself."""

from __future__ import annotations

from collections.abc import Sequence

from ionflux.core.findings import Finding
from ionflux.yaml.composer import compose
from ionflux.yaml.nodes import Block, MappingNode, Node, Scalar, to_python
from ionflux.yaml.places import place_of


def config_text(root: Node) -> str:
    """Return the lines of the mapping `config`; empty if it is missing or empty."""
    if not isinstance(root, MappingNode):
        return ""
    word, node = root.entries.get("config", (None, None))
    if word is None or not isinstance(node, MappingNode) or not node.entries:
        return ""
    return _flow(node) if _is_flow(node) else _block(root, word, node)


def stands_alone(root: Node, config: Node) -> Finding | None:
    """Return the finding that the text of `config` means something else by itself."""
    text = config_text(root)
    composed = compose(Block(text))
    if not text or (composed.roots and to_python(composed.roots[0]) == to_python(config)):
        return None
    message = "`config` must be readable by itself, without anchors from outside of it"
    hint = "write the values out where they are used"
    place = place_of(root, ("config",), key=True)
    return Finding(message, place, loc=("config",), code="IFX104", hint=hint)


def _is_flow(node: MappingNode) -> bool:
    """Tell whether the mapping is written in braces; an anchor or a tag may be before them."""
    first = next(iter(node.entries.values()))[0]
    return "{" in node.block.text[node.start : first.start]


def _flow(node: Node) -> str:
    return node.block.text[node.start : node.end] + "\n"


def _block(root: MappingNode, word: Scalar, node: MappingNode) -> str:
    """Return the lines between the key and the next one of the outer mapping."""
    text = node.block.text
    start = text.index("\n", word.start) + 1
    later = [key.start for key, _ in root.entries.values() if key.start > word.start]
    end = text.rindex("\n", 0, min(later)) + 1 if later else len(text)
    lines = _trimmed(text[start:end].removesuffix("\n").split("\n"), word.span.column - 1)
    margin = node.span.column - 1
    return "\n".join(_dedented(line, margin) for line in lines) + "\n"


def _trimmed(lines: Sequence[str], outer: int) -> Sequence[str]:
    """Drop what follows the mapping: blank lines, and comments that are no deeper than its key."""
    last = len(lines)
    while last and _is_after(lines[last - 1], outer):
        last -= 1
    return lines[:last]


def _is_after(line: str, outer: int) -> bool:
    bare = line.lstrip(" ")
    return not bare.strip() or (bare.startswith("#") and len(line) - len(bare) <= outer)


def _dedented(line: str, margin: int) -> str:
    indent = len(line) - len(line.lstrip(" "))
    return line[min(indent, margin) :]
