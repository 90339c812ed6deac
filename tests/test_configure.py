"""Instance files to configurations: what is merged, what is found, and where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ionflux.configure import Configured, configure
from ionflux.core.findings import Diagnostic
from ionflux.documents.source import SourceFile
from ionflux.models import AgentConfiguration, AgentDefinition
from ionflux.yaml.composer import compose
from ionflux.yaml.nodes import Block, to_python
from ionflux.yaml.quoting import as_yaml

AGENT = AgentDefinition.model_validate(
    {
        "id": "agent_001",
        "name": "EmailWizard",
        "version": "0.10",
        "triggers_config": [
            {"type": "schedule", "config": {"cron": "0 */2 * * *"}},
            {"type": "webhook", "config": {"path": "/emailwizard/run", "method": "POST"}},
        ],
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
)
TWO_SCHEDULES = AGENT.model_copy(
    update={
        "id": "agent_002",
        "name": "Twice",
        "triggers_config": (AGENT.triggers_config[0],) * 1
        + AgentDefinition.model_validate(
            {
                "id": "agent_9",
                "name": "x",
                "version": "1",
                "triggers_config": [{"type": "schedule", "config": {"cron": "@daily"}}],
            }
        ).triggers_config,
    }
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


def run(*texts: str, agents: Sequence[AgentDefinition] = (AGENT, TWO_SCHEDULES)) -> Configured:
    files = [SourceFile(f"{number}.yaml", text) for number, text in enumerate(texts)]
    return configure(files, agents)


def only(text: str) -> AgentConfiguration:
    made = run(text)
    assert made.diagnostics == ()
    (configuration,) = made.configurations
    return configuration


def merged(text: str) -> dict[str, Any]:
    effective = only(text).effective_config_cache
    assert effective is not None
    return effective


def places(found: Sequence[Diagnostic]) -> list[tuple[str, int, int]]:
    return [(each.code, each.line, each.column) for each in found]


def mistakes(config: str, head: str = HEAD) -> list[tuple[str, int, int]]:
    """Return what is found in a `config` whose first line is the sixth of the file."""
    made = run(f"{head}config:\n{config}")
    assert made.configurations == () or made.ok
    return places(made.diagnostics)


def test_definition_and_file_are_merged() -> None:
    made = only(
        f"""\
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
      config_override: {{cron: "0 8 * * *", timezone: UTC}}
  memory:
    tenant: 007
  llm_preference:
    model: anthropic:claude-3-haiku
