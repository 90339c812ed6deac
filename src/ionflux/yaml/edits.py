"""Edits of a block of YAML, made at the places of its nodes: the rest of it stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from ionflux.core.edits import Edit, insertion, replacing
from ionflux.core.patterns import regex
from ionflux.yaml.nodes import MappingNode, Node, Scalar, SequenceNode
from ionflux.yaml.quoting import as_yaml

_PLAIN = regex(r"(?!(?i:true|false|null|yes|no|on|off)\Z)[^\W\d_](?:[\w ./+()-]*[\w)])?")
_PLAIN_OUTSIDE_BRACKETS = regex(r"[^\W\d_][\w./-]*(?::[\w./-]+)+")
Item = str | Mapping[str, str]
"""A scalar as it is written, or a mapping of scalars."""

Written = Item | Sequence[Item]

_STEP = 2
"""How many columns new text is indented below its key."""


def scalar(value: str, *, in_brackets: bool = False) -> str:
    """Return a text as YAML, without quotes where it does not need them."""
    if _PLAIN.fullmatch(value):
        return value
    if not in_brackets and _PLAIN_OUTSIDE_BRACKETS.fullmatch(value):
        return value
    return as_yaml(value)


def _single_quoted(value: str) -> str:
    inner = value.replace("'", "''")
    return f"'{inner}'" if inner.isprintable() else as_yaml(value)


_QUOTED: Mapping[str, Callable[[str], str]] = {
    "": partial(scalar, in_brackets=True),
    "'": _single_quoted,
    '"': as_yaml,
}
"""Functions that write a text in the quotes of a style."""


def with_text(node: Node, text: str) -> tuple[Edit, ...]:
    """Return the edits that give a scalar another text, in its own kind of quotes.

    None for a block scalar (`|` or `>`), and for what is not a scalar.
    """
    if not isinstance(node, Scalar):
        return ()
    old = node.block.text[node.start : node.end]
    return replacing(node.start, old, in_quotes(node.style or "", text)) if _is_inline(node) else ()


def in_quotes(style: str, text: str) -> str:
    """Return a text as YAML in quotes of a kind; `""` for none where it does not need them."""
    return _QUOTED[style](text)


def _is_inline(scalar: Scalar) -> bool:
    return (scalar.style or "") in _QUOTED


def added_item(items: SequenceNode, item: Item) -> Edit:
    """Return the edit that puts an item at the end of a list.

    It is written in the style of its neighbours.
    """
    text = items.block.text
    if is_flow(items):
        if not items.items:
            return insertion(items.start + 1, _flow(item))
        return insertion(items.items[-1].end, f", {_flow(item)}")
    column = _column(text, items.start)
    in_flow = bool(items.items) and is_flow(items.items[-1])
    lines = [_flow(item)] if in_flow else _lines(item)
    written = "".join(
        f"\n{' ' * column}{'- ' if number == 0 else '  '}{line}"
        for number, line in enumerate(lines)
    )
    return insertion(_line_end(text, items.end), written)


def added_entry(mapping: MappingNode, key: str, value: Written) -> Edit | None:
    """Return the edit that puts an entry at the end of a mapping.

    None if it has no entry to follow, or has entries merged from another mapping.
    """
    if not mapping.entries or mapping.merged:
        return None
    text = mapping.block.text
    last_key, last = next(reversed(mapping.entries.values()))
    first_key, _ = next(iter(mapping.entries.values()))
    end = max(last_key.end, last.end)
    if is_flow(mapping):
        return insertion(end, f", {key}: {_flow_value(value)}")
    lead = "\n" + " " * _column(text, first_key.start)
    written = [f"{key}: {value}"] if isinstance(value, str) else [f"{key}:", *_below(value)]
    return insertion(_line_end(text, end), "".join(f"{lead}{line}" for line in written))


def without_entry(mapping: MappingNode, key: Scalar) -> Edit | None:
    """Return the edit that removes an entry, with the comment after it.

    None if it is the only entry, or shares its lines with something else.
    """
    text = mapping.block.text
    _, value = mapping.entries[key.text]
    line = text.rfind("\n", 0, key.start) + 1
    if len(mapping.entries) == 1 or is_flow(mapping) or text[line : key.start].strip():
        return None
    return Edit(line, _line_end(text, max(key.end, value.end)) + 1, "")


def first_item(key: Scalar, item: Item) -> Edit:
    """Return the edit that puts the first item of a list below a key without a value."""
    text = key.block.text
    lead = "\n" + " " * (_column(text, key.start))
    return insertion(_line_end(text, key.end), "".join(lead + line for line in _below([item])))


def in_brackets(item: Item) -> str:
    """Return a list of one item, written in one line."""
    return f"[{_flow(item)}]"


def is_flow(node: Node) -> bool:
    """Tell whether a list or a mapping is written in brackets or braces."""
    return node.block.text[node.start : node.start + 1] in ("[", "{")


def _below(value: Mapping[str, str] | Sequence[Item]) -> list[str]:
    """Return the lines of a list or a mapping below its key."""
    if isinstance(value, Mapping):
        return [" " * _STEP + line for line in _lines(value)]
    return [
        f"{' ' * _STEP}{'- ' if number == 0 else '  '}{line}"
        for item in value
        for number, line in enumerate(_lines(item))
    ]


def _lines(item: Item) -> list[str]:
    if isinstance(item, str):
        return [item]
    return [f"{key}: {value}" for key, value in item.items()]


def _flow(item: Item) -> str:
    return item if isinstance(item, str) else f"{{{', '.join(_lines(item))}}}"


def _flow_value(value: Written) -> str:
    if isinstance(value, str | Mapping):
        return _flow(value)
    return f"[{', '.join(map(_flow, value))}]"


def _column(text: str, offset: int) -> int:
    return offset - (text.rfind("\n", 0, offset) + 1)


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end
