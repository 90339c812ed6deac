"""Instance files to configurations: what is merged, what is found, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ionflux import AgentConfiguration, AgentDefinition, Configured, Diagnostic, configure_text
from ionflux.configure import configure
from ionflux.core.settings import Settings
from ionflux.documents.source import SourceFile
from ionflux.yaml.composer import compose
from ionflux.yaml.nodes import Block, to_python
from ionflux.yaml.quoting import as_yaml

SCHEDULE = {"type": "schedule", "config": {"cron": "0 */2 * * *"}}
WEBHOOK = {"type": "webhook", "config": {"path": "/emailwizard/run", "method": "POST"}}
FIELDS: Mapping[str, Any] = {
    "id": "agent_001",
    "name": "EmailWizard",
    "version": "0.10",
    "triggers_config": [SCHEDULE, WEBHOOK],
    "inputs_schema": [
        {"key": "payload", "type": "json"},
        {"key": "goal", "type": "string", "required": True},
        {"key": "limit", "type": "number", "required": True, "default": 5000},
        {"key": "dry_run", "type": "boolean", "default": False},
    ],
    "stack_details": {"models_used": ["openai:gpt-4o", "anthropic:claude-3-haiku"]},
    "memory_config": {
        "type": "pinecone",
        "namespace_template": "mail_{{workspace_id}}_{{ tenant }}_{{instance_id}}_{{agent_id}}",
    },
}


def agent(**fields: object) -> AgentDefinition:
    return AgentDefinition.model_validate({**FIELDS, **fields})


def namespace(template: str | None) -> dict[str, Any]:
    return {"type": "pinecone", "namespace_template": template}


AGENT = agent()
TWICE = agent(
    id="agent_002",
    name="Twice",
    triggers_config=[SCHEDULE, {"type": "schedule", "config": {"cron": "@daily"}}],
)
HEAD = """\
agent_definition_id: agent_001
workspace_id: ws-1
name: Store mail
created_by_user_id: user-7
"""
GOOD = f"""\
{HEAD}config:
  goal: sell
  memory:
    tenant: acme
"""
MEMORY = "  memory: {tenant: a}\n"


def run(text: str, agents: Sequence[AgentDefinition] = (AGENT, TWICE), *extra: str) -> Configured:
    return configure_text(text, agents, path="a.yaml", settings=Settings(extra=extra))


def only(text: str, *agents: AgentDefinition) -> AgentConfiguration:
    made = run(text, agents or (AGENT, TWICE))
    assert made.diagnostics == ()
    (configuration,) = made.configurations
    return configuration


def effective(text: str, *agents: AgentDefinition) -> dict[str, Any]:
    found = only(text, *agents).effective_config_cache
    assert found is not None
    return found


def places(found: Sequence[Diagnostic]) -> list[tuple[str, int, int]]:
    return [(each.code, each.line, each.column) for each in found]


def mistakes(config: str, *agents: AgentDefinition) -> list[tuple[str, int, int]]:
    """Return the findings in a `config` whose first line is the sixth of the file."""
    made = run(f"{HEAD}config:\n{config}", agents or (AGENT, TWICE))
    assert made.configurations == () or made.ok
    return places(made.diagnostics)


def one(text: str, *agents: AgentDefinition) -> Diagnostic:
    (found,) = run(text, agents or (AGENT, TWICE)).diagnostics
    return found


def test_definition_and_file_are_merged() -> None:
    made = only(f"""\
{HEAD}description: For the store
status: inactive
config:
  goal: sell
  payload: {{"a": [1, true, null]}}
  limit: 1.5
  triggers:
    - type: webhook
      enabled: false
    - type: schedule
      config_override: {{cron: "0 8 * * *", timezone: America/Sao_Paulo}}
  memory:
    tenant: 007
  llm_preference:
    model: anthropic:claude-3-haiku
