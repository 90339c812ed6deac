"""Schemas that inputs declare: checked according to JSON Schema, in bounded time."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from growth import superlinear
from ionflux.configure.value_schema import Fault, first_fault

SCHEMAS: list[dict[str, Any]] = [
    {"pattern": "^a+$"},
    {"type": "array", "uniqueItems": True},
    {"uniqueItems": False},
    {"patternProperties": {"^a": {"type": "number"}}, "additionalProperties": False},
    {"properties": {"a": {}}, "additionalProperties": {"type": "string"}},
    {"additionalProperties": True},
    {"properties": {"b": True}, "unevaluatedProperties": False},
    {"$defs": {"n": {"type": ["number", "null"]}}, "items": {"$ref": "#/$defs/n"}},
    {"type": "object", "properties": {"a": {"$ref": "#"}}},
]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from([1.0, 0.5, "a", "aa", "b", ""]),
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "ab", "b"]), below, max_size=3)
    ),
    max_leaves=5,
)


@given(st.sampled_from(SCHEMAS), VALUES)
def test_a_value_fits_if_it_is_valid_by_json_schema(schema: dict[str, Any], value: Any) -> None:
    assert (first_fault(value, schema) is None) is Draft202012Validator(schema).is_valid(value)


def test_where_and_why_a_value_does_not_fit() -> None:
    schema = {"properties": {"a": {"items": {"pattern": "^x"}}}}
    assert first_fault({"a": ["x", "y"]}, schema) == Fault(("a", 1), "'y' does not match '^x'")


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|aa)*$", "(a*)*b", "^([a-z]+\\s?)+$"])
def test_a_pattern_that_backtracks_elsewhere_is_linear_here(pattern: str) -> None:
    def check(text: str) -> None:
        first_fault(text, {"pattern": pattern})
        first_fault({text: 1}, {"patternProperties": {pattern: {}}, "additionalProperties": False})

    assert superlinear(check, lambda size: f"{'a' * size}!", 20_000) is None


def test_many_items_are_compared_in_one_pass() -> None:
    def check(text: str) -> None:
        first_fault([{"a": number} for number in range(len(text))], {"uniqueItems": True})

    assert superlinear(check, lambda size: "x" * size, 8_000) is None


def test_a_schema_that_refers_to_itself_without_end_does_not_fit() -> None:
    assert first_fault({"a": 1}, {"$ref": "#"}) == Fault(
        (), "its schema refers to itself endlessly"
    )


def test_what_cannot_be_checked_is_accepted() -> None:
    doubling = {f"d{n}": {"allOf": [{"$ref": f"#/$defs/d{n + 1}"}] * 2} for n in range(40)}
    assert first_fault(1, {"$defs": {**doubling, "d40": {}}, "$ref": "#/$defs/d0"}) is None
    assert first_fault("b", {"pattern": "^(?=a)"}) is None
    assert first_fault(1, {"$ref": "https://example.com/other"}) is None
