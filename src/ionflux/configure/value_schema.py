"""Values against the JSON Schemas that definitions declare for them."""

from __future__ import annotations

from typing import NamedTuple

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry
from referencing.exceptions import Unresolvable

from ionflux.core.findings import Loc
from ionflux.core.json_value import JsonValue
from ionflux.models.nullable import with_null


class Fault(NamedTuple):
    """Where in a value it does not fit its schema, and why."""

    path: Loc
    message: str


def first_fault(value: JsonValue, schema: dict[str, JsonValue]) -> Fault | None:
    """Return where a value does not fit a schema, or None where it fits.

    A schema that refers to another one is not fetched: it is taken to fit.
    """
    try:
        validator = Draft202012Validator(with_null(schema), registry=Registry())
        error = best_match(validator.iter_errors(value))
    except Unresolvable:
        return None
    return Fault(tuple(error.absolute_path), error.message) if error else None
