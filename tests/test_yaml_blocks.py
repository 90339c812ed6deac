"""YAML to values and places, by the rules of YAML 1.2 and within limits."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ionflux
from ionflux.yaml.composer import MAX_NODES, compose
from ionflux.yaml.nodes import Block, to_python


def value(text: str) -> Any:
    found = compose(Block(text))
    assert not found.findings
    return to_python(found.roots[0])


def faults(text: str) -> list[tuple[str, int, int]]:
    return [
        (finding.code, finding.place.line, finding.place.column)
        for finding in compose(Block(text)).findings
        if finding.place
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("True", True),
        ("null", None),
        ("~", None),
        ("'null'", "null"),
        ("12", 12),
        ("012", 12),
        ("0o14", 12),
        ("0xC", 12),
        ("0b1", "0b1"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("2001-01-01", "2001-01-01"),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        (".inf", ".inf"),
        ("-.inf", "-.inf"),
        (".nan", ".nan"),
        ("1e999", "1e999"),
        ("-1e-400", "-1e-400"),
        ("0e-400", 0.0),
        ("5e-324", 5e-324),
        ("=", "="),
        ("!!str 12", "12"),
        ("!!python/name:os.system", None),
        ("a\u2028b\x85c", "a\u2028b\x85c"),
        ("'a\n\n  b'", "a\nb"),
        ("|\n  a\n  b\n", "a\nb\n"),
        (">-\n  a\n  b\n", "a b"),
        ("{a: [1, {b: c}]}", {"a": [1, {"b": "c"}]}),
        ("? a\n: b", {"a": "b"}),
    ],
)
def test_values(text: str, meant: Any) -> None:
    found = compose(Block(text))
    assert to_python(found.roots[0]) == meant


def test_long_integers_can_be_written_out_again() -> None:
    for text in ("9" * 4000, "0x" + "f" * 4000, "0o" + "7" * 4000, "9" * 5000):
        json.dumps(value(text))


def test_merge_keys_do_not_override_keys_of_the_mapping() -> None:
    assert value("a: &a {x: 1, y: 2}\nb:\n  y: 3\n  <<: *a\n") == {
        "a": {"x": 1, "y": 2},
        "b": {"y": 3, "x": 1},
    }


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3\n", "IFX102", 3, 1),
        ("a:\n\t- b\n", "IFX101", 2, 1),
        ("a: b: c\n", "IFX101", 1, 5),
        ("a: 'b\n", "IFX101", 1, 4),
        ("a: *b\n", "IFX101", 1, 4),
        ("cron: * * * * *\n", "IFX101", 1, 7),
        ("a: 1\n---\nb: 2\n", "IFX101", 2, 1),
        ("a: \x1b[31m\n", "IFX101", 1, 4),
        ("[a]: b\n", "IFX101", 1, 1),
        ("a: !!python/object:os.system x\n", "IFX104", 1, 4),
        ('a: "\\0"\n', "IFX104", 1, 4),
        ("<<: 3\n", "IFX104", 1, 5),
        ("a: " + "[" * 101 + "]" * 101, "IFX111", 1, 103),
        ("a: &a [*a]\n", "IFX111", 1, 8),
        ("a: &a [b]\nc: [" + "*a, " * 6000 + "]\n", "IFX111", 2, 20005),
    ],
)
def test_mistakes_have_a_place(text: str, code: str, line: int, column: int) -> None:
    assert faults(text) == [(code, line, column)]


def test_a_hundred_levels_are_allowed() -> None:
    assert not faults("a: " + "[" * 99 + "]" * 99)


def test_exponential_aliases_are_an_error() -> None:
    laughs = "a0: &a0 [ha, ha]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 20)
    )
    assert [code for code, *_ in faults(laughs)] == ["IFX111"]


def test_one_long_text_many_times_is_an_error() -> None:
    assert [code for code, *_ in faults(f"a: &a {'x' * 100_000}\nb: [{'*a, ' * 500}]")] == [
        "IFX111"
    ]


def test_aliases_do_not_nest_past_the_limit() -> None:
    deep = "a0: &a0 " + "[" * 60 + "]" * 60 + "\na1: &a1 " + "[" * 60 + "*a0" + "]" * 60
    assert [code for code, *_ in faults(deep)] == ["IFX111"]


def test_too_many_values_are_an_error() -> None:
    assert [code for code, *_ in faults("- a\n" * (MAX_NODES + 1))] == ["IFX111"]


@pytest.mark.parametrize("indent", ["", "  ", "   "])
def test_places_are_those_of_the_document(indent: str) -> None:
    block = "```yaml\nid: agent_1\nname: A\nversion: 1\ninputs:\n  - key: a\n    type: nothing\n```"
    text = "## AGENT 1 — A\n\n" + "".join(f"{indent}{line}\n" for line in block.split("\n"))
    (found,) = (d for d in ionflux.compile_text(text).diagnostics if d.severity == "error")
    line = text.split("\n")[found.line - 1]
    assert line[found.column - 1 : found.end_column] == "nothing"
    assert found.field == "inputs_schema[0].type"


# The categories of characters that YAML never allows, and of those that the reader uses itself.
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\ufeff")
)
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(PLAIN)
def test_json_is_yaml(data: object) -> None:
    assert value(json.dumps(data, ensure_ascii=False)) == data


@given(st.text(st.sampled_from("ab:-?#&*!|>'\"%@`{}[],<~ \n\t0.x\\\u2028é"), max_size=60))
def test_any_text_has_values_or_findings_with_places(text: str) -> None:
    found = compose(Block(text), several=True)
    lines = text.split("\n")
    for finding in found.findings:
        assert finding.place
        line, column, end_line, end_column = finding.place
        assert isinstance(line, int)
        assert isinstance(column, int)
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
        assert (end_line, end_column) >= (line, column)
    for root in found.roots:
        json.dumps(to_python(root))
