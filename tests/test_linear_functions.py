"""Every function that reads a text takes time in proportion to its length, whatever the text is.

All public functions that need no more than a text are found by walking the program's modules, and
each command that reads a file by `fuzz.targets`. `make fuzz` tries them with longer texts, and with
many more.
"""

from __future__ import annotations

from itertools import islice
from random import Random

import pytest

from bad_strings import BadString
from fuzz.generators import bad_texts
from fuzz.targets import TARGETS
from growth import superlinear
from ionflux import compile_text
from ionflux.markdown.scan import scan
from reading_samples import blueprint
from source_functions import functions_of_a_text

_SIZE = 20_000
_TEXTS = 3
SCHEDULED = blueprint("### Triggers\n", yaml="triggers: [{type: schedule, cron: '*/5 * * * *'}]\n")
_COMMAND = 0.15
"""Seconds of a command on 20 KB that are not significant."""


def test_functions_of_a_text_are_linear() -> None:
    random = Random(1)
    functions = list(functions_of_a_text())
    assert len(functions) > 100
    assert [
        (each.name, bad, growth)
        for each in functions
        for bad in islice(bad_texts(random), _TEXTS)
        if (growth := superlinear(each.function, bad.of, _SIZE))
    ] == []


FOUND = [
    ("document", BadString(SCHEDULED, "every 5 min. ", "")),
    ("document", BadString(SCHEDULED, "on mon at 8, ", "")),
    ("document", BadString(SCHEDULED, "<!-- ionflux: ignore IFX001 -->", "")),
    ("document", BadString(blueprint("### Capabilities\n"), "```\n", "")),
    ("document", BadString(blueprint("### Introduction\n"), "mon-a:\n## a\n", "")),
    ("document", BadString(blueprint("### KPIs\n"), "- Agent 002 (M)\n```yaml\na: 1\n```\n", "")),
    ("definition", BadString("stack: {models: ['a", " ", "x']}\n")),
    ("project", BadString("", "tool", "\n")),
    ("project", BadString("", "\n", "[")),
    ("settings", BadString("", "a.", "]")),
]
"""Functions that once took longer than their share of time."""


@pytest.mark.parametrize(("name", "bad"), FOUND)
def test_earlier_superlinear_cases_are_linear(name: str, bad: BadString) -> None:
    read = TARGETS[name].read
    assert superlinear(lambda text: read(text.encode()), bad.of, _SIZE, _COMMAND) is None


def test_comments_on_one_line_are_linear() -> None:
    assert superlinear(scan, BadString("", "<!--)", "").of, 160_000) is None


@pytest.mark.parametrize("key", ["k{n}", '"name{n}"', '"name{blanks}"'])
def test_keys_that_are_unknown_or_repeated_are_linear(key: str) -> None:
    def of(size: int) -> str:
        lines = (f"{key.format(n=n, blanks=' ' * n)}: 1\n" for n in range(size // 10))
        return blueprint(yaml="".join(lines))

    assert superlinear(compile_text, of, _SIZE, _COMMAND) is None


@pytest.mark.parametrize("name", [name for name, target in TARGETS.items() if target.pieces])
def test_commands_are_linear(name: str) -> None:
    target = TARGETS[name]
    texts = bad_texts(Random(name), target.pieces, target.beginnings)
    assert [
        (bad, growth)
        for bad in islice(texts, _TEXTS)
        if (growth := superlinear(lambda t: target.read(t.encode()), bad.of, _SIZE, _COMMAND))
    ] == []
