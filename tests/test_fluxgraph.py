"""FluxGraph documents compile to what a careful reader wrote down, and say what is wrong."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import ionflux
from expected import present
from fluxgraph_expectations import DOCUMENTS, OWN, Expected, resolve

RECIPE = OWN / "012_recipe_card_agent.md"


@cache
def compiled(path: Path) -> ionflux.Compilation:
    present(path)
    return ionflux.compile_paths([path])


def definition(path: Path) -> dict[str, Any]:
    (agent,) = json.loads(compiled(path).to_json())["agent_definitions"]
    found: dict[str, Any] = agent
    return found


@pytest.fixture(params=DOCUMENTS, ids=lambda each: each.path.stem)
def expected(request: pytest.FixtureRequest) -> Expected:
    found: Expected = request.param
    present(found.path)
    return found


def test_every_field_is_what_a_reader_wrote_down(expected: Expected) -> None:
    source = expected.path.read_text("utf-8").split("\n")
    agent = definition(expected.path)
    for name, value in resolve(expected.fields, source).items():
        assert agent[name] == value, name


def test_the_nodes_are_those_of_the_yaml(expected: Expected) -> None:
    nodes = definition(expected.path)["graph"]["nodes"]
    assert [list(node) for node in nodes] == [
        ["id", "transform", "inputs", "outputs", "condition", "depends_on", "approval_scope"]
    ] * len(expected.nodes)
    told = [{**node, "condition": node["condition"] is not None} for node in nodes]
    assert [{key: node[key] for key in expected.nodes[0]} for node in told] == expected.nodes


def test_nothing_else_is_kept_and_nothing_is_lost(expected: Expected) -> None:
    source = expected.path.read_text("utf-8").split("\n")
    kept = definition(expected.path)["additional_sections"]
    told = resolve(expected.kept, source)
    assert {*kept} == {*told, "flux_graph"}
    for name, value in told.items():
        assert kept[name] == value, name


def test_the_findings_are_those_of_a_careful_reader(expected: Expected) -> None:
    found = compiled(expected.path).diagnostics
    assert [(each.line, each.code) for each in found] == expected.findings
    assert {each.agent for each in found} == {expected.fields["id"]}