""".replace(", timezone: UTC", "")
    )
    namespace = f"mail_ws-1_007_{made.id}_agent_001"
    assert made.effective_config_cache is not None
    assert made.effective_config_cache == {
        "agent": {"id": "agent_001", "name": "EmailWizard", "version": "0.10"},
        "inputs": {
            "payload": {"a": [1, True, None]},
            "goal": "sell",
            "limit": 1.5,
            "dry_run": False,
        },
        "triggers": [
            {"type": "schedule", "config": {"cron": "0 8 * * *"}, "enabled": True},
            {
                "type": "webhook",
                "config": {"path": "/emailwizard/run", "method": "POST"},
                "enabled": False,
            },
        ],
        "memory": {"type": "pinecone", "namespace": namespace, "variables": {"tenant": "007"}},
        "llm_preference": {"model": "anthropic:claude-3-haiku"},
    }
    assert made.external_memory_namespace == namespace
    assert (made.description, made.status) == ("For the store", "inactive")
    assert (made.created_at, made.updated_at, made.last_run_status) == (None, None, None)


def test_what_is_not_said_is_the_definitions() -> None:
    effective = merged(GOOD)
    assert effective["inputs"] == {
        "payload": None,
        "goal": "sell",
        "limit": 5000,
        "dry_run": False,
    }
    assert [trigger["enabled"] for trigger in effective["triggers"]] == [True, True]
    assert effective["llm_preference"] == {"model": None}


def test_the_id_is_the_same_on_every_run_and_another_for_another_name() -> None:
    first, second = only(GOOD).id, only(GOOD).id
    assert first == second
    assert first.version == 5
    assert only(GOOD.replace("Store mail", "Other mail")).id != first
    assert only(GOOD.replace("ws-1", "ws-2")).id != first
    stated = "0b8f3a52-8d0f-4f8e-9d8a-4b9f8f1d2c3e"
    assert only(f"id: {stated.upper()}\n{GOOD}").id == UUID(stated)


def test_an_instant_dates_what_is_made() -> None:
    instant = datetime(2026, 1, 2, tzinfo=UTC)
    (made,) = configure([SourceFile("a.yaml", GOOD)], [AGENT], instant=instant).configurations
    assert (made.created_at, made.updated_at) == (instant, instant)


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
def test_the_text_of_config_says_the_same_by_itself(config: str) -> None:
    document = to_python(compose(Block(HEAD + config)).roots[0])
    alone = to_python(compose(Block(only(HEAD + config).yaml_config)).roots[0])
    assert alone == document["config"]


def test_config_cannot_lean_on_anchors_outside() -> None:
    made = run(f"description: &d text\n{HEAD}config:\n  goal: *d\n  memory: {{tenant: a}}\n")
    assert places(made.diagnostics) == [("IFX104", 6, 1)]
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
def test_any_value_of_a_json_input_arrives(value: object, indent: int) -> None:
    margin = " " * indent
    text = f"{HEAD}config:\n{margin}goal: g\n{margin}payload: {as_yaml(value)}\n"
    text += f"{margin}memory: {{tenant: t}}\nstatus: active\n"
    made = only(text)
    assert made.effective_config_cache is not None
    assert made.effective_config_cache["inputs"]["payload"] == value
    alone = to_python(compose(Block(made.yaml_config)).roots[0])
    assert alone["payload"] == value


def test_a_file_holds_several_documents_and_a_fault_stays_in_its_own() -> None:
    second = GOOD.replace("Store mail", "Second")
    third = GOOD.replace("Store mail", "Third")
    made = run(f"# all of them\n---\n{GOOD}---\na: [\n--- # two\n{second}...\n---\n\n---\n{third}")
    assert [each.name for each in made.configurations] == ["Store mail", "Second", "Third"]
    assert [(each.code, each.line) for each in made.diagnostics] == [("IFX101", 12)]


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n---\n"])
def test_a_file_without_an_instance_is_no_success(text: str) -> None:
    assert places(run(text).diagnostics) == [("IFX103", 1, 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n- b\n", [("IFX104", 1, 1)]),
        ("a: 1\na: 2\n", ["IFX102"]),
        ("a:\n\tb: 1\n", ["IFX101"]),
        ("a: " + "[" * 200 + "]" * 200, ["IFX111"]),
    ],
)
def test_mistakes_of_yaml_are_found(text: str, expected: list[Any]) -> None:
    found = run(text).diagnostics
    wanted = [each if isinstance(each, str) else each[0] for each in expected]
    assert [each.code for each in found if each.code in wanted] == wanted


def test_missing_and_wrong_keys_of_the_instance() -> None:
    made = run(
        "id: 12\nagent_definition_id: agent_001\nworkspace_id:\nnmae: x\nstatus: actve\n"
        "created_by_user_id: [1]\nconfig: 5\ndescription: {a: 1}\n"
    )
    assert places(made.diagnostics) == [
        ("IFX103", 1, 1),  # name
        ("IFX110", 1, 5),
        ("IFX103", 3, 14),
        ("IFX105", 4, 1),
        ("IFX104", 5, 9),
        ("IFX104", 6, 21),
        ("IFX402", 7, 1),
        ("IFX407", 7, 1),
        ("IFX104", 7, 9),
        ("IFX104", 8, 14),
    ]
    hints = {each.code: each.hint for each in made.diagnostics if each.line in (4, 5)}
    assert hints == {"IFX105": "did you mean `name`?", "IFX104": "did you mean `active`?"}


def test_an_unknown_definition_has_a_neighbour() -> None:
    for wanted, hint in (
        ("agent_01", "did you mean `agent_001`?"),
        ("EmailWizard", "the id of EmailWizard is `agent_001`"),
    ):
        (found,) = run(GOOD.replace("agent_001", wanted)).diagnostics
        assert (found.code, found.line, found.column) == ("IFX401", 1, 22)
        assert found.hint == hint


MEMORY = "  memory: {tenant: a}\n"


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("  limit: 1\n", [("IFX402", 5, 1)]),
        ("  goal:\n", [("IFX402", 6, 8)]),
        ("  goal: 5\n", [("IFX403", 6, 9)]),
        ("  goal: g\n  limit: true\n", [("IFX403", 7, 10)]),
        ("  goal: g\n  limit: '5'\n", [("IFX403", 7, 10)]),
        ("  goal: g\n  limit: .inf\n", [("IFX403", 7, 10)]),
        ("  goal: g\n  dry_run: yes\n", [("IFX403", 7, 12)]),
        ("  goal: g\n  dry_run: 0\n", [("IFX403", 7, 12)]),
        ("  goal: [g]\n", [("IFX403", 6, 9)]),
        ("  goal: g\n  gaol: h\n", [("IFX404", 7, 3)]),
        ("  goal: g\n  limit:\n", []),
    ],
)
def test_inputs(config: str, expected: list[tuple[str, int, int]]) -> None:
    assert mistakes(config + MEMORY) == expected


def test_an_unknown_input_has_a_neighbour() -> None:
    (found,) = run(f"{HEAD}config:\n  goal: g\n  dryrun: true\n{MEMORY}").diagnostics
    assert (found.hint, found.field) == ("did you mean `dry_run`?", "config.dryrun")


@pytest.mark.parametrize(
    ("triggers", "expected"),
    [
        ("[{type: event}]", [("IFX405", 8, 21)]),
        ("[{type: webhok, enabled: false}]", [("IFX405", 8, 21)]),
        ("[{type: webhook, path: /else}]", [("IFX405", 8, 14)]),
        ("[{type: schedule}, {type: schedule}]", [("IFX405", 8, 32)]),
        ("[{enabled: false}]", [("IFX103", 8, 14)]),
        ("[{type: webhook, enabled: no}]", [("IFX104", 8, 39)]),
        ("[{type: webhook, enable: true}]", [("IFX105", 8, 30)]),
        ("[webhook]", [("IFX104", 8, 14)]),
        ("webhook", [("IFX104", 8, 13)]),
        ("[{type: webhook, config_override: 5}]", [("IFX104", 8, 47)]),
        ("[{type: webhook, config_override: {path: 'a b'}}]", [("IFX107", 8, 54)]),
        ("[{type: webhook, config_override: {method: PSOT}}]", [("IFX104", 8, 56)]),
        ("[{type: schedule, config_override: {cron: 61 * * * *}}]", [("IFX106", 8, 55)]),
        ("[{type: schedule, config_override: {cron: }}]", [("IFX106", 8, 55)]),
        ("[{type: schedule, config_override: {corn: '@daily'}}]", [("IFX105", 8, 49)]),
        ("[{type: schedule, config_override: {cron: '@daily'}}]", []),
        ("", []),
    ],
)
def test_triggers(triggers: str, expected: list[tuple[str, int, int]]) -> None:
    assert mistakes(f"  goal: g\n{MEMORY}  triggers: {triggers}\n") == expected


def crons(triggers: str) -> list[str]:
    text = GOOD.replace("agent_001", "agent_002") + f"  triggers: {triggers}\n"
    return [trigger["config"]["cron"] for trigger in merged(text)["triggers"]]


def test_one_of_several_schedules_is_meant_by_its_cron_or_all_by_position() -> None:
    assert crons("[{type: schedule, cron: '@daily', config_override: {cron: '@weekly'}}]") == [
        "0 */2 * * *",
        "@weekly",
    ]
    both = "[{type: schedule, config_override: {cron: '@hourly'}}, {type: schedule}]"
    assert crons(both) == ["@hourly", "@daily"]


def test_of_several_events_each_has_its_override() -> None:
    events = [{"type": "event", "config": {"topic": topic}} for topic in ("a", "b")]
    fields = AGENT.model_dump() | {"triggers_config": events}
    agent = AgentDefinition.model_validate(fields)
    text = f"{GOOD}  triggers: [{{type: event, enabled: false}}]\n"
    (found,) = run(text, agents=[agent]).diagnostics
    assert found.hint == "write 2 overrides, one for each, in the order of the definition"


def test_an_empty_variable_is_one_without_a_value() -> None:
    (found,) = run(GOOD.replace("tenant: acme", 'tenant: ""')).diagnostics
    assert found.code == "IFX407"


def test_valid_settings_are_named_once() -> None:
    override = "  triggers: [{type: schedule, config_override: {zone: x}}]\n"
    (found,) = run(GOOD + override).diagnostics
    assert (found.code, found.hint) == ("IFX105", "valid: `cron`")


def test_which_of_several_schedules_is_meant_is_never_guessed() -> None:
    text = GOOD.replace("agent_001", "agent_002")
    (found,) = run(f"{text}  triggers: [{{type: schedule, enabled: false}}]\n").diagnostics
    assert found.code == "IFX405"
    assert found.hint == "say it with `cron:`, one of `0 */2 * * *`, `@daily`"
    twice = "[{type: schedule, cron: '@daily'}, {type: schedule, cron: '@daily'}]"
    (found,) = run(f"{text}  triggers: {twice}\n").diagnostics
    assert (found.code, found.column) == ("IFX405", 48)


@pytest.mark.parametrize(
    ("memory", "expected"),
    [
        ("{}", [("IFX407", 7, 11)]),
        ("{tenant: }", [("IFX407", 7, 11)]),
        ("{tenat: a}", [("IFX407", 7, 11), ("IFX105", 7, 12)]),
        ("{tenant: [a]}", [("IFX407", 7, 11), ("IFX104", 7, 20)]),
        ("{tenant: a, workspace_id: ws-2}", [("IFX104", 7, 23)]),
        ("acme", [("IFX104", 7, 11), ("IFX407", 7, 11)]),
    ],
)
def test_variables_of_the_namespace(memory: str, expected: list[tuple[str, int, int]]) -> None:
    assert mistakes(f"  goal: g\n  memory: {memory}\n") == expected


def test_a_namespace_without_variables_is_itself_and_none_is_none() -> None:
    for template, namespace in (("plain", "plain"), (None, None)):
        memory = AGENT.memory_config.model_copy(update={"namespace_template": template})
        agent = AGENT.model_copy(update={"memory_config": memory})
        (made,) = run(f"{HEAD}config:\n  goal: g\n", agents=[agent]).configurations
        assert made.external_memory_namespace == namespace


@pytest.mark.parametrize(
    ("preference", "expected"),
    [
        ("{model: 'openai:gpt-4'}", [("IFX406", 8, 27)]),
        ("{model: [a]}", [("IFX406", 8, 27)]),
        ("{modle: 'openai:gpt-4o'}", [("IFX105", 8, 20)]),
        ("'openai:gpt-4o'", [("IFX104", 8, 19)]),
        ("{model: }", []),
        ("", []),
    ],
)
def test_the_model_is_one_that_is_offered(
    preference: str, expected: list[tuple[str, int, int]]
) -> None:
    assert mistakes(f"  goal: g\n{MEMORY}  llm_preference: {preference}\n") == expected


def test_an_input_may_have_the_name_of_an_override() -> None:
    field = AGENT.inputs_schema[0].model_copy(update={"key": "memory"})
    memory = AGENT.memory_config.model_copy(update={"namespace_template": "n"})
    update = {"inputs_schema": (field,), "memory_config": memory}
    agent = AGENT.model_copy(update=update)
    (made,) = run(f"{HEAD}config:\n  memory: [1]\n", agents=[agent]).configurations
    assert made.effective_config_cache is not None
    assert made.effective_config_cache["inputs"] == {"memory": [1]}


def test_two_instances_cannot_have_one_id() -> None:
    made = run(GOOD, f"---\n{GOOD}")
    assert [(each.code, each.path, each.line) for each in made.diagnostics] == [
        ("IFX301", "1.yaml", 4)
    ]
    assert "0.yaml:3" in made.diagnostics[0].message
    stated = "id: 0b8f3a52-8d0f-4f8e-9d8a-4b9f8f1d2c3e\n"
    other = GOOD.replace("Store mail", "Other")
    made = run(f"{stated}{GOOD}---\n{stated}{other}")
    assert places(made.diagnostics) == [("IFX301", 11, 5)]


def test_every_mistake_is_found_at_once() -> None:
    made = run(
        f"{HEAD}config:\n  limit: true\n  gaol: x\n  triggers: [{{type: event}}]\n"
        "  llm_preference: {model: gpt}\n"
    )
    codes = [each.code for each in made.diagnostics]
    assert sorted(codes) == ["IFX402", "IFX403", "IFX404", "IFX405", "IFX406", "IFX407"]
    assert {each.agent for each in made.diagnostics} == {"agent_001"}


def test_the_documented_id_is_the_one_that_is_made() -> None:
    namespace = uuid5(NAMESPACE_URL, "urn:ionflux:agent_configuration")
    assert only(GOOD).id == uuid5(namespace, '["ws-1", "agent_001", "Store mail"]')
