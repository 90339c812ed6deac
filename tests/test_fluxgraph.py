"""FluxGraph documents compile to the expected values, with findings."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import ionflux
from database_reality import dialect_of, run_seed, written
from expected import present
from fluxgraph_expectations import DOCUMENTS, OWN, Expected, resolve
from in_process import ionflux as program
from ionflux.output.views.agent_view import agent_view
from ionflux.output.views.card import card
from ionflux.output.views.tables import rendered

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


TITLE = "# Agent Blueprint: Chart Printer Agent - v0.2.0\n"
GRAPH = """\
## 2. FluxGraph Definition

```yaml
name: "chart_printer_fluxgraph"
{triggers}graph:
  - id: "print"
    transform: "Print_Transform"
```
"""


def agent(text: str, path: str = "007_chart_printer_agent.md") -> ionflux.AgentDefinition:
    result = ionflux.compile_text(text, path=path)
    assert [each.message for each in result.diagnostics if each.severity == "error"] == []
    (found,) = result.definitions
    return found


def graph(triggers: str = "") -> str:
    return GRAPH.format(triggers=triggers)


def column(name: str, text: str, language: str = "json") -> str:
    return f"\n### `{name}`\n```{language}\n{text}\n```\n"


def codes(text: str, path: str = "007_chart_printer_agent.md") -> list[str]:
    found = ionflux.compile_text(text, path=path).diagnostics
    return [f"{each.line}:{each.column} {each.code}" for each in found if each.code != "IFX005"]


@pytest.mark.parametrize(
    ("path", "overview", "expected"),
    [
        ("007_chart_printer_agent.md", "", "agent_007_chart_printer"),
        ("docs/12_x.md", "", "agent_12_chart_printer"),
        ("chart_printer_agent.md", "", "agent_000_chart_printer"),
        ("007_x.md", "*   **Agent ID:** `agent_040`\n", "agent_040"),
        ("x.md", "- **Agent ID**: agent_7_charts\n", "agent_7_charts"),
    ],
)
def test_the_id_is_stated_or_follows_from_file_and_name(
    path: str, overview: str, expected: str
) -> None:
    text = f"{TITLE}\n## 1. Overview\n\n{overview}\n{graph()}"
    assert agent(text, path).id == expected
    notes = [d.message for d in ionflux.compile_text(text, path=path).diagnostics]
    assert any("number in the file" in note for note in notes) == expected.startswith("agent_000")


def test_a_column_wins_over_the_overview_and_that_over_the_title() -> None:
    overview = "\n## 1. Overview\n*   **Agent Name:** B Agent\n*   **Version:** v0.2\n\n"
    columns = '\n## 3. Columns\n\n### 3.1. `agent_name`\n`"C Agent"`\n'
    found = [agent(text) for text in (TITLE + graph(), TITLE + overview + graph())]
    found.append(agent(TITLE + overview + graph() + columns))
    assert [(each.name, each.version) for each in found] == [
        ("Chart Printer Agent", "0.2.0"),
        ("B Agent", "0.2"),
        ("C Agent", "0.2"),
    ]


@pytest.mark.parametrize(
    ("word", "status", "declared"),
    [
        ("development", "draft", "development"),
        ("error", "draft", "error"),
        ("Inactive", "deprecated", "Inactive"),
        ("archived", "deprecated", "archived"),
        ("active", "active", None),
        ("draft", "draft", None),
    ],
)
def test_words_for_the_status(word: str, status: str, declared: str | None) -> None:
    text = f"{TITLE}\n## 1. Overview\n*   **Status:** `{word}`\n\n{graph()}"
    found = agent(text)
    assert found.status == status
    assert found.additional_sections.get("declared_status") == declared


TRIGGERS = """\
triggers:
  - type: "manual"
  - type: "internal_scheduler_event"
    config: { event_filter_type: "daily" } # every day
  - type: "scheduled"
    config: { cron_expression: "0 8 * * *" }
  - type: "event_driven_multi_topic_listener"
    config: { nats_topics: ["a", "b"] }
  - { type: "webhook", path: "/print", method: "put" }
