"""Stored configurations against definitions: which no longer fit, and the values of the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from ionflux import AgentConfiguration, AgentDefinition, configure_text
from ionflux.configure import recheck, stored_path

FIELDS: Mapping[str, Any] = {
    "id": "agent_001",
    "name": "EmailWizard",
    "version": "0.1",
    "triggers_config": [{"type": "webhook", "config": {"path": "/run/{id}", "method": "POST"}}],
    "inputs_schema": [{"key": "goal", "type": "string", "required": True}],
    "stack_details": {"models_used": ["openai:gpt-4o"]},
    "memory_config": {"type": "redis", "namespace_template": "mail_{{workspace_id}}"},
}
KEYS = ("goal", "to")
INSTANCE = """\
agent_definition_id: agent_001
workspace_id: ws-1
name: Mine
created_by_user_id: user-1
config:
  # what for
  goal: sell
"""


def agent(**fields: object) -> AgentDefinition:
    return AgentDefinition.model_validate({**FIELDS, **fields})


def stored(text: str = INSTANCE, *definitions: AgentDefinition) -> AgentConfiguration:
    (configuration,) = configure_text(text, definitions or (agent(),)).configurations
    return configuration


def found(
    configurations: list[AgentConfiguration], *definitions: AgentDefinition
) -> list[tuple[str, str, int, int]]:
    diagnostics = recheck(configurations, definitions).diagnostics
    return [(d.code, d.path, d.line, d.column) for d in diagnostics]


def test_valid_configurations_get_new_caches() -> None:
    old = stored()
    wider = agent(
        inputs_schema=[*FIELDS["inputs_schema"], {"key": "limit", "type": "number", "default": 5}],
        memory_config={"type": "redis", "namespace_template": "{{agent_id}}_{{workspace_id}}"},
    )
    made = recheck([old], [wider])
    assert made.diagnostics == ()
    (now,) = made.configurations
    assert (now.effective_config_cache or {})["inputs"] == {"goal": "sell", "limit": 5}
    assert now.external_memory_namespace == "agent_001_ws-1"
    unchanged = {"effective_config_cache", "external_memory_namespace"}
    assert now.model_dump(exclude=unchanged) == old.model_dump(exclude=unchanged)


@pytest.mark.parametrize(
    ("fields", "config", "expected"),
    [
        ({"inputs_schema": [{"key": "goal", "type": "number"}]}, "", ("IFX403", 2, 7)),
        ({"inputs_schema": []}, "", ("IFX404", 2, 1)),
        (
            {
                "inputs_schema": [
                    *FIELDS["inputs_schema"],
                    {**FIELDS["inputs_schema"][0], "key": "to"},
                ]
            },
            "",
            ("IFX402", 2, 1),
        ),
        (
            {"triggers_config": []},
            "  triggers: [{type: webhook, enabled: false}]\n",
            ("IFX405", 3, 19),
        ),
        (
            {"stack_details": {}},
            "  llm_preference: {model: 'openai:gpt-4o'}\n",
            ("IFX406", 3, 25),
        ),
        (
            {"memory_config": {"type": "redis", "namespace_template": "mail_{{tenant}}"}},
            "",
            ("IFX407", 2, 1),
        ),
    ],
)
def test_what_a_new_definition_breaks_is_found_at_the_line_of_the_text(
    fields: dict[str, Any], config: str, expected: tuple[str, int, int]
) -> None:
    configuration = stored(INSTANCE + config)
    made = recheck([configuration], [agent(**fields)])
    assert made.configurations == ()
    (diagnostic,) = made.diagnostics
    assert (diagnostic.code, diagnostic.line, diagnostic.column) == expected
    assert diagnostic.path == stored_path(configuration)
    assert diagnostic.agent == "agent_001"
    assert (diagnostic.field or "").startswith("config")


def test_a_missing_definition_is_reported() -> None:
    configuration = stored()
    assert found([configuration], agent(id="agent_002", name="Other")) == [
        ("IFX401", stored_path(configuration), 1, 1)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("[1]\n", ("IFX104", 1, 1)), ("goal: [\n", ("IFX101", 1, 8)), ("", ("IFX402", 1, 1))],
)
def test_a_text_written_by_another_program_is_checked(
    text: str, expected: tuple[str, int, int]
) -> None:
    configuration = stored().model_copy(update={"yaml_config": text})
    codes = found([configuration], agent())
    assert (codes[0][0], *codes[0][2:]) == expected
    assert {code for code, *_ in codes} <= {expected[0], "IFX402"}


@pytest.mark.parametrize("text", ["", "# nothing\n", "null\n", "{}\n"])
def test_a_text_may_be_empty(text: str) -> None:
    configuration = stored().model_copy(update={"yaml_config": text})
    assert found([configuration], agent(inputs_schema=[])) == []


def test_keys_of_the_platform_are_kept_in_the_cache() -> None:
    configuration = stored().model_copy(update={"yaml_config": "goal: g\ncanvas: b-1\n"})
    assert [code for code, *_ in found([configuration], agent())] == ["IFX404"]
    (now,) = recheck([configuration], [agent()], extra=["canvas"]).configurations
    assert (now.effective_config_cache or {})["canvas"] == "b-1"


def test_one_namespace_in_two_workspaces_is_found() -> None:
    fields = {"memory_config": {"type": "redis", "namespace_template": "mail"}}
    definition = agent(**fields, triggers_config=[])
    one = stored(INSTANCE, definition)
    same = stored(INSTANCE.replace("Mine", "Second"), definition)
    other = stored(INSTANCE.replace("ws-1", "ws-2"), definition)
    assert found([one, same], definition) == []
    made = recheck([one, same, other], [definition])
    assert [(d.code, d.path, d.severity) for d in made.diagnostics] == [
        ("IFX408", stored_path(other), "warning")
    ]
    assert str(one.id) in (made.diagnostics[0].hint or "")
    assert len(made.configurations) == 3


def test_one_webhook_in_one_workspace_is_found() -> None:
    one, other = stored(), stored(INSTANCE.replace("ws-1", "ws-2"))
    assert found([one, other], agent()) == []
    second = INSTANCE.replace("Mine", "Second")
    off = stored(f"{second}  triggers: [{{type: webhook, enabled: false}}]\n")
    moved = "  triggers: [{type: webhook, config_override: {path: '/run/:order'}}]\n"
    assert found([one, off], agent()) == []
    assert [code for code, *_ in found([one, stored(second)], agent())] == ["IFX409"]
    assert [code for code, *_ in found([one, stored(second + moved)], agent())] == ["IFX409"]
