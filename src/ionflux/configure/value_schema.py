"""Validating values against the JSON Schemas in definitions, in bounded time.

Regular expressions are searched by an engine that does not backtrack. A schema counts as
satisfied if it refers to another document, which is not fetched, has a regular expression that the
engine does not support (lookahead or lookbehind), or has too many references.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import count
from typing import Annotated, NamedTuple, TypeAlias, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match
from jsonschema.validators import extend
from pydantic import StringConstraints, TypeAdapter
from pydantic import ValidationError as NoMatch
from pydantic_core import SchemaError
from referencing import Registry
from referencing.exceptions import Unresolvable

from ionflux.core.findings import Loc
from ionflux.core.json_value import JsonValue

MOST = 10_000
"""How many references are followed for one value."""

_Keyword: TypeAlias = Callable[..., Iterator[ValidationError]]
# Called with a validator, the keyword's value, the value and the schema that has the keyword.
_Schema: TypeAlias = Mapping[str, JsonValue]
_KEYWORDS: Mapping[str, _Keyword] = Draft202012Validator.VALIDATORS


class Fault(NamedTuple):
    """Where and why a value does not fit its schema."""

    path: Loc
    message: str


class _TooFarError(Exception):
    """More references than are followed."""


def first_fault(value: JsonValue, schema: dict[str, JsonValue]) -> Fault | None:
    """Return where a value does not fit a schema, or None if it fits or counts as fitting."""
    try:
        error = best_match(_validator()(schema, registry=Registry()).iter_errors(value))
    except (Unresolvable, _TooFarError):
        return None
    except RecursionError:
        return Fault((), "its schema refers to itself endlessly")
    return Fault(tuple(error.absolute_path), error.message) if error else None


def _validator() -> type[Draft202012Validator]:
    """Return a validator that counts the references it follows."""
    steps = count(1)

    def counted(keyword: str) -> _Keyword:
        def follow(*arguments: object) -> Iterator[ValidationError]:
            if next(steps) > MOST:
                raise _TooFarError
            yield from _KEYWORDS[keyword](*arguments)

        return follow

    references = {keyword: counted(keyword) for keyword in ("$ref", "$dynamicRef")}
    made = extend(Draft202012Validator, _OURS | references)  # type: ignore[no-untyped-call]  # theirs
    return cast("type[Draft202012Validator]", made)


def _pattern(_: object, pattern: str, value: JsonValue, __: _Schema) -> Iterator[ValidationError]:
    if isinstance(value, str) and _is_found(pattern, value) is False:
        yield ValidationError(f"{value!r} does not match {pattern!r}")


def _pattern_properties(
    validator: Draft202012Validator, patterns: _Schema, value: JsonValue, _: _Schema
) -> Iterator[ValidationError]:
    for pattern, below in patterns.items() if isinstance(value, dict) else ():
        for key, item in value.items():
            if _is_found(pattern, key):
                yield from validator.descend(item, below, path=key, schema_path=pattern)


def _additional_properties(
    validator: Draft202012Validator, below: JsonValue, value: JsonValue, schema: _Schema
) -> Iterator[ValidationError]:
    known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    for key, item in value.items() if isinstance(value, dict) else ():
        if key in known or any(_is_found(each, key) is not False for each in patterns):
            continue
        if below is False:
            yield ValidationError(f"the key {key!r} is not declared")
        elif below is not True:
            yield from validator.descend(item, below, path=key)


def _unevaluated_properties(
    validator: Draft202012Validator, below: JsonValue, value: JsonValue, schema: _Schema
) -> Iterator[ValidationError]:
    """Remove keywords that would search for the keys of `patternProperties` with backtracking."""
    if "patternProperties" not in json.dumps(validator.schema):
        yield from _KEYWORDS["unevaluatedProperties"](validator, below, value, schema)


def _unique_items(
    _: object, wanted: JsonValue, value: JsonValue, __: _Schema
) -> Iterator[ValidationError]:
    if wanted and isinstance(value, list):
        different = {json.dumps(_whole(item), sort_keys=True) for item in value}
        if len(different) < len(value):
            yield ValidationError(f"{value!r} has non-unique elements")


def _whole(value: JsonValue) -> JsonValue:
    """Return a value with `1` in place of `1.0`, which are equal in JSON Schema."""
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _is_found(pattern: str, text: str) -> bool | None:
    """Tell whether a pattern is found in a text; None if that cannot be told."""
    engine = _engine(pattern)
    if engine is None:
        return None
    try:
        engine.validate_python(text)
    except NoMatch:
        return False
    return True


@lru_cache(maxsize=256)
def _engine(pattern: str) -> TypeAdapter[str] | None:
    """Return a search function for a pattern; None if it would have to backtrack."""
    try:
        return TypeAdapter(Annotated[str, StringConstraints(pattern=pattern)])
    except SchemaError:
        return None


_OURS: dict[str, _Keyword] = {
    "pattern": _pattern,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional_properties,
    "unevaluatedProperties": _unevaluated_properties,
    "uniqueItems": _unique_items,
}
