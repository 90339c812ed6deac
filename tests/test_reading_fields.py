"""Where the fields of a definition come from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

import ionflux
from ionflux.core.settings import Settings
from ionflux.core.settings_parts import AgentSettings
from reading_samples import blueprint, codes, compiled, definition, kept


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("**Epíteto:** The *Warden*", "The Warden"),
        ("**Epithet**: `The` Warden", "The Warden"),
        ("*   **Epíteto:** “The Warden”", "The Warden"),
        ("-   Epithet: ‘The Warden”", "The Warden"),
        ("- [x] **Epithet:** The Warden", "The Warden"),
        ("- [ ] Epithet: The Warden", "The Warden"),
        ("1. __Epithet:__ \"The Warden'", "The Warden"),
        ("> **EPITETO:** The   Warden", "The Warden"),
        ("Epithet: The\nWarden", "The Warden"),
        ("**Epithet:**\n\nThe Warden", "The Warden"),
        ("**Epíteto**\n: The Warden", "The Warden"),
        ("**Epithet**\n\n:   The\n    Warden", "The Warden"),
        ("**Epithet:** “The” and “Warden”", "“The” and “Warden”"),
        ("**Epithet:** the_warden 2 * 3 * 4", "the_warden 2 * 3 * 4"),
        ("**Epithet:** It's *the* “one”", "It's the “one”"),
        ("🧙 **Epithet:** The Warden", "The Warden"),
        ("- ✅ **Epithet: The Warden**", "The Warden"),
        ("**Epíteto / Epithet:** The Warden", "The Warden"),
        ("**Epíteto (Epithet):** The Warden", "The Warden"),
        ("| Epithet / Epíteto | The Warden |", "The Warden"),
    ],
)
def test_a_labelled_field(line: str, value: str) -> None:
    assert definition(f"### 0 ▸ Header\n{line}").epithet == value


def test_labelled_fields_in_a_row() -> None:
    agent = definition(
        "### Essence\n*   **Archetype:** Sage\n*   **DNA phrase:** “Keeps all”\n"
        "#### 2.2 Essence 22,22 %\n**Punch:** Now.\n**Interpretation:** It is\nnow.\n\nStray."
    )
    assert (agent.archetype, agent.dna_phrase) == ("Sage", "Keeps all")
    assert (agent.essence_punch, agent.essence_interpretation) == ("Now.", "It is now.")
    assert agent.additional_sections == {
        "essence_detail": "**Punch:** Now.\n**Interpretation:** It is\nnow.\n\nStray."
    }


@pytest.mark.parametrize(
    "between", [" ", " | ", "; ", ", ", " · ", " • ", " / ", "<br>", " <br/>\n", " · ⚡ ", " | 🧙 "]
)
def test_what_is_between_two_labels_on_a_line_is_in_neither_value(between: str) -> None:
    agent = definition(f"### Header\n**Epithet:** The Warden{between}**Tagline:** All or none;")
    assert (agent.epithet, agent.tagline) == ("The Warden", "All or none;")
    assert agent.additional_sections == {}


def test_a_label_of_two_fields_is_reported() -> None:
    text = blueprint("### Header\n**Epithet / Tagline:** The Warden")
    assert "IFX012" in [code for code, _ in codes(text)]
    assert (
        kept("### Header\n**Epithet / Tagline:** The Warden")["header"]
        == "**Epithet / Tagline:** The Warden"
    )


def test_a_second_value_for_a_field_is_kept() -> None:
    found = kept("### Header\n**Epithet:** one\n**Epithet:** two\n")
    assert found == {"header": "**Epithet:** one\n**Epithet:** two"}


@pytest.mark.parametrize(
    ("yaml", "preamble", "section", "description"),
    [
        ("description: yaml", "“quoted”", "### Purpose\npurpose", "yaml"),
        ("", "“quoted”", "### Purpose\npurpose", "quoted"),
        ("", "**Propósito:** purpose\n\n“quoted”", "", "quoted"),
        ("", "> *quoted*\n> on two lines", "", "quoted on two lines"),
        ("", "“quoted\non two lines”", "", "quoted on two lines"),
        ("", "plain", "### Purpose\npurpose", "purpose"),
        ("", "**Propósito estratégico:** purpose", "", "purpose"),
        ("description: null", "", "", "Warden of Notes"),
        ("", "", "", "Warden of Notes"),
    ],
)
def test_where_the_description_comes_from(
    yaml: str, preamble: str, section: str, description: str
) -> None:
    assert definition(section, yaml=yaml, preamble=preamble).description == description


@pytest.mark.parametrize(
    "above", ["<!-- a\nb -->\n", "![logo](a.png)", "[![b](c)](d) ![e](f)", "<a id='x'></a>"]
)
def test_a_quoted_line_below_a_comment_or_an_image(above: str) -> None:
    agent = definition("### KPIs\nfigures", preamble=f"{above}\n“Keeps it”\nmore")
    assert agent.description == "Keeps it"
    assert agent.additional_sections["preamble"] == f"{above.strip()}\n\nmore"


def test_what_does_not_become_the_description_is_kept() -> None:
    found = kept("### Purpose\npurpose", yaml="description: yaml", preamble="“quoted”")
    assert found == {"preamble": "“quoted”", "purpose": "purpose"}


def test_the_introduction_ends_at_the_punch() -> None:
    agent = definition("### Introduction (2 lines)\none\ntwo\n\n**⚡ Punch final**\n“bang”\n“bong”")
    assert agent.introduction_text == "one\ntwo"
    assert agent.additional_sections == {"punch_final": "“bang”\n“bong”"}


@pytest.mark.parametrize("mark", ["⚡ Punch final", "**Final punch:**", "#### Punch Final"])
def test_marks_of_the_punch(mark: str) -> None:
    agent = definition(f"### Introduction\none\n{mark}\nbang")
    assert (agent.introduction_text, agent.additional_sections) == ("one", {"punch_final": "bang"})


@pytest.mark.parametrize(
    "line",
    [
        "**⚡ Punch final:** bang",
        "⚡ Punch final: bang",
        "**⚡ Punch final** — bang",
        "⚡ Punch final - bang",
    ],
)
def test_a_punch_on_the_line_of_its_mark(line: str) -> None:
    agent = definition(f"### Introduction\none\n\n{line}\nbong")
    assert agent.introduction_text == "one"
    assert agent.additional_sections == {"punch_final": "bang\nbong"}


def test_an_empty_introduction_before_its_punch() -> None:
    text = blueprint("### Introduction\n(No specific content)\n\n⚡ Punch final\nbang")
    assert compiled(text).definitions[0].introduction_text is None
    assert "IFX006" in [code for code, _ in codes(text, "info")]


def test_capabilities_keep_their_nested_items() -> None:
    agent = definition(
        "### 2.1 Core Capabilities\nIntro line\n\n"
        "*   **Sort:** by\n    date\n    - `new` first\n        + deep\n*   Find\n\n1.  Count\n"
    )
    assert agent.core_capabilities == ("Sort: by date\nnew first\ndeep", "Find", "Count")
    assert agent.additional_sections == {
        "core_capabilities": "Intro line\n\n*   **Sort:** by\n    date\n    - `new` first\n"
        "        + deep\n"
        "*   Find\n\n1.  Count"
    }


def test_narrative_in_the_yaml_wins_and_the_section_is_kept() -> None:
    agent = definition(
        "### Capabilities\n- b", "### KPIs\nsection", "### Header\n**Epithet:** section",
        yaml="core_capabilities: [a]\nkpis_definition: yaml\nepithet: yaml",
    )  # fmt: skip
    assert (agent.core_capabilities, agent.kpis_definition, agent.epithet) == (
        ("a",),
        "yaml",
        "yaml",
    )
    assert agent.additional_sections == {
        "core_capabilities": "- b",
        "kpis": "section",
        "header": "**Epithet:** section",
    }


def test_narrative_in_the_yaml_of_the_wrong_kind_is_an_error() -> None:
    text = blueprint(
        "### Capabilities\n- b", "### KPIs\nx", yaml="core_capabilities: a\nkpis_definition: [b]"
    )
    assert [code for code, _ in codes(text)] == ["IFX104", "IFX104"]


SCHEDULE = {"type": "schedule", "config": {"cron": "0 * * * *", "tz": "UTC"}}
HOOK = {"type": "webhook", "config": {"path": "/keeper/run", "method": "POST"}}


@pytest.mark.parametrize(
    ("yaml", "trigger"),
    [
        ('triggers:\n  - type: schedule\n    cron: "0 * * * *"\n    tz: UTC', SCHEDULE),
        ('triggers_config:\n- type: cron\n  config: {cron: "0 * * * *", tz: UTC}', SCHEDULE),
        ('triggers: [{type: Scheduled, cron: "0 * * * *", config: {tz: UTC}}]', SCHEDULE),
        ("triggers:\n- {type: webhook, path: /keeper/run}", HOOK),
        ("triggers:\n- type: http\n  config:\n    path: /keeper/run\n    method: post", HOOK),
        ("gatilhos:\n- tipo: webhook\n  path: /keeper/run\n  method:", HOOK),
        (
            "triggers:\n- type: event_stream\n  topic: orders\n  on: no",
            {
                "type": "event",
                "config": {"topic": "orders", "on": "no", "declared_type": "event_stream"},
            },
        ),
        ("triggers:\n- type: event", {"type": "event", "config": {}}),
    ],
)  # fmt: skip
def test_triggers(yaml: str, trigger: Mapping[str, object]) -> None:
    (found,) = definition(yaml=yaml).triggers_config
    assert found.model_dump() == trigger


def test_a_setting_means_the_same_in_and_out_of_config() -> None:
    yaml = "triggers:\n- type: event\n  topic: {}\n  config:\n    topic: b\n"
    assert codes(blueprint(yaml=yaml.format("b"))) == []
    assert codes(blueprint(yaml=yaml.format("a"))) == [("IFX102", 12)]


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("*   Webhook: GET /keeper/run starts it.", "GET"),
        ("*   `PUT /run`", "PUT"),
        ("*   DELETE: `/run`, and GET /other", "DELETE"),
        ("*   Webhook: /keeper/run", "POST"),
        ("*   GET /runner", "POST"),
        ("*   We GET the notes at /run", "POST"),
    ],
)
def test_a_webhook_without_a_method_takes_that_of_the_text(text: str, method: str) -> None:
    yaml = "triggers:\n- {type: webhook, path: /keeper/run}"
    trigger = definition(f"### Triggers\n{text}", yaml=yaml).triggers_config[0]
    assert trigger.model_dump()["config"]["method"] == method


def test_the_method_of_the_yaml_wins() -> None:
    yaml = "triggers:\n- {type: webhook, path: /run, method: GET}"
    agent = definition("### Triggers\nPUT /run", yaml=yaml)
    assert agent.triggers_config[0].model_dump()["config"]["method"] == "GET"


@pytest.mark.parametrize("key", ["inputs", "inputs_schema", "entradas"])
def test_inputs(key: str) -> None:
    agent = definition(
        yaml=f"{key}:\n- key: a  # what it is\n  type: integer\n  default: 3\n"
        "- {key: b, type: json, required: true}  # flow, commented\n"
        "- key: c\n  type: string  # not this\n  description: this"
    )
    assert [i.model_dump() for i in agent.inputs_schema] == [
        {"key": "a", "type": "number", "required": False, "default": 3, "schema": None}
        | {"description": "what it is"},
        {"key": "b", "type": "json", "required": True, "default": None, "schema": None}
        | {"description": "flow, commented"},
        {"key": "c", "type": "string", "required": False, "default": None, "schema": None}
        | {"description": "this"},
    ]


TYPES = {
    "inputs": {
        "integer": "number", "int": "number", "float": "number", "bool": "boolean",
        "object": "json", "dict": "json", "array": "json", "list": "json", "text": "string",
        "str": "string", "uuid": "string", "url": "string",
    },
    "outputs": {
        "markdown": "md", "text": "string", "str": "string", "object": "json", "list": "json",
        "float": "number", "bool": "boolean",
    },
    "triggers": {"stream": "event", "event_driven": "event"},
}  # fmt: skip


@pytest.mark.parametrize(("field", "says"), [("inputs", "input"), ("outputs", "output")])
def test_a_repeated_key_is_an_error(field: str, says: str) -> None:
    text = blueprint(
        yaml=f"{field}:\n- key: a\n  type: string\n- key: b\n  type: string\n- key: a\n  type: json"
    )
    (error,) = (d for d in ionflux.compile_text(text).diagnostics if d.severity == "error")
    lines = text.split("\n")
    first, second = (number for number, line in enumerate(lines, 1) if line == "- key: a")
    assert (error.code, error.line, error.column) == ("IFX104", second, len("- key: a"))
    assert error.message == f"the {says} `a` appears twice; the first is on line {first}"


@pytest.mark.parametrize(
    ("where", "alias", "canonical"),
    [(w, a, c) for w, names in TYPES.items() for a, c in names.items()],
)
def test_other_names_of_types_are_understood_and_reported(
    where: str, alias: str, canonical: str
) -> None:
    text = blueprint(yaml=f"{where}:\n- type: {alias}\n  key: a")
    (agent,) = compiled(text).definitions
    field = {"inputs": "inputs_schema", "outputs": "outputs_config", "triggers": "triggers_config"}
    assert [entry.type for entry in getattr(agent, field[where])] == [canonical]
    line = text.split("\n").index(f"- type: {alias}") + 1
    assert codes(text) == [("IFX108", line)]


def test_canonical_types_are_not_reported() -> None:
    outputs = "".join(
        f"- {{key: {t}, type: {t}}}\n" for t in ("json", "string", "md", "url", "number", "boolean")
    )
    assert codes(blueprint(yaml=f"outputs_config:\n{outputs}")) == []


def test_an_unknown_type_names_the_nearest() -> None:
    (error,) = (
        d
        for d in ionflux.compile_text(
            blueprint(yaml="inputs:\n- key: a\n  type: strng")
        ).diagnostics
        if d.severity == "error"
    )
    assert (error.code, error.field) == ("IFX104", "inputs_schema[0].type")
    assert "`string`" in (error.hint or "")


@pytest.mark.parametrize("key", ["stack", "stack_details"])
@pytest.mark.parametrize("models", ["models", "models_used"])
def test_stack(key: str, models: str) -> None:
    yaml = f"{key}:\n  language: python\n  runtime: fastapi\n  {models}:\n    - openai:gpt-4o\n"
    stack = definition(yaml=yaml).stack_details
    assert (stack.language, stack.runtime, stack.models_used) == (
        "python",
        "fastapi",
        ("openai:gpt-4o",),
    )


@pytest.mark.parametrize("key", ["memory", "memory_config"])
@pytest.mark.parametrize("namespace", ["namespace", "namespace_template"])
def test_memory(key: str, namespace: str) -> None:
    memory = definition(yaml=f"{key}: {{type: redis, {namespace}: 'n_{{{{id}}}}'}}").memory_config
    assert (memory.type, memory.namespace_template) == ("redis", "n_{{id}}")


@pytest.mark.parametrize(
    ("version", "text"),
    [
        ("0.1", "0.1"),
        ("0.10", "0.10"),
        ("1", "1"),
        ('"1.2.0"', "1.2.0"),
        ("1.0.0-rc.1+b", "1.0.0-rc.1+b"),
    ],
)
def test_a_version_is_the_text_as_written(version: str, text: str) -> None:
    document = f"## AGENT 1 — A\n```yaml\nid: agent_1\nname: A\nversion: {version}  # now\n```\n"
    assert compiled(document).definitions[0].version == text


@pytest.mark.parametrize("bad", ["0.1.2.3", "latest", "v1", "1.", "1e3"])
def test_invalid_versions(bad: str) -> None:
    document = f"## AGENT 1 — A\n```yaml\nid: agent_1\nname: A\nversion: {bad}\n```\n"
    assert codes(document) == [("IFX109", 5)]


@pytest.mark.parametrize(
    "agent_id", ["agent_001", "agent_1_v2", "123e4567-e89b-12d3-a456-426614174000"]
)
def test_ids(agent_id: str) -> None:
    document = f"## AGENT 1 — A\n```yaml\nid: {agent_id}\nname: A\nversion: 1\n```\n"
    assert compiled(document).definitions[0].id == agent_id


@pytest.mark.parametrize("agent_id", ["1", "agent", "agent_x", "agent_1_", "Agent_1"])
def test_invalid_ids(agent_id: str) -> None:
    document = f"## AGENT 1 — A\n```yaml\nid: {agent_id}\nname: A\nversion: 1\n```\n"
    assert codes(document, "error") == [("IFX110", 3)]


def test_unknown_keys_are_reported_and_kept() -> None:
    text = blueprint(yaml="colour: {a: [1, no]}\nstack:\n  languge: python\nmemory: {ttl: 5}")
    (agent,) = compiled(text).definitions
    unknown = {"colour": {"a": [1, "no"]}, "stack.languge": "python", "memory.ttl": 5}
    assert agent.additional_sections == {"unknown_keys": unknown}
    found = [d for d in ionflux.compile_text(text).diagnostics if d.code == "IFX105"]
    assert [d.field for d in found] == ["colour", "stack.languge", "memory.ttl"]
    assert "`language`" in (found[1].hint or "")


def test_category_and_status_come_from_the_yaml_then_the_configuration() -> None:
    settings = Settings(
        category="Shelf", agents={"agent_001": AgentSettings(category="Own", status="active")}
    )

    def told(yaml: str, with_settings: Settings) -> tuple[str | None, str]:
        (agent,) = ionflux.compile_text(blueprint(yaml=yaml), settings=with_settings).definitions
        return agent.category, agent.status

    assert told("", Settings()) == (None, "draft")
    assert told("", Settings(category="Shelf")) == ("Shelf", "draft")
    assert told("category: null", settings) == ("Own", "active")
    assert told("category: Mine\nstatus: deprecated", settings) == ("Mine", "deprecated")


def test_times_are_null_unless_the_environment_sets_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    text = blueprint("### Files\n```\n/a/\n  playbooks/\n    b.yaml\n```")
    without = json.loads(compiled(text).to_json())
    assert without["agent_definitions"][0]["created_at"] is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    told = json.loads(compiled(text).to_json())
    for record in (*told["agent_definitions"], *told["playbooks"]):
        assert record["created_at"] == record["updated_at"] == "1970-01-02T00:00:00Z"
    assert len(told["playbooks"]) == 1


def test_the_projects_own_blueprints_have_no_errors() -> None:
    folder = Path(__file__).resolve().parents[1] / "blueprints"
    assert ionflux.compile_paths([folder]).ok


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("`<!--` opens a comment", "<!-- opens a comment"),
        ("one `a <!-- b` two", "one a <!-- b two"),
        (r"\<!-- as text -->", "<!-- as text -->"),
        ("one <!-- gone --> two", "one two"),
        ("one <!-- never closed", "one <!-- never closed"),
        ("`a` <!-- `b` --> `c`", "a c"),
        ("one <!--> two", "one two"),
    ],
)
def test_only_a_comment_is_dropped(written: str, plain: str) -> None:
    found = definition(f"### Header\n**Epithet:** {written}\n", f"### KPIs\n{written}\n")
    assert (found.epithet, found.kpis_definition) == (plain, written)


def test_a_backslash_that_breaks_a_line_is_not_text() -> None:
    header = "### Header\n**Epithet:** One\\\n**Tagline:** Two\\\nlines\\\\\n"
    found = definition(header, "### Core Capabilities\n* one\\\n  two\n* C:\\dir\\\n* x\n")
    assert (found.epithet, found.tagline) == ("One", "Two lines\\")
    assert found.core_capabilities == ("one two", "C:\\dir\\", "x")


def test_a_heading_ends_a_list_item() -> None:
    text = "### Core Capabilities\n* one\n#### Later\n* two\n"
    assert definition(text).core_capabilities == ("one", "two")
    assert kept(text)["core_capabilities"] == "* one\n#### Later\n* two"


@pytest.mark.parametrize(
    ("subtitle", "epithet"),
    [
        (r"Eyes \*on\* it", "Eyes *on* it"),
        ("“Eyes” {#eyes}", "Eyes"),
        ("TBD", None),
        ("(sem conteúdo específico)", None),
    ],
)
def test_an_epithet_from_the_heading(subtitle: str, epithet: str | None) -> None:
    text = blueprint(heading=f"## AGENT 001 — KEEPER / {subtitle}")
    (found,) = compiled(text).definitions
    assert (found.epithet, found.description) == (epithet, epithet)
    assert (("IFX006", 1) in codes(text, "info")) == (epithet is None)
