"""Values for the declared inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ionflux.configure.notes import Notes
from ionflux.configure.values import kind_of, nearest_hint
from ionflux.core.findings import Span
from ionflux.models import AgentDefinition, InputField
from ionflux.yaml.nodes import Node, Scalar, to_python

OVERRIDES = ("triggers", "memory", "llm_preference")
"""Keys of `config` that are no inputs, unless the definition declares an input of that name."""

_NOUNS = {"string": "a text", "number": "a number", "boolean": "a boolean"}
_HINTS = {
    "string": "write it in quotes",
    "number": "write it without quotes, with a point for decimals",
    "boolean": "write `true` or `false`, without quotes",
}


def read_inputs(
    values: Mapping[str, tuple[Scalar, Node]], agent: AgentDefinition, place: Span, notes: Notes
) -> dict[str, Any]:
    """Return every declared input with its value, its default, or None.

    A value of `null` counts as none given. `place` is where a missing value belongs.
    """
    declared = {field.key: field for field in agent.inputs_schema}
    for key, (word, _) in values.items():
        if key not in declared:
            _unknown(key, word, agent, notes)
    return {key: _value(field, values.get(key), place, notes) for key, field in declared.items()}


def _unknown(key: str, word: Scalar, agent: AgentDefinition, notes: Notes) -> None:
    keys = (*(field.key for field in agent.inputs_schema), *OVERRIDES)
    hint = nearest_hint(key, keys, all_of_them=True)
    message = f"{agent.name} has no input `{key}`"
    notes.add("IFX404", message, word.span, field=f"config.{key}", hint=hint)


def _value(
    field: InputField, entry: tuple[Scalar, Node] | None, place: Span, notes: Notes
) -> object:
    value = to_python(entry[1]) if entry else None
    where = f"config.{field.key}"
    if entry is None or value is None:
        if field.is_needed:
            hint = f"add `{field.key}:` and {_NOUNS.get(field.type, 'a value')} under `config`"
            message = f"the required input `{field.key}` has no value"
            notes.add("IFX402", message, entry[1].span if entry else place, field=where, hint=hint)
        return field.default
    if not fits(value, field.type):
        message = f"`{field.key}` must be {_NOUNS[field.type]}, and is {kind_of(entry[1])}"
        notes.add("IFX403", message, entry[1].span, field=where, hint=_HINTS[field.type])
    return value


def fits(value: object, kind: str) -> bool:
    """Tell whether a value is of an input's type; a boolean is no number."""
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, {"string": str, "boolean": bool}.get(kind, object))
