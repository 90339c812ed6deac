"""Colons within words in brackets and braces: YAML 1.2 allows them, the quick parser does not."""

from __future__ import annotations

import pytest

from ionflux.yaml.composer import compose
from ionflux.yaml.nodes import Block, MappingNode, SequenceNode, to_python


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: [openai:gpt-4o, b]\n", {"a": ["openai:gpt-4o", "b"]}),
        ("a: {model: openai:gpt-4o}\n", {"a": {"model": "openai:gpt-4o"}}),
        ("a: {b: http://x/y?z, c: 0.10}\n", {"a": {"b": "http://x/y?z", "c": 0.1}}),
        ("a: &x [b:c]\nd: *x\n", {"a": ["b:c"], "d": ["b:c"]}),
        ("a: [b:c\u2028d, 'e']\n", {"a": ["b:c\u2028d", "e"]}),
    ],
)
def test_words_with_colons_and_question_marks_are_words(text: str, value: object) -> None:
    composition = compose(Block(text))
    assert composition.findings == []
    assert to_python(composition.roots[0]) == value


def test_such_words_have_their_places() -> None:
    (root,) = compose(Block("é: 1\na: [x, openai:gpt-4o]\n", first_line=10)).roots
    assert isinstance(root, MappingNode)
    models = root.entries["a"][1]
    assert isinstance(models, SequenceNode)
    assert models.items[1].span == (11, 8, 11, 20)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: [b:c, b:c\n", "IFX101"),
        ("a: [b:c]\na: 1\n", "IFX102"),
        ("a: [b, ?c]\n", "IFX101"),
        ("a: {?b: c}\n", "IFX101"),
        ("a: [b:c, *x]\n", "IFX101"),
        ("a: [b:c]\nd: " + "[" * 200 + "]" * 200 + "\n", "IFX111"),
    ],
)
def test_mistakes_beside_such_words_are_found(text: str, code: str) -> None:
    assert [finding.code for finding in compose(Block(text)).findings] == [code]


def test_a_large_block_of_such_words_is_rejected() -> None:
    (finding,) = compose(Block("a: [" + "b:c, " * 1_000_000 + "]\n")).findings
    assert finding.code == "IFX101"
