"""YAML syntax errors in words: what is wrong, where, and what to write instead."""

from __future__ import annotations

import pytest

from ionflux import compile_text
from ionflux.core.findings import Finding
from ionflux.yaml.composer import compose
from ionflux.yaml.nodes import Block, to_python

NO_BREAK = "\u00a0"


def fault(text: str) -> Finding:
    (finding,) = compose(Block(text)).findings
    assert finding.code == "IFX101"
    return finding


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("a: [\n", "a bracket is opened and never closed", "close it"),
        ("a: [1, {b: c\n", "`{` is opened and never closed", "close it"),
        ("a: [1,, 2]\n", "`,` where a value is expected", "write the value"),
        ("a: ]\n", "`]` where a value is expected", "write the value"),
    ],
)
def test_brackets(text: str, message: str, hint: str) -> None:
    finding = fault(text)
    assert message in finding.message
    assert hint in (finding.hint or "")


@pytest.mark.parametrize(
    ("value", "escape", "column"),
    [
        (r"C:\Users\ana", r"\U", 10),
        (r"C:\temp\data", r"\d", 15),
        (r"\d+", r"\d", 8),
        (r"\uD83D\uDE00", r"\u", 8),
    ],
)
def test_a_backslash_in_double_quotes_is_named_where_it_is(
    value: str, escape: str, column: int
) -> None:
    finding = fault(f'path: "{value}"\n')
    assert finding.message == f"`{escape}` does not begin a valid escape"
    assert "single quotes" in (finding.hint or "")
    assert finding.place is not None
    assert finding.place[:2] == (1, column)
    assert compose(Block(f"path: '{value}'\n")).findings == []


@pytest.mark.parametrize(
    ("text", "place", "follows"),
    [
        ("id:~agent_001\nname: x\n", (1, 4), "`id:`"),  # the first key of the block
        ("id:~agent_001\nname:~x\nversion: 1\n", (1, 4), "`id:`"),
        ("id:~agent_001\n", (1, 4), "`id:`"),  # the only key
        ("name: x\nid:~agent_001\n", (2, 4), "`id:`"),
        ("memory:\n  type:~redis\n  namespace: x\n", (2, 8), "`type:`"),
        ("memory:\n  namespace:~x\n", (2, 13), "`namespace:`"),
        ("inputs:\n  - key:~goal\n    type: string\n", (2, 9), "`key:`"),
        ("memory: {type: redis, namespace:~mail}\n", (1, 33), "`namespace:`"),
        ("memory: {namespace:~mail, type: redis}\n", (1, 20), "`namespace:`"),
        ("models:\n  -~openai\n", (2, 4), "`-`"),
        ("models:\n  - a\n  -~openai\n", (3, 4), "`-`"),
        ("name~: x\nid: y\n", (1, 5), "the key `name`"),
        ("memory: {namespace~: mail}\n", (1, 19), "the key `namespace`"),
    ],
)
@pytest.mark.parametrize(
    ("character", "name"),
    [
        (NO_BREAK, "a no-break space (U+00A0)"),
        ("\u202f", "a narrow no-break space (U+202F)"),
        ("\u3000", "an ideographic space (U+3000)"),
        ("\u200b", "a zero width space (U+200B)"),
    ],
)
def test_an_invisible_space_is_reported_at_its_place(
    text: str, place: tuple[int, int], follows: str, character: str, name: str
) -> None:
    finding = fault(text.replace("~", character))
    assert finding.message == f"{name} follows {follows}"
    assert "replace it with a plain space" in (finding.hint or "")
    assert finding.place is not None
    assert finding.place[:2] == place


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: see note:~b\n", "see note:~b"),
        ("a: >-\n  note:~b\n", "note:~b"),
        ("a: 'note:~b'\n", "note:~b"),
        ("a:\n  several words\n  note:~b\n", "several words note:~b"),
        ("a: 10~000\n", "10~000"),
        ("a: [10~000]\n", ["10~000"]),
    ],
)
def test_an_invisible_space_in_a_text_is_text(text: str, value: object) -> None:
    composed = compose(Block(text.replace("~", NO_BREAK)))
    assert composed.findings == []
    found = to_python(composed.roots[0])["a"]
    assert repr(found).replace("\\xa0", "~") == repr(value)


@pytest.mark.parametrize(
    "block", ["id:~agent_001\nname: A\n", "id: agent_001\nname: A\nmemory: {type:~x}\n"]
)
def test_an_invisible_space_is_the_only_finding_of_a_block(block: str) -> None:
    text = f"## AGENT 001 — A\n\n```yaml\n{block}version: 1\n```\n".replace("~", NO_BREAK)
    errors = [d for d in compile_text(text).diagnostics if d.severity == "error"]
    assert [(d.code, d.message[:14]) for d in errors] == [("IFX101", "a no-break spa")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"k: v{' ' * 100_000}: x\n", "a value that contains `: ` must be in quotes"),
        (f"k: v{' x:y' * 100_000}: x\n", "a value that contains `: ` must be in quotes"),
        (f"k{' ' * 100_000}\nc: d\n", "a key cannot be here: the line above already has a value"),
        (f"a:{NO_BREAK}b\n" * 100_000 + "c: d\n", "a no-break space (U+00A0) follows `a:`"),
    ],
)
def test_a_hint_takes_linear_time(text: str, message: str) -> None:
    assert fault(text).message == message