"""
IN_COLUMN = """{
  "manual_trigger_enabled": true, # always
  "event_driven_triggers": [
    { "topic": "b", "description": "About b." },
    { "event_filter_type": "daily", "retries": 2 }
  ],
  "cron_triggers": [{ "cron_expression": "0 8 * * *", "timezone": "Europe/Lisbon" }],
  "webhook_triggers": [{ "endpoint_path": "/print", "authentication_method": "none" }]
}"""


def test_a_trigger_has_what_the_yaml_and_the_column_say() -> None:
    text = TITLE + graph(TRIGGERS) + column("trigger_config_json", IN_COLUMN)
    triggers = [trigger.model_dump() for trigger in agent(text).triggers_config]
    assert [(each["type"], each["config"]) for each in triggers] == [
        ("manual", {}),
        (
            "event",
            {
                "event_filter_type": "daily",
                "declared_type": "internal_scheduler_event",
                "retries": 2,
                "description": "every day",
            },
        ),
        ("schedule", {"cron": "0 8 * * *", "timezone": "Europe/Lisbon"}),
        (
            "event",
            {
                "nats_topics": ["a", "b"],
                "declared_type": "event_driven_multi_topic_listener",
                "description": "About b.",
            },
        ),
        ("webhook", {"path": "/print", "method": "PUT", "authentication_method": "none"}),
    ]
    assert [code for code in codes(text) if "IFX108" in code] == []


def test_numbers_of_json_that_cannot_be_kept_are_texts() -> None:
    text = TITLE + graph() + column("prm_details_json", '{"a": 1e999, "b": 1e-400, "c": 0e5}')
    kept = agent(text).additional_sections["prm_details_json"]
    assert kept == {"a": "1e999", "b": "1e-400", "c": 0.0}


def test_json_is_read_with_comments_of_every_kind() -> None:
    written = """{ // one
  "url": "https://x.example/#y", /* two
  three */ "list": [1, 2.5, true, null, "a // b"], # four
  "emoji": "\\ud83d\\ude00"
  // five
}"""
    text = TITLE + graph() + column("prm_details_json", written)
    assert agent(text).additional_sections["prm_details_json"] == {
        "url": "https://x.example/#y",
        "list": [1, 2.5, True, None, "a // b"],
        "emoji": "😀",
    }
    assert codes(text) == ["13:3 IFX601"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('{ "a": 1, "b": { "c": }, }', "13:23 IFX601"),
        ('{ "a": {{agent.prm.size}}, "b": [A number] }', "13:8 IFX601"),
        ('{ "a": 1, "a": 2 }', "13:11 IFX102"),
        ('{ "a": "b }', "13:8 IFX101"),
        ('{ "a": 1', "14:1 IFX101"),
        ('{ "a": 1 "b": 2 }', "13:10 IFX101"),
        ('{ "a" 1 }', "13:7 IFX101"),
        ("later", "13:1 IFX101"),
    ],
)
def test_json_that_is_not_json_is_reported_at_its_place(written: str, expected: str) -> None:
    text = TITLE + graph() + column("prm_details_json", written)
    assert codes(text) == [expected]


def test_a_template_is_not_an_agent() -> None:
    text = TITLE.replace("Chart Printer Agent", "[Agent Name]").replace("0.2.0", "[Version]")
    result = ionflux.compile_text(text + graph(), path="template.md")
    assert not result.definitions
    assert [(d.code, d.severity) for d in result.diagnostics] == [
        ("IFX002", "error"),
        ("IFX010", "info"),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "# Agent Blueprint: Chart Printer Agent - v0.2.0",
        "## Agent blueprint: `Chart Printer Agent` — V0.2.0",
        "# **Agent Blueprint:** Chart Printer Agent – v0.2.0",
    ],
)
def test_titles_as_people_write_them(title: str) -> None:
    found = agent(f"{title}\n\n#{graph()}")
    assert (found.id, found.version) == ("agent_007_chart_printer", "0.2.0")


def test_a_graph_under_another_title_is_an_agent() -> None:
    overview = "## Overview\n* **Agent Name:** Chart Printer Agent\n* **Version:** 0.2.0\n\n"
    text = f"# Charts, printed\n\n{overview}{graph(TRIGGERS)}"
    assert agent(text).id == "agent_007_chart_printer"
    assert [code for code in codes(text) if "IFX206" not in code] == []


def test_a_document_may_contain_agents_of_several_forms() -> None:
    other = '## AGENT 001 — X\n```yaml\nid: agent_001\nname: X\nversion: "1.0"\n```\n'
    text = (
        f"# Agents\n\n{other}\n{TITLE}\n{graph()}\n{TITLE.replace('Printer', 'Mailer')}\n{graph()}"
    )
    result = ionflux.compile_text(text, path="agents.md")
    assert [each.id for each in result.definitions] == [
        "agent_001",
        "agent_000_chart_printer",
        "agent_000_chart_mailer",
    ]
    assert [d.code for d in result.diagnostics if d.severity != "info"] == []
    assert [each.graph is None for each in result.definitions] == [True, False, False]


def test_unknown_parts_are_kept_and_reported() -> None:
    text = (
        f"{TITLE}\nBefore all.\n\n## 1. Overview\n*   **Owner:** the office\n\n"
        + graph().replace("    transform", "    retries: 3\n    transform")
        + "\n## 9. Glossary\n\nA chart is a chart.\n\n"
        + column("prm_details_json", "{}")
        + column("owner_json", '{ "who": "me" }')
    )
    kept = agent(text).additional_sections
    assert kept["preamble"] == "Before all."
    assert kept["overview"] == "*   **Owner:** the office"
    assert kept["unknown_keys"] == {"graph[print].retries": 3}
    assert kept["glossary"] == "A chart is a chart."
    assert kept["owner_json"] == {"who": "me"}
    assert codes(text) == ["14:5 IFX105", "18:4 IFX007", "28:5 IFX007"]


def test_a_heading_in_a_text_is_not_a_column() -> None:
    text = f"{TITLE}\n{graph()}\n## 4. User Experience Flow\n\n### Status\n\nAll is well.\n"
    found = agent(text)
    assert found.status == "draft"
    assert found.example_integration_flow == "### Status\n\nAll is well."


def test_a_label_that_is_nearly_known_is_reported() -> None:
    text = f"{TITLE}\n## 1. Overview\n*   **Primry Goal:** prints\n\n{graph()}"
    assert codes(text) == ["4:1 IFX012"]


def test_an_agent_without_a_graph_is_an_error() -> None:
    result = ionflux.compile_text(
        f"{TITLE}\n## 1. Overview\n*   **Version:** 0.2.0\n", path="7_x.md"
    )
    assert [d.code for d in result.diagnostics if d.severity == "error"] == ["IFX003"]


NODES = """\
graph:
  - transform: "Print_Transform"
  - id: "print"
    inputs: [1]
  - id: "print"
    transform: "Print_Transform"
    outputs: { a: b }
