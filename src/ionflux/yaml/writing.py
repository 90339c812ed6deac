"""Values as YAML in block style, as people write it, that reads back as the same values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from ionflux.core.json_value import JsonValue
from ionflux.core.patterns import regex
from ionflux.yaml.composer import compose
from ionflux.yaml.nodes import Block, to_python
from ionflux.yaml.quoting import as_yaml

_STEP = "  "
_PLAIN = regex(r"(?:[^\W\d]|/)(?:[\w ./+@%(&),;!?='\"-]|:(?=[\w/]))*(?<![ ,;])")
_DEEPEST = 16
"""How many levels are in block style; deeper values are written in one line."""
_OTHERS = frozenset({"none", "y", "n", "yes", "no", "on", "off"})
"""Words that other notations, or older YAML parsers, do not read as text."""


def block(values: Mapping[str, JsonValue]) -> str:
    """Return a mapping as the text of a YAML document, without the line feed at its end."""
    return "\n".join(_mapping(values, 0))


def scalar(value: JsonValue) -> str:
    """Return a value in one line; a text is quoted only where it would not read back the same."""
    if isinstance(value, str) and _PLAIN.fullmatch(value) and _reads_back(value):
        return value
    return as_yaml(value)


@lru_cache(maxsize=1024)  # the same few keys and types recur
def _reads_back(text: str) -> bool:
    if text.lower() in _OTHERS:
        return False
    roots = compose(Block(f"{text}\n")).roots
    return len(roots) == 1 and to_python(roots[0]) == text


def _mapping(values: Mapping[str, JsonValue], depth: int) -> Iterator[str]:
    for key, value in values.items():
        name = scalar(key)
        if isinstance(value, str):
            yield from _text(name, value)
        elif not value or depth >= _DEEPEST or not isinstance(value, Mapping | Sequence):
            yield f"{name}: {scalar(value)}"
        else:
            yield f"{name}:"
            yield from _indented(_lines(value, depth + 1))


def _lines(values: Mapping[str, JsonValue] | Sequence[JsonValue], depth: int) -> Iterator[str]:
    return _mapping(values, depth) if isinstance(values, Mapping) else _sequence(values, depth)


def _sequence(values: Sequence[JsonValue], depth: int) -> Iterator[str]:
    for value in values:
        if not value or depth >= _DEEPEST or not isinstance(value, Mapping):
            yield f"- {scalar(value)}"
            continue
        first, *others = _mapping(value, depth + 1)
        yield f"- {first}"
        yield from _indented(others)


def _text(name: str, text: str) -> Iterator[str]:
    """Yield a text in one line, or as a block if it has several lines that a block can hold."""
    lines = text.split("\n")
    if len(lines) == 1 or not _fits_block(text, lines):
        yield f"{name}: {scalar(text)}"
        return
    yield f"{name}: |-"
    yield from _indented(lines)


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (_STEP + line if line else line for line in lines)


def _fits_block(text: str, lines: Sequence[str]) -> bool:
    if text[0].isspace() or text[-1].isspace():
        return False
    return all(not line or (line.isprintable() and line.strip()) for line in lines)
