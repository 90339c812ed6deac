"""Texts with `{{variables}}`: listing the variables, and replacing them."""

from __future__ import annotations

from collections.abc import Mapping

from ionflux.core.patterns import regex

_VARIABLE = regex(r"\{\{([^{}]*)\}\}")


def variables(template: str) -> tuple[str, ...]:
    """Return the names of a template's variables, each once, in the order of the text."""
    return tuple(dict.fromkeys(name.strip() for name in _VARIABLE.findall(template)))


def filled(template: str, values: Mapping[str, str]) -> str:
    """Return the template with its variables replaced; one without a value stays as written."""
    return _VARIABLE.sub(lambda found: values.get(found[1].strip(), found[0]), template)
