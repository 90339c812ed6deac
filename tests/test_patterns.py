"""Patterns are compiled when they are used: here all of them are, so that mistakes are noticed."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import ionflux
from ionflux.core.patterns import regex

MODULES = [
    info.name
    for info in pkgutil.walk_packages(ionflux.__path__, "ionflux.")
    if info.name != "ionflux.__main__"
]


def test_every_pattern_of_the_program_can_be_compiled() -> None:
    made = type(regex(""))
    found = [
        (module, name, value)
        for module in MODULES
        for name, value in vars(import_module(module)).items()
        if isinstance(value, made)
    ]
    assert len(found) > 50
    for _, _, value in found:
        re.compile(value.pattern, value.flags)


def test_a_pattern_is_what_its_compiled_form_is() -> None:
    later = regex(r"(?P<word>\w+)", re.IGNORECASE)
    assert later.pattern == r"(?P<word>\w+)"
    assert later.flags & re.IGNORECASE
    assert [match["word"] for match in later.finditer("a bc")] == ["a", "bc"]
    assert later.sub("x", "a bc") == "x x"
