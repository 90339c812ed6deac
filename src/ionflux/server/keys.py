"""The keys of a definition block, from its schema for editors, and the key on a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ionflux.core.patterns import regex
from ionflux.core.words import fold
from ionflux.language import Vocabulary, vocabulary
from ionflux.models.fields import keys as fields_by_key
from ionflux.output.schemas.base import Schema
from ionflux.output.schemas.blueprint import blueprint

_KEY = regex(
    r"(?P<lead>[ \t]*(?:- +)*)(?P<quote>[\"']?)"
    r"(?P<key>[^\s:#\"'\[\]{},-][^:#\"'\[\]{},\n]{0,80})(?P=quote)[ \t]*:(?=[ \t]|$)"
)
_CONFIG = "config"


class Key(NamedTuple):
    """A key that a mapping of the definition may have, and its allowed values, if limited."""

    name: str
    description: str
    values: tuple[str, ...]


class WrittenKey(NamedTuple):
    """A key as it is written on a line: the keys above it, and its columns."""

    above: tuple[str, ...]
    written: str
    name: str
    """The canonical key."""
    start: int
    end: int
    value: int


def canonical(written: str, words: Vocabulary) -> str:
    """Return the program's name for a key in any language, dialect and spelling."""
    folded = fold(written).strip()
    known = words.keys
    return known.get(folded) or known.get(folded.replace(" ", "_"), folded)


@cache
def keys_below(path: tuple[str, ...]) -> Mapping[str, Key]:
    """Return the keys that the mapping at a path of canonical keys may have, by their names."""
    schema: Schema | None = _whole()
    for name in path:
        if schema is None:
            return {}
        schema = _mapping_of(schema["properties"].get(name))
    return dict(_keys(schema)) if schema else {}


def field_of(path: Sequence[str], name: str) -> str | None:
    """Return the path of the field that a key compiles to, such as `inputs_schema[].type`."""
    top = fields_by_key().get(path[0] if path else name)
    if top is None:
        return None
    if not path:
        return top.name
    below = _fields_below(top.name, name)
    is_list = top.row.reads in {"inputs", "outputs", "triggers"}
    if top.row.reads == "triggers" and name not in {"type", _CONFIG}:
        below = f"{_CONFIG}.{name}"
    return f"{top.name}{'[]' if is_list else ''}.{below}"


def _fields_below(owner: str, name: str) -> str:
    from ionflux.models.fields import below, fields

    known = {field.row.key: field.name for field in below(fields()[owner]).values()}
    return known.get(name, name)


def key_on(lines: Sequence[str], number: int, words: Vocabulary) -> WrittenKey | None:
    """Return the key on a line of a block, with the keys above it by their indentation."""
    found = _KEY.match(lines[number])
    if not found:
        return None
    above = tuple(keys_above(lines, number, len(found["lead"]), words))
    written = found["key"].rstrip()
    return WrittenKey(above, written, canonical(written, words), *found.span("key"), found.end())


def keys_above(lines: Sequence[str], number: int, indent: int, words: Vocabulary) -> list[str]:
    """Return the canonical keys whose values contain a line with an indentation.

    The hyphen of a list's entry counts as indentation of the keys after it.
    """
    found: list[str] = []
    for line in reversed(lines[:number]):
        key = _KEY.match(line)
        if key and len(key["lead"]) < indent:
            found.append(canonical(key["key"], words))
            hyphen = key["lead"].find("-")
            indent = hyphen + 1 if hyphen >= 0 else len(key["lead"])
    return found[::-1]


@cache
def _whole() -> Schema:
    return blueprint()


def _mapping_of(schema: object) -> Schema | None:
    """Return the object that a schema allows, itself or as an entry of a list."""
    if not isinstance(schema, dict):
        return None
    if "$ref" in schema:
        return _mapping_of(_whole()["$defs"][str(schema["$ref"]).rpartition("/")[2]])
    if "properties" in schema:
        return schema
    nested = [*schema.get("anyOf", ()), schema.get("items")]
    return next((found for found in map(_mapping_of, nested) if found), None)


def _keys(schema: Schema) -> Iterator[tuple[str, Key]]:
    for name, value in schema["properties"].items():
        if canonical(name, vocabulary()) == name:
            yield name, Key(name, _description(value), tuple(_values(value)))


def _description(value: Schema) -> str:
    if "$ref" in value and "description" not in value:
        return str(_whole()["$defs"][str(value["$ref"]).rpartition("/")[2]].get("description", ""))
    return str(value.get("description", ""))


def _values(schema: Schema) -> Iterator[str]:
    """Yield the values that a schema lists, without other names for them."""
    if schema.get("deprecated"):
        return
    if "$ref" in schema:
        yield from _values(_whole()["$defs"][str(schema["$ref"]).rpartition("/")[2]])
        return
    yield from map(str, schema.get("enum", ()))
    if schema.get("type") == "boolean":
        yield from ("true", "false")
    branches = [*schema.get("anyOf", ()), *filter(None, [schema.get("items")])]
    is_text = any(map(_is_text, branches))
    for branch in branches:
        if not (is_text and branch.get("type") == "boolean"):  # which is then read as a text
            yield from _values(branch)


def _is_text(schema: Schema) -> bool:
    return schema.get("type") == "string" and "enum" not in schema