""")
    name = f"mail_ws-1_007_{made.id}_agent_001"
    assert made.effective_config_cache == {
        "agent": {"id": "agent_001", "name": "EmailWizard", "version": "0.10"},
        "inputs": {
            "payload": {"a": [1, True, None]},
            "goal": "sell",
            "limit": 1.5,
            "dry_run": False,
        },
        "triggers": [
            {
                "type": "schedule",
                "config": {"cron": "0 8 * * *", "timezone": "America/Sao_Paulo"},
                "enabled": True,
            },
            {
                "type": "webhook",
                "config": {"path": "/emailwizard/run", "method": "POST"},
                "enabled": False,
            },
        ],
        "memory": {"type": "pinecone", "namespace": name, "variables": {"tenant": "007"}},
        "llm_preference": {"model": "anthropic:claude-3-haiku"},
    }
    assert made.external_memory_namespace == name
    assert (made.description, made.status) == ("For the store", "inactive")
    assert (made.created_at, made.updated_at, made.last_run_status) == (None, None, None)


def test_missing_values_come_from_the_definition() -> None:
    found = effective(GOOD)
    assert found["inputs"] == {"payload": None, "goal": "sell", "limit": 5000, "dry_run": False}
    assert [trigger["enabled"] for trigger in found["triggers"]] == [True, True]
    assert found["llm_preference"] == {"model": None}
    assert {"status", "description", "created_at"}.isdisjoint(only(GOOD).model_fields_set)


def test_the_id_is_the_same_on_every_run_and_another_for_another_name() -> None:
    first = only(GOOD).id
    assert first == uuid5(
        uuid5(NAMESPACE_URL, "urn:ionflux:agent_configuration"),
        '["ws-1", "agent_001", "Store mail"]',
    )
    assert only(GOOD.replace("Store mail", "Other mail")).id != first
    assert only(GOOD.replace("ws-1", "ws-2")).id != first
    stated = "0b8f3a52-8d0f-4f8e-9d8a-4b9f8f1d2c3e"
    assert only(f"id: {stated.upper()}\n{GOOD}").id == UUID(stated)


def test_source_date_epoch_dates_the_configurations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    made = only(GOOD)
    assert made.created_at == made.updated_at
    assert str(made.created_at) == "1970-01-01 00:00:00+00:00"


def test_texts_are_kept_as_they_are_written() -> None:
    made = only(GOOD.replace("ws-1", "007").replace("Store mail", "0.10").replace("acme", "1e3"))
    assert (made.workspace_id, made.name) == ("007", "0.10")
    assert made.external_memory_namespace == f"mail_007_1e3_{made.id}_agent_001"


def test_the_text_of_config_is_kept_with_its_comments() -> None:
    made = only(f"""\
{HEAD}
config:
    # why
    goal: >   # folded
      sell
       more

    memory: {{tenant: acme}}  # who
    # the last

