"""Templates and expressions: their references and places, in any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ionflux.models.expressions import read_expression, read_template


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("plain text with nodes.a.outputs.b", []),
        ("{{nodes.a.outputs.b}}", ["nodes.a.outputs.b"]),
        ("x{{a.b}}y{{ c }}z", ["a.b", "c"]),
        ("{{a.b || c.d && !e == 'x.y' }}", ["a.b", "c.d", "e"]),
        ("{{a.b if c.d != null else 0.5}}", ["a.b", "c.d"]),
        ("{{a ? b.c : d}}", ["a", "b.c", "d"]),
        ("{{a.list.map(each => each.id).length}}", ["a.list"]),
        ("{{a.list.reduce((sum, each) => sum + each.size + b.c, 0)}}", ["a.list", "b.c"]),
        ("{{size(a.b) - size( c )}}", ["a.b", "c"]),
        ("{{a['b c'].d[0].e}}", ["a.b c.d.0.e"]),
        ("{{a?.b}} {{a[b.c].d}}", ["a.b", "a", "b.c"]),
        ("{{'literal'}} {{null}} {{true}} {{12.5}} {{[]}}", []),
        ("{{ {key: a.b, 'other': c} }}", ["a.b", "c"]),
        ("{{a if b else 'text with {{c.d}} in it'}}", ["a", "b", "c.d"]),
        ("{{a.b-c.d}} {{a - b}}", ["a.b-c.d", "a", "b"]),
        ("{{never.closed", ["never.closed"]),
        ("{{it's}} {{}} {{ }}", ["it", "s"]),
    ],
)
def test_paths_are_parsed(text: str, paths: list[str]) -> None:
    found = read_template(text).references
    assert [".".join(reference.path) for reference in found] == paths
    for reference in found:
        assert text[reference.start : reference.end].startswith(reference.root)


def test_literals_are_recognised() -> None:
    found = read_template("{{'One_Transform' if a else \"Two_Transform\"}} 'none'")
    assert found.literals == ("One_Transform", "Two_Transform")


def test_a_text_may_be_one_expression() -> None:
    found = read_expression("(size(nodes.a.outputs.b) - 1) * factor < 0.7").references
    assert [".".join(reference.path) for reference in found] == ["nodes.a.outputs.b", "factor"]


@given(st.text(alphabet="{}()[]'\"\\.,:?=>|& ab1\n", max_size=60))
def test_any_text_can_be_parsed(text: str) -> None:
    for found in (read_template(text), read_expression(text)):
        for reference in found.references:
            assert 0 <= reference.start < reference.end <= len(text)
            assert text[reference.start : reference.end].startswith(reference.root)