"""


def test_nodes_that_are_not_valid_are_errors_at_their_places() -> None:
    text = TITLE + "\n```yaml\nname: x\n" + NODES + "```\n"
    found = ionflux.compile_text(text, path="007_x.md").diagnostics
    errors = [(d.line, d.code, d.field) for d in found if d.severity == "error"]
    assert errors == [
        (6, "IFX103", "graph.nodes[0].id"),
        (7, "IFX103", "graph.nodes[1].transform"),
        (8, "IFX104", "graph.nodes[1].inputs"),
        (9, "IFX104", "graph.nodes[2].id"),
        (11, "IFX104", "graph.nodes[2].outputs"),
    ]
    assert "a node must have `id`" in [d.message for d in found]


def test_findings_are_silenced_as_in_any_document() -> None:
    text = (OWN / RECIPE.name).read_text("utf-8")
    silenced = text.replace(
        "\n## 1.", "\n<!-- ionflux: ignore IFX601 -- it is an example -->\n## 1."
    )
    assert codes(text) == ["224:22 IFX601"]
    assert codes(silenced) == []


@pytest.fixture(params=[each.path for each in DOCUMENTS], ids=lambda path: path.stem)
def document(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return present(found)


def test_a_database_returns_an_agent_unchanged(
    database_url: str, document: Path, tmp_path: Path
) -> None:
    with ionflux.connect(database_url) as store:
        store.load(compiled(document).records())
    if compiled(document).ok:
        same = program("diff", str(document), database_url, "--fail-on", "any")
        assert same.returncode == 0
    json_file = tmp_path / "agents.json"
    json_file.write_text(compiled(document).to_json(), "utf-8")
    same = program("diff", str(json_file), database_url, "--fail-on", "any")
    assert same.returncode == 0


def test_a_seed_contains_the_graph(database_url: str, tmp_path: Path) -> None:
    dialect = dialect_of(database_url)
    seed = program("import", str(OWN), "--format", "sql", "--dialect", dialect, "--ddl")
    assert run_seed(database_url, seed.stdout, tmp_path).returncode == 0
    (row,) = written(database_url).values()
    assert row["graph"] == definition(RECIPE)["graph"]


def test_a_rewired_node_and_a_lost_input_are_distinguished(tmp_path: Path) -> None:
    text = RECIPE.read_text("utf-8")
    changed = text.replace("nodes.scale_recipe.outputs.ingredients.map(each => each.name)",
                           "nodes.scale_recipe.outputs.ingredients")  # fmt: skip
    changed = changed.replace('"{{trigger.input_data.servings || 4}}"', "4")
    changed = changed.replace(
        '    servings: { type: "integer", default: 4, description: "For how many people." }\n', ""
    )
    (tmp_path / RECIPE.name).write_text(changed, "utf-8")
    done = program("diff", str(RECIPE), str(tmp_path), "--format", "json")
    changes = {each["path"]: each["level"] for each in json.loads(done.stdout)["changes"]}
    assert changes == {
        "inputs_schema[servings]": "breaking",
        "graph.nodes[scale_recipe].inputs[servings]": "compatible",
        "graph.nodes[print_card].inputs[ingredients]": "compatible",
        "additional_sections[flux_graph_dsl_yaml]": "cosmetic",
    }
    messages = [each["message"] for each in json.loads(done.stdout)["changes"]]
    assert any(each.startswith("node `print_card` was rewired: `ingredients`") for each in messages)


def test_show_draws_the_graph() -> None:
    shown = program("show", str(OWN), "Recipe Card Agent").stdout
    drawn = shown.partition("\nGraph\n")[2].partition("\n\n")[0]
    assert [line.strip() for line in drawn.splitlines() if "Transform" in line] == [
        "fetch_recipe  Fetch_Transform",
        "├── scale_recipe  Scale_Transform",
        "└── translate_notes  LLM_Transform",
        "└── print_card  Print_Transform",
        "└── announce_card  Publish_Transform",
    ]
    assert "if trigger.input_data.card_options.language != null" in drawn
    assert "after scale_recipe" in drawn


def test_nodes_in_a_cycle_are_also_drawn() -> None:
    wait = {"transform": "T", "inputs": {"x": "{{nodes.b}}"}}
    nodes = [{"id": "a", **wait}, {"id": "b", "transform": "T", "depends_on": ["a"]}]
    circle = agent(TITLE + graph()).model_copy(
        update={"graph": ionflux.Graph.model_validate({"nodes": nodes})}
    )
    shown = rendered(card(agent_view(circle)))
    assert "\n  a  T\n  after b\n  └── b  T\n" in shown


def test_inputs_that_may_be_null_have_that_in_their_schema() -> None:
    done = program("schema", "inputs", "agent_012_recipe_card", "--from", str(OWN))
    options = json.loads(done.stdout)["properties"]["card_options"]["anyOf"][0]
    assert options["properties"]["language"] == {"anyOf": [{"type": "string"}, {"type": "null"}]}


def test_a_name_that_differs_is_one_finding() -> None:
    text = f"{TITLE}\n## 1. Overview\n*   **Agent Name:** Map Printer\n\n{graph()}"
    assert codes(text) == ["1:3 IFX206"]


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ('name: "x"\ntriggers: []', "4:1 IFX103"),
        ("name: x\ngraph: 5", "5:8 IFX104"),
        ("name: x\ngraph: []\ninput_schema: 5", "6:15 IFX104"),
        ("name: x\ngraph: []\ninput_schema: { properties: [a] }", "6:29 IFX104"),
        ("name: x\ngraph: []\ninput_schema: { required: [a] }", "6:28 IFX104"),
        ("name: x\ngraph: []\ntrigger: []", "6:1 IFX105"),
        ("name: x\ngraph: []\ntriggers: [{ type: hourly }]", "6:20 IFX104"),
        ("name: x\ngraph: []\ntriggers: [{ type: scheduled, config: { cron_expression: x } }]",
         "6:58 IFX106"),
        ("name: x\ngraph: []\ntriggers: [{ type: webhook, config: { path: x } }]", "6:45 IFX107"),
        ("name: x\ngraph: [a", "5:8 IFX101"),
    ],
)  # fmt: skip
def test_a_graph_that_is_not_valid_is_reported_at_its_place(yaml: str, expected: str) -> None:
    text = f"{TITLE}## FluxGraph Definition\n```yaml\n{yaml}\n```\n"
    assert codes(text) == [expected]


@pytest.mark.parametrize("mark", ["# ", "## ", "### "])
def test_chapters_may_be_at_another_level(mark: str) -> None:
    text = RECIPE.read_text("utf-8")
    moved = "\n".join(
        mark + line[3:] if line.startswith("## ") else line for line in text.split("\n")
    )
    result = ionflux.compile_text(moved, path=RECIPE.name)
    assert json.loads(result.to_json())["agent_definitions"] == [definition(RECIPE)]


def test_a_title_of_prose_is_not_an_agent() -> None:
    text = f"# Agent Blueprint: how to write one\n\nBegin with a graph.\n\n{TITLE}\n{graph()}"
    result = ionflux.compile_text(text, path="guide.md")
    assert [each.id for each in result.definitions] == ["agent_000_chart_printer"]
    assert [d.line for d in result.diagnostics if d.code == "IFX010"] == [1]


MARKS = st.sampled_from(
    ["```", "```json", "{", "}", "[", '"', "graph:", "# Agent Blueprint: X - v1", "{{a", "- a: b"]
)
EDITS = st.lists(st.tuples(st.integers(0, 354), st.integers(0, 30), MARKS), max_size=5)


@example([(0, 18, "```"), (289, 21, "```"), (289, 30, "{")])  # JSON that ends with the document
@given(EDITS)
def test_a_damaged_document_is_reported_and_never_breaks(edits: list[tuple[int, int, str]]) -> None:
    lines = RECIPE.read_text("utf-8").split("\n")
    for start, count, mark in edits:
        lines[start : start + count] = [mark]
    result = ionflux.compile_text("\n".join(lines), path=RECIPE.name)
    assert json.loads(result.to_json())["playbooks"] == []
    assert all(0 < d.line <= len(lines) for d in result.diagnostics)
