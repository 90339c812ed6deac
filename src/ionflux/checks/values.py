"""Values of documents in the words of a finding."""

from __future__ import annotations

from collections.abc import Mapping

from ionflux.core.numbers import size_fault

SHOWN = 40
"""How many characters of a value are quoted."""

_FLAGS = {
    **dict.fromkeys(("true", "yes", "y", "on"), "true"),
    **dict.fromkeys(("false", "no", "n", "off"), "false"),
}


def described(value: object) -> str:
    """Return a value in words: `5`, a list, the text `yes`."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str):
        fault = size_fault(value)
        return f"the text `{value[:SHOWN]}`{f', which is {fault}' if fault else ''}"
    if isinstance(value, Mapping):
        return "a mapping"
    return "a list" if isinstance(value, list | tuple) else f"`{value}`"


def flag_of(value: object) -> str | None:
    """Return `true` or `false` if a value is a text that certainly means it."""
    return _FLAGS.get(value.strip(" “”„«»‘’").lower()) if isinstance(value, str) else None
