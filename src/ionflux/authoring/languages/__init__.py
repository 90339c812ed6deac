"""The languages that a new blueprint can be written in: one module each, found by its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules


@dataclass(frozen=True, slots=True)
class Language:
    """What a blueprint says in one language; `$name` and the like are filled in.

    `template` is the whole section; the others are single phrases of it. `starts` has a line
    for each type of trigger, for the chapter on scheduling.
    """

    name: str
    template: str
    starts: Mapping[str, str]
    value: str
    required: str
    optional: str
    conjunction: str
    nothing: str
    questions: Mapping[str, str]
    defaults: Mapping[str, str]


@cache
def languages() -> Mapping[str, Language]:
    """Return every language by its code, such as `pt`."""
    codes = sorted(info.name for info in iter_modules(__path__))
    return {code: import_module(f"{__name__}.{code}").LANGUAGE for code in codes}
