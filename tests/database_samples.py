"""Definitions, playbooks and hostile text for the tests of seeds and databases."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from hypothesis import strategies as st

from ionflux.models import AgentConfiguration, AgentDefinition, Playbook
from ionflux.models.records import Record

HOSTILE = (
    "it's 'quoted' \"twice\"",
    "back\\slash \\' \\n \\u0041 \\x41 \\",
    "$$ $tag$ $1 ?",
    "-- no comment /* nor */ this; DROP TABLE agent_definitions;",
    ":name :'name' :\"name\" :{?name} @name %s %(name)s {name}",
    "one\n.quit\n.bail on\n\\q\n\\! exit\n\\.\n/\ngo\n;\nEOF\n#",
    "\r\n\r \n\r line ends \r",
    "\x01\x08\x0b\x1a\x1b[31m\x7f\x85\x9b",
    "<0d> <0d.1> <1b>\r\x1b<0d",
    "\u2028 \u2029 \ufeff \u202e \u00a0",
    "🦊 ção 日本語 \U0010ffff e\u0301",
    "E'x' U&'\\0041' X'41' N'x' B'1'",
    "'", "''", "\\", "\\'", "'\\", "{", '{"a":1}', "{a,b}", "NULL", "", " ", "\t", "\n",
    "x" * 100_000,
)  # fmt: skip
"""Text that has ended a literal, a comment or a line in some client."""

texts = st.one_of(
    st.sampled_from(HOSTILE[:-1]),
    st.text(
        alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40
    ),
    st.text(alphabet="'\\$-:;.\r\n/*<0d>\x1bE{}\" ", max_size=40),
)
"""Anything that a blueprint can say."""

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


def one_line(text: str) -> str:
    """Return a text that is valid in a name: without breaks and tabs, with letters at its ends."""
    return f"n{' '.join(text.expandtabs(1).splitlines())}n"


def definition(number: int = 1, **fields: Any) -> AgentDefinition:
    """Return the definition `agent_NNN`, named `AgentNNN` by default."""
    basics = {"id": f"agent_{number:03}", "name": f"Agent{number:03}", "version": "0.10"}
    return AgentDefinition.model_validate({**basics, **fields})


def full_definition(number: int = 1, text: str = "text", **fields: Any) -> AgentDefinition:
    """Return a definition with a value in every field, the text wherever text goes."""
    names = [
        name
        for name, info in AgentDefinition.model_fields.items()
        if info.annotation == (str | None)
    ]
    filled: dict[str, Any] = dict.fromkeys(names, text)
    filled |= {
        "core_capabilities": [text, "", text],
        "triggers_config": [
            {"type": "schedule", "config": {"cron": "0 */2 * * *", "note": text}},
            {"type": "webhook", "config": {"path": "/run", "method": "POST"}},
            {"type": "event", "config": {text: [text, None, 1.5, {}]}},
        ],
        "inputs_schema": [
            {"key": "a", "type": "json", "default": {"x": [text, 1e308, -0.1, 2**70, True]}},
            {"key": "b", "type": "number", "required": True, "description": text},
        ],
        "outputs_config": [{"key": "out", "type": "md", "description": text}],
        "stack_details": {"language": text, "models_used": [text], "queue_dependencies": [text]},
        "memory_config": {"type": text, "namespace_template": one_line(text)},
        "key_files_and_paths": {"root": "/", "files": [{"path": text, "description": text}]},
        "underlying_services_required": ["LLM", "Email"],
        "status": "active",
        "additional_sections": {"unknown_keys": {text: {"deep": [text, None]}}},
    }
    return definition(number, **{**filled, **fields})


def playbook(number: int = 1, of: int | None = 1, **fields: Any) -> Playbook:
    """Return a playbook of a definition by its number."""
    basics = {
        "id": uuid5(UUID(int=0), str(number)),
        "agent_definition_id": f"agent_{of:03}" if of is not None else None,
        "name": f"Playbook {number}",
        "trigger_event_type": "abandoned_cart",
        "steps": [{"type": "send_message", "delay_minutes": 10}],
        "is_active": False,
    }
    return Playbook.model_validate({**basics, **fields})


def configuration(number: int = 1, of: int = 1, **fields: Any) -> AgentConfiguration:
    """Return an instance of a definition by its number."""
    basics = {
        "id": uuid5(UUID(int=1), str(number)),
        "workspace_id": "workspace_1",
        "agent_definition_id": f"agent_{of:03}",
        "name": f"Instance {number}",
        "created_by_user_id": "user_1",
        "yaml_config": "shopify_event: {}\n",
    }
    return AgentConfiguration.model_validate({**basics, **fields})


def records(*models: AgentDefinition | Playbook | AgentConfiguration) -> list[Record]:
    """Return the models as records of one document."""
    entities = {
        AgentDefinition: "agent_definition",
        Playbook: "playbook",
        AgentConfiguration: "agent_configuration",
    }
    return [Record(entities[type(model)], model, "blueprints/core.md") for model in models]


def as_written(model: AgentDefinition | Playbook | AgentConfiguration) -> dict[str, Any]:
    """Return a model's JSON without the two fields that databases fill themselves."""
    return model.model_dump(mode="json", exclude={"created_at", "updated_at"})
