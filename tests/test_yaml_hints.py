"""Mistakes in the YAML that people make, and what they are told."""

from __future__ import annotations

import pytest

from ionflux.yaml.composer import compose
from ionflux.yaml.nodes import Block


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("a: [\n", "a bracket is opened and never closed", "close it"),
        ("a: [1, {b: c\n", "`{` is opened and never closed", "close it"),
        ("a: [1,, 2]\n", "`,` stands where a value is expected", "write the value"),
        ("a: ]\n", "`]` stands where a value is expected", "write the value"),
    ],
)
def test_brackets(text: str, message: str, hint: str) -> None:
    (finding,) = compose(Block(text)).findings
    assert message in finding.message
    assert hint in (finding.hint or "")
