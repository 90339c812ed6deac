"""Reading a document back: whether it has the same content as its definition."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ionflux.authoring.rendering.items import ADDITIONAL, OF_ROWS
from ionflux.compiler import compile_text
from ionflux.core.findings import Severity
from ionflux.core.json_value import JsonValue
from ionflux.core.settings import Settings
from ionflux.models import AgentDefinition


class Difference(NamedTuple):
    """How a document differs from a definition: names of fields, and an error in it."""

    names: frozenset[str]
    error: str | None = None


def difference(definition: AgentDefinition, text: str, settings: Settings) -> Difference:
    """Compile a document, and return where it differs from its definition."""
    compiled = compile_text(text, settings=settings)
    wanted = _said(definition)
    errors = (found for found in compiled.diagnostics if found.severity is Severity.ERROR)
    error = next((found.message for found in errors), None)
    if error is not None or len(compiled.definitions) != 1:
        return Difference(frozenset(wanted), error)
    read = _said(compiled.definitions[0])
    names = wanted.keys() | read.keys()
    return Difference(frozenset(name for name in names if wanted.get(name) != read.get(name)))


def _said(definition: AgentDefinition) -> dict[str, str]:
    """Return the values of a definition, as text that distinguishes `1` from `1.0` and `true`."""
    return {name: _exact(value) for name, value in _values(definition)}


def _values(definition: AgentDefinition) -> Iterator[tuple[str, JsonValue]]:
    for name, value in definition.model_dump(by_alias=True).items():
        if name == ADDITIONAL and isinstance(value, Mapping):
            yield from ((f"{ADDITIONAL}.{key}", inner) for key, inner in value.items())
        elif name not in OF_ROWS:
            yield name, value


def _exact(value: JsonValue) -> str:
    return json.dumps(value, sort_keys=True, default=repr)