# of the document
status: active
""")
    assert made.yaml_config == (
        "# why\ngoal: >   # folded\n  sell\n   more\n\nmemory: {tenant: acme}  # who\n# the last\n"
    )


@pytest.mark.parametrize(
    "config",
    [
        "config: {goal: sell, memory: {tenant: a}}\n",
        "config: {\n  goal: sell, # kept\n  memory: {tenant: a}\n}\n",
        'config: &all\n  goal: &g "sell"\n  payload: *g\n  memory: {tenant: a}\n',
        "config:\n  goal: |\n    # no comment\n     deep\n  memory:\n    tenant: a",
        "config:\n  'goal': 'it''s\n  long'\n  memory: {tenant: a}\n",
    ],
)
def test_the_text_of_config_means_the_same_by_itself(config: str) -> None:
    document = to_python(compose(Block(HEAD + config)).roots[0])
    alone = to_python(compose(Block(only(HEAD + config).yaml_config)).roots[0])
    assert alone == document["config"]


@pytest.mark.parametrize("config", ["", "config:\n", "config: {}\n", "config: null\n"])
def test_an_instance_may_have_no_values_of_its_own(config: str) -> None:
    made = only(HEAD + config, agent(inputs_schema=[], memory_config=namespace("n")))
    assert made.yaml_config == ""
    assert (made.effective_config_cache or {})["inputs"] == {}


@pytest.mark.parametrize(
    "text",
    [
        f"description: &d text\n{HEAD}config:\n  goal: *d\n  memory: {{tenant: a}}\n",
        f"other: &c\n  goal: g\n  memory: {{tenant: a}}\n{HEAD}config: *c\n",
    ],
)
def test_config_cannot_use_anchors_from_outside(text: str) -> None:
    made = run(text)
    (found,) = [each for each in made.diagnostics if each.code != "IFX105"]
    assert (found.code, found.field) == ("IFX104", "config")
    assert text.splitlines()[found.line - 1].startswith("config:")
    assert made.configurations == ()


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(json_values, st.integers(1, 6))
def test_any_value_of_a_json_input_is_kept(value: object, indent: int) -> None:
    margin = " " * indent
    text = f"{HEAD}config:\n{margin}goal: g\n{margin}payload: {as_yaml(value)}\n"
    text += f"{margin}memory: {{tenant: t}}\nstatus: active\n"
    made = only(text)
    assert made.effective_config_cache is not None
    assert made.effective_config_cache["inputs"]["payload"] == value
    alone = to_python(compose(Block(made.yaml_config)).roots[0])
    assert alone["payload"] == value


def test_a_mistake_in_one_document_of_a_file_does_not_hide_the_others() -> None:
    second = GOOD.replace("Store mail", "Second")
    third = GOOD.replace("Store mail", "Third")
    fourth = GOOD.replace("Store mail", "Fourth")
    made = run(
        f"# all of them\n---\n{GOOD}---\na: [\n--- # two\n{second}...\n---\n\n---\n"
        f"{third}...\n{fourth}"
    )
    names = [each.name for each in made.configurations]
    assert names == ["Store mail", "Second", "Third", "Fourth"]
    assert [(each.code, each.line) for each in made.diagnostics] == [("IFX101", 12)]


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n---\n"])
def test_a_file_without_an_instance_is_an_error(text: str) -> None:
    assert places(run(text).diagnostics) == [("IFX103", 1, 1)]


def test_a_text_that_cannot_be_read_is_a_finding() -> None:
    assert places(run("a: b\n\x00").diagnostics) == [("IFX001", 2, 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n- b\n", ("IFX104", 1, 1)),
        ("agent\n", ("IFX104", 1, 1)),
        ("a:\n\tb: 1\n", ("IFX101", 2, 1)),
        ("name:\u00a0a\nid: b\n", ("IFX101", 1, 6)),
        ("a: " + "[" * 200 + "]" * 200, ("IFX111", 1, 103)),
        (f"{GOOD}status: active\nstatus: inactive\n", ("IFX102", 10, 1)),
    ],
)
def test_mistakes_of_yaml_are_found(text: str, expected: tuple[str, int, int]) -> None:
    assert places(run(text).diagnostics) == [expected]


def test_missing_and_wrong_keys_of_the_instance() -> None:
    made = run(
        "id: 12\nagent_definition_id: agent_001\nworkspace_id:\nnmae: x\nstatus: actve\n"
        "created_by_user_id: [1]\nconfig: 5\ndescription: {a: 1}\n"
    )
    found = [(d.code, d.line, d.column, d.field, d.message) for d in made.diagnostics]
    assert found == [
        ("IFX103", 1, 1, "name", "the instance must have `name`"),
        ("IFX110", 1, 5, "id", "`12` is not a valid UUID"),
        ("IFX103", 3, 14, "workspace_id", "the instance must have `workspace_id`"),
        ("IFX105", 4, 1, "nmae", "the key `nmae` is unknown"),
        ("IFX104", 5, 9, "status", "`actve` is not a valid status"),
        ("IFX104", 6, 21, "created_by_user_id", "`created_by_user_id` must be text, not a list"),
        ("IFX104", 7, 9, "config", "`config` must be a mapping of keys to values, not `5`"),
        ("IFX104", 8, 14, "description", "`description` must be text, not a mapping"),
    ]
    hints = {each.code: each.hint for each in made.diagnostics if each.line in (4, 5)}
    assert hints == {
        "IFX105": "nearest: `name`",
        "IFX104": "nearest: `active`; valid: `active`, `inactive`, `archived`",
    }


def test_long_values_are_shortened_in_messages() -> None:
    found = one(f"status: {'x' * 5_000}\n{GOOD}")
    assert found.message.startswith("`xxx")
    assert len(found.message) == 1_001


def test_an_unknown_key_is_a_warning_and_stops_nothing() -> None:
    made = run(f"colour: red\n{GOOD}")
    assert [(d.code, d.severity) for d in made.diagnostics] == [("IFX105", "warning")]
    assert len(made.configurations) == 1


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [
        ("agent_01", "did you mean `agent_001`?"),
        ("EmailWizard", "the id of EmailWizard is `agent_001`"),
        ("emailwizard", "the id of EmailWizard is `agent_001`"),
        ("nobody", "valid: `agent_001`, `agent_002`"),
    ],
)
def test_an_unknown_definition_names_the_nearest(wanted: str, hint: str) -> None:
    found = one(GOOD.replace("agent_001", wanted))
    assert (found.code, found.line, found.column) == ("IFX401", 1, 22)
    assert found.hint == hint


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("  limit: 1\n", [("IFX402", 5, 1)]),
        ("  goal:\n", [("IFX402", 6, 8)]),
        ("  goal: 5\n", [("IFX403", 6, 9)]),
        ("  goal: g\n  limit: true\n", [("IFX403", 7, 10)]),
        ("  goal: g\n  limit: '5'\n", [("IFX403", 7, 10)]),
        ("  goal: g\n  limit: .inf\n", [("IFX403", 7, 10)]),
        ("  goal: g\n  limit: 1e-400\n", [("IFX403", 7, 10)]),
        ("  goal: g\n  dry_run: yes\n", [("IFX403", 7, 12)]),
        ("  goal: g\n  dry_run: 0\n", [("IFX403", 7, 12)]),
        ("  goal: [g]\n", [("IFX403", 6, 9)]),
        ("  goal: g\n  gaol: h\n", [("IFX404", 7, 3)]),
        ("  goal: g\n  limit:\n", []),
    ],
)
def test_inputs(config: str, expected: list[tuple[str, int, int]]) -> None:
    assert mistakes(config + MEMORY) == expected


def test_a_wrong_value_is_reported_as_in_a_blueprint() -> None:
    found = one(f"{HEAD}config:\n  goal: g\n  dry_run: yes\n{MEMORY}")
    assert found.message == "`dry_run` must be `true` or `false`, not the text `yes`"
    assert found.field == "config.dry_run"


@pytest.mark.parametrize(("number", "size"), [("1e999", "large"), ("-0.2e-350", "small")])
def test_a_number_that_cannot_be_kept_is_said_to_be(number: str, size: str) -> None:
    found = one(f"{HEAD}config:\n  goal: g\n  limit: {number}\n{MEMORY}")
    wrong = f"not the text `{number}`, which is too {size} for a number"
    assert (found.message, found.hint) == (f"`limit` must be a number, {wrong}", None)


def test_an_unknown_input_names_the_nearest() -> None:
    found = one(f"{HEAD}config:\n  goal: g\n  dryrun: true\n{MEMORY}")
    assert (found.hint, found.field) == ("did you mean `dry_run`?", "config.dryrun")


def test_a_value_fits_the_schema_of_its_input() -> None:
    schema = {"type": "object", "properties": {"tags": {"items": {"maxLength": 3}}}}
    strict = agent(inputs_schema=[{"key": "payload", "type": "json", "schema": schema}])
    good = f"{HEAD}config:\n  payload: {{tags: [a, bcd]}}\n{MEMORY}"
    assert effective(good, strict)["inputs"] == {"payload": {"tags": ["a", "bcd"]}}
    found = one(good.replace("bcd", "long"), strict)
    assert (found.code, found.line, found.column) == ("IFX403", 6, 23)
    assert found.field == "config.payload.tags[1]"


def test_nothing_is_fetched_for_the_schema_of_an_input() -> None:
    schema = {"$ref": "https://example.invalid/schema.json"}
    strict = agent(inputs_schema=[{"key": "payload", "type": "json", "schema": schema}])
    assert run(f"{HEAD}config:\n  payload: 1\n{MEMORY}", (strict,)).ok


WRAPPED = f"{HEAD}config:\n  inputs:\n    goal: sell\n    limit: 7\n{MEMORY}"


def test_inputs_may_be_below_a_key_of_their_own() -> None:
    assert (
        effective(WRAPPED)["inputs"]
        == effective(WRAPPED.replace("  inputs:\n", "").replace("    ", "  "))["inputs"]
        == {"payload": None, "goal": "sell", "limit": 7, "dry_run": False}
    )
    both = effective(WRAPPED + "  dry_run: true\n")["inputs"]
    assert (both["limit"], both["dry_run"]) == (7, True)


@pytest.mark.parametrize(
    ("old", "new", "code", "place", "field"),
    [
        ("    goal: sell\n", "", "IFX402", (6, 3), "config.inputs.goal"),
        ("limit: 7", "limit: x", "IFX403", (8, 12), "config.inputs.limit"),
        ("limit", "limits", "IFX404", (8, 5), "config.inputs.limits"),
        ("  memory", "  goal: two\n  memory", "IFX102", (7, 5), "config.inputs.goal"),
        ("\n    goal: sell\n    limit: 7", " 7\n  goal: g", "IFX104", (6, 11), "config.inputs"),
    ],
)
def test_mistakes_below_the_inputs_key(
    old: str, new: str, code: str, place: tuple[int, int], field: str
) -> None:
    found = one(WRAPPED.replace(old, new))
    assert (found.code, found.line, found.column, found.field) == (code, *place, field)


def test_keys_of_the_platform_are_kept() -> None:
    text = f"{GOOD}  output_to_canvas_block: b-1\n  advanced_features: {{retries: 2}}\n"
    unknown = [each.code for each in run(text).diagnostics]
    assert unknown == ["IFX404", "IFX404"]
    made = run(text, (AGENT,), "output_to_canvas_block", "advanced_features")
    assert made.diagnostics == ()
    (configuration,) = made.configurations
    assert "output_to_canvas_block: b-1\n" in configuration.yaml_config
    found = configuration.effective_config_cache or {}
    assert found["output_to_canvas_block"] == "b-1"
    assert found["advanced_features"] == {"retries": 2}
    assert list(found["inputs"]) == ["payload", "goal", "limit", "dry_run"]


def test_a_declared_input_is_not_a_key_of_the_platform() -> None:
    made = run(GOOD.replace("sell", "5"), (AGENT,), "goal")
    assert [each.code for each in made.diagnostics] == ["IFX403"]


def test_an_input_may_have_the_name_of_an_override() -> None:
    key = "memory"
    fields = {"inputs_schema": [{"key": key, "type": "json"}], "memory_config": namespace("n")}
    found = effective(f"{HEAD}config:\n  memory: [1]\n", agent(**fields))
    assert found["inputs"] == {"memory": [1]}


@pytest.mark.parametrize(
    ("triggers", "expected"),
    [
        ("[{type: event}]", [("IFX405", 8, 21)]),
        ("[{type: webhok, enabled: false}]", [("IFX405", 8, 21)]),
        ("[{type: webhook, path: /else}]", [("IFX405", 8, 36)]),
        ("[{type: schedule}, {type: schedule}]", [("IFX405", 8, 32)]),
        ("[{enabled: false}]", [("IFX103", 8, 14)]),
        ("[{type: webhook, enabled: no}]", [("IFX104", 8, 39)]),
        ("[{type: webhook, enable: true}]", [("IFX105", 8, 30)]),
        ("[{type: [webhook]}]", [("IFX104", 8, 21)]),
        ("[webhook]", [("IFX104", 8, 14)]),
        ("webhook", [("IFX104", 8, 13)]),
        ("[{type: webhook, config_override: 5}]", [("IFX104", 8, 47)]),
        ("[{type: webhook, config_override: {path: 'a b'}}]", [("IFX107", 8, 54)]),
        ("[{type: webhook, config_override: {method: PSOT}}]", [("IFX104", 8, 56)]),
        ("[{type: schedule, config_override: {cron: 61 * * * *}}]", [("IFX106", 8, 55)]),
        ("[{type: schedule, config_override: {cron: }}]", [("IFX103", 8, 55)]),
        ("[{type: schedule, config_override: {corn: '@daily'}}]", [("IFX105", 8, 49)]),
        ("[{type: schedule, config_override: {timezone: Europe/Lisbn}}]", [("IFX104", 8, 59)]),
        ("[{type: webhook, config_override: {timezone: Europe/Lisbon}}]", [("IFX105", 8, 48)]),
        ("[{type: schedule, config_override: {cron: '@daily'}}]", []),
        ("[{type: schedule, enabled: , config_override: }]", []),
        ("[{type: no}, {type: schedule, enabled: no}]", [("IFX405", 8, 21), ("IFX104", 8, 52)]),
        ("", []),
    ],
)
def test_triggers(triggers: str, expected: list[tuple[str, int, int]]) -> None:
    assert mistakes(f"  goal: g\n{MEMORY}  triggers: {triggers}\n") == expected


@pytest.mark.parametrize(
    ("override", "message", "hint"),
    [
        (
            "{type: webhook, config_override: {path: here}}",
            "`here` is not a valid webhook path",
            "begin it with `/` and leave out white space, `?` and `#`, as in `/agent/run`",
        ),
        (
            "{type: schedule, config_override: {cron: '0 8 * *'}}",
            "`0 8 * *` is not a valid cron expression: it has 4 fields, not 5",
            (
                "write five fields: minute (0-59), hour (0-23), day of month (1-31), month (1-12),"
                " day of week (0-7)"
            ),
        ),
        (
            "{type: schedule, config_override: {timezone: Amercia/Sao_Paulo}}",
            "`Amercia/Sao_Paulo` is not the name of a time zone",
            "nearest: `America/Sao_Paulo`",
        ),
        (
            "{type: schedule, config_override: {every: x}}",
            "the key `every` is unknown",
            "valid: `cron`, `timezone`",
        ),
        (
            "{enabled: false}",
            "an override must have `type`",
            "add `type: schedule`, `webhook`, `event` or `manual`",
        ),
        (
            "{type: event}",
            "EmailWizard has no trigger of type `event`",
            "valid: `schedule`, `webhook`",
        ),
        (
            "{type: webhook, path: /emailwizard/rum}",
            "EmailWizard has no `webhook` trigger with the path `/emailwizard/rum`",
            "did you mean `/emailwizard/run`?",
        ),
    ],
)
def test_mistakes_in_an_override_are_described(override: str, message: str, hint: str) -> None:
    found = one(f"{GOOD}  triggers: [{override}]\n")
    assert (found.message, found.hint) == (message, hint)


def crons(triggers: str) -> list[str]:
    text = GOOD.replace("agent_001", "agent_002") + f"  triggers: {triggers}\n"
    return [trigger["config"]["cron"] for trigger in effective(text)["triggers"]]


def test_several_schedules_are_matched_by_cron_or_all_by_position() -> None:
    assert crons("[{type: schedule, cron: '@daily', config_override: {cron: '@weekly'}}]") == [
        "0 */2 * * *",
        "@weekly",
    ]
    both = "[{type: schedule, config_override: {cron: '@hourly'}}, {type: schedule}]"
    assert crons(both) == ["@hourly", "@daily"]


def test_an_ambiguous_schedule_is_never_guessed() -> None:
    text = GOOD.replace("agent_001", "agent_002")
    found = one(f"{text}  triggers: [{{type: schedule, enabled: false}}]\n")
    assert found.code == "IFX405"
    assert found.hint == "add `cron:` with one of `0 */2 * * *`, `@daily`"
    twice = "[{type: schedule, cron: '@daily'}, {type: schedule, cron: '@daily'}]"
    found = one(f"{text}  triggers: {twice}\n")
    assert (found.code, found.column) == ("IFX405", 48)


def test_with_a_wrong_override_the_others_are_not_matched_by_position() -> None:
    triggers = "[{type: schedule, enabled: no}, {type: schedule, enabled: false}]"
    found = one(f"{GOOD.replace('agent_001', 'agent_002')}  triggers: {triggers}\n")
    assert (found.code, found.field) == ("IFX104", "config.triggers[0].enabled")


def test_each_of_several_events_has_its_override() -> None:
    events = [{"type": "event", "config": {"topic": topic}} for topic in ("a", "b")]
    found = one(
        f"{GOOD}  triggers: [{{type: event, enabled: false}}]\n", agent(triggers_config=events)
    )
    assert found.hint == "write 2 overrides, one for each, in the order of the definition"


def test_a_trigger_can_be_named_by_its_key_or_its_type() -> None:
    def enabled(override: str, *triggers: dict[str, Any]) -> list[bool]:
        found = effective(f"{GOOD}  triggers: [{override}]\n", agent(triggers_config=triggers))
        return [trigger["enabled"] for trigger in found["triggers"]]

    by_key = "{trigger_definition_key: webhook, enabled: false}"
    assert enabled(by_key, SCHEDULE, WEBHOOK) == [True, False]
    nightly = {"type": "schedule", "config": {"cron": "@daily", "key": "nightly"}}
    by_name = "{trigger_definition_key: nightly, enabled: false}"
    assert enabled(by_name, SCHEDULE, nightly) == [True, False]
    stream = {"type": "event", "config": {"declared_type": "stream", "topic": "t"}}
    assert enabled("{type: stream, enabled: false}", SCHEDULE, stream) == [True, False]


def test_a_trigger_can_be_named_by_an_equal_value() -> None:
    hooks = [
        {"type": "webhook", "config": {"path": f"/{p}/{{id}}", "method": "POST"}} for p in "ab"
    ]
    override = "{type: webhook, path: '/b/:order', enabled: false}"
    found = effective(f"{GOOD}  triggers: [{override}]\n", agent(triggers_config=hooks))
    assert [trigger["enabled"] for trigger in found["triggers"]] == [True, False]
    assert crons("[{type: schedule, cron: '0 0 * * *', config_override: {cron: '@weekly'}}]") == [
        "0 */2 * * *",
        "@weekly",
    ]


def test_a_definition_is_found_by_its_uuid_in_either_case() -> None:
    identifier = "0b8f3a52-8d0f-4f8e-9d8a-4b9f8f1d2c3e"
    made = only(GOOD.replace("agent_001", identifier.upper()), agent(id=identifier))
    assert made.agent_definition_id == identifier


def test_a_key_that_no_trigger_has_is_reported() -> None:
    found = one(f"{GOOD}  triggers: [{{trigger_definition_key: webhok}}]\n")
    assert (found.code, found.hint) == ("IFX405", "did you mean `webhook`?")
    assert found.message == "EmailWizard has no trigger `webhok`"
    assert found.field == "config.triggers[0].trigger_definition_key"


def test_the_settings_of_an_event_are_its_own() -> None:
    events = [{"type": "event", "config": {"topic": "a", "path": 5}}]
    override = "{type: event, config_override: {path: 6, group: g}}"
    found = effective(f"{GOOD}  triggers: [{override}]\n", agent(triggers_config=events))
    assert found["triggers"] == [
        {"type": "event", "config": {"topic": "a", "path": 6, "group": "g"}, "enabled": True}
    ]


def test_a_method_may_be_in_lower_case() -> None:
    override = "{type: webhook, method: post, config_override: {method: put}}"
    found = effective(f"{GOOD}  triggers: [{override}]\n")
    assert found["triggers"][1]["config"]["method"] == "PUT"


@pytest.mark.parametrize(
    ("memory", "expected"),
    [
        ("{}", [("IFX407", 7, 11)]),
        ("{tenant: }", [("IFX407", 7, 20)]),
        ('{tenant: ""}', [("IFX407", 7, 20)]),
        ("{tenat: a}", [("IFX407", 7, 11), ("IFX105", 7, 12)]),
        ("{tenant: [a]}", [("IFX104", 7, 20)]),
        ("{tenant: a, workspace_id: ws-2}", [("IFX104", 7, 37)]),
        ("acme", [("IFX104", 7, 11)]),
    ],
)
def test_variables_of_the_namespace(memory: str, expected: list[tuple[str, int, int]]) -> None:
    assert mistakes(f"  goal: g\n  memory: {memory}\n") == expected


def test_a_variable_without_a_value_is_named() -> None:
    found = one(f"{HEAD}config:\n  goal: g\n")
    assert (found.code, found.line, found.column) == ("IFX407", 5, 1)
    assert "`{{tenant}}`" in found.message
    assert (found.field, found.hint) == (
        "config.memory.tenant",
        "add `tenant:` under `memory:` in `config`",
    )


TENANT = {"key": "tenant", "type": "string", "required": True}


@pytest.mark.parametrize(
    ("field", "config", "name"),
    [
        (TENANT, "  tenant: acme\n", "acme"),
        (TENANT, "  inputs: {tenant: acme}\n", "acme"),
        (TENANT, "  tenant: acme\n  memory: {tenant: other}\n", "other"),
        ({**TENANT, "default": "usual"}, "  inputs: {}\n", "usual"),
        ({**TENANT, "type": "number"}, "  tenant: 42\n", "42"),
        ({**TENANT, "type": "boolean"}, "  tenant: true\n", "true"),
    ],
)
def test_a_value_for_an_input_fills_the_variable_of_that_name(
    field: dict[str, Any], config: str, name: str
) -> None:
    found = effective(f"{HEAD}config:\n{config}", agent(inputs_schema=[field]))["memory"]
    assert found["variables"] == {"tenant": name}
    assert found["namespace"].startswith(f"mail_ws-1_{name}_")


@pytest.mark.parametrize(
    ("field", "config", "expected"),
    [
        (TENANT, "  inputs: {}\n", [("IFX402", 6, 11)]),
        ({**TENANT, "required": False}, "  inputs: {}\n", [("IFX407", 5, 1)]),
        ({**TENANT, "type": "json"}, "  tenant: [a]\n", [("IFX407", 5, 1)]),
    ],
)
def test_a_variable_that_no_input_fills_is_one_finding(
    field: dict[str, Any], config: str, expected: list[tuple[str, int, int]]
) -> None:
    assert mistakes(config, agent(inputs_schema=[field])) == expected


@pytest.mark.parametrize(("template", "name"), [("plain", "plain"), (None, None), ("{a}", "{a}")])
def test_a_namespace_without_variables_is_unchanged(template: str | None, name: str | None) -> None:
    made = only(f"{HEAD}config:\n  goal: g\n", agent(memory_config=namespace(template)))
    assert made.external_memory_namespace == name


def test_a_template_of_braces_takes_linear_time() -> None:
    template = "{{" + "{ " * 50_000 + "x"
    made = only(f"{HEAD}config:\n  goal: g\n", agent(memory_config=namespace(template)))
    assert made.external_memory_namespace == template


@pytest.mark.parametrize(
    ("preference", "expected"),
    [
        ("{model: 'openai:gpt-4'}", [("IFX406", 8, 27)]),
        ("{model: [a]}", [("IFX104", 8, 27)]),
        ("{modle: 'openai:gpt-4o'}", [("IFX105", 8, 20)]),
        ("'openai:gpt-4o'", [("IFX104", 8, 19)]),
        ("{model: }", []),
        ("", []),
    ],
)
def test_the_model_must_be_offered(preference: str, expected: list[tuple[str, int, int]]) -> None:
    assert mistakes(f"  goal: g\n{MEMORY}  llm_preference: {preference}\n") == expected


@pytest.mark.parametrize(
    ("offered", "wanted", "taken"),
    [
        ("openai:gpt-4o (vision)", "openai:gpt-4o", "openai:gpt-4o (vision)"),
        ("openai:gpt-4o (vision)", "openai:gpt-4o (vision)", "openai:gpt-4o (vision)"),
        ("openai:gpt-4o", "openai:gpt-4o (vision)", "openai:gpt-4o"),
    ],
)
def test_a_model_may_be_given_without_its_remark(offered: str, wanted: str, taken: str) -> None:
    definition = agent(stack_details={"models_used": ["other", offered]})
    found = effective(f"{GOOD}  llm_preference: {{model: {wanted}}}\n", definition)
    assert found["llm_preference"] == {"model": taken}


def test_two_instances_cannot_have_one_id() -> None:
    files = [SourceFile("0.yaml", GOOD), SourceFile("1.yaml", f"---\n{GOOD}")]
    (found,) = configure(files, [AGENT]).diagnostics
    assert (found.code, found.path, found.line) == ("IFX301", "1.yaml", 4)
    assert "0.yaml:3" in found.message
    stated = "id: 0b8f3a52-8d0f-4f8e-9d8a-4b9f8f1d2c3e\n"
    other = GOOD.replace("Store mail", "Other")
    made = run(f"{stated}{GOOD}---\n{stated}{other}")
    assert places(made.diagnostics) == [("IFX301", 11, 5)]
    assert [each.name for each in made.configurations] == ["Store mail"]


def test_all_mistakes_are_reported_at_once() -> None:
    made = run(
        f"{HEAD}config:\n  limit: true\n  gaol: x\n  triggers: [{{type: event}}]\n"
        "  llm_preference: {model: gpt}\n"
    )
    codes = [each.code for each in made.diagnostics]
    assert sorted(codes) == ["IFX402", "IFX403", "IFX404", "IFX405", "IFX406", "IFX407"]
    assert {each.agent for each in made.diagnostics} == {"agent_001"}
    assert made.agents == {"agent_001": "a.yaml"}
    assert not made.ok
