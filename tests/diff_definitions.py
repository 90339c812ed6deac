"""Definitions to compare: one with every field filled, and Hypothesis strategies for more."""

from __future__ import annotations

import copy
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from hypothesis import strategies as st

from ionflux import AgentDefinition, Playbook

Json = dict[str, Any]

EMAIL_WIZARD: Json = {
    "id": "agent_001",
    "name": "EmailWizard",
    "epithet": "Keeper of the inbox",
    "tagline": "Mail that is read",
    "introduction_text": "Mail waits.\nNobody reads it.\nThen somebody does.",
    "archetype": "Magician",
    "dna_phrase": "Makes mail speak",
    "core_capabilities": ["Segments", "Warms up", "Clears"],
    "essence_punch": "Cold mail is no mail",
    "essence_interpretation": "It turns noise into signal.",
    "version": "1.2.0",
    "description": "Writes the mail that a shop sends.",
    "triggers_config": [
        {"type": "schedule", "config": {"cron": "0 */2 * * *"}},
        {"type": "webhook", "config": {"path": "/emailwizard/run", "method": "POST"}},
        {"type": "event", "config": {"stream": "orders"}},
    ],
    "inputs_schema": [
        {"key": "shopify_event", "type": "json", "required": False, "description": "An event"},
        {"key": "manual_payload", "type": "string", "required": True},
        {"key": "limit", "type": "number", "default": 10},
    ],
    "outputs_config": [
        {"key": "send_report", "type": "json", "description": "What was sent"},
        {"key": "preview", "type": "md"},
    ],
    "stack_details": {
        "language": "python",
        "runtime": "langchain",
        "models_used": ["openai:gpt-4o", "anthropic:claude-3-haiku"],
        "database_dependencies": ["Pinecone", "Postgres"],
        "queue_dependencies": ["Redis + RQ", "Kafka"],
        "other_integrations": ["Sendgrid", "OpenTelemetry"],
    },
    "memory_config": {"type": "pinecone", "namespace_template": "emailwizard"},
    "default_file_structure_template": "/agents/emailwizard/\n  └── agent.py",
    "key_files_and_paths": {
        "root": "/agents/emailwizard/",
        "files": [{"path": "agent.py"}, {"path": "splitter.py", "description": "segments"}],
        "directories": ["processors", "tests"],
    },
    "scheduling_and_triggers_summary": "Every two hours.",
    "kpis_definition": "Opens.",
    "failure_fallback_strategy": "It pauses.",
    "example_integration_flow": "A sale begins.",
    "dynamic_expansion_notes": "More languages.",
    "escape_the_obvious_feature": "Letters on paper.",
    "underlying_services_required": ["LLM", "Email"],
    "category": "Marketing",
    "status": "draft",
    "additional_sections": {"punch_final": "Send.", "unknown_keys": {"owner": "mail"}},
    "graph": {
        "nodes": [
            {"id": "fetch", "transform": "Fetch_Transform", "outputs": ["mail", "size"]},
            {
                "id": "send",
                "transform": "Send_Transform",
                "inputs": {"mail": "{{nodes.fetch.outputs.mail}}", "retries": 2},
                "condition": "{{nodes.fetch.outputs.size > 0}}",
                "depends_on": ["fetch", "other"],
                "approval_scope": "send_mail:wizard",
            },
        ]
    },
}
"""A definition in which no field is empty."""

PLAYBOOK: Json = {
    "id": str(uuid5(NAMESPACE_URL, "abandoned_cart")),
    "agent_definition_id": "agent_001",
    "name": "Abandoned Cart",
    "description": "Wins back",
    "trigger_event_type": "abandoned_cart",
    "steps": [{"type": "wait", "minutes": 10}, {"type": "send"}],
    "is_active": True,
}
"""A default playbook of that definition."""


def agent(**changed: Any) -> AgentDefinition:
    """Return the definition with some fields changed."""
    return AgentDefinition.model_validate(copy.deepcopy(EMAIL_WIZARD) | changed)


def playbook(**changed: Any) -> Playbook:
    """Return the playbook with some fields changed."""
    return Playbook.model_validate(copy.deepcopy(PLAYBOOK) | changed)


# Few names and awkward ones: both sides must share some, and paths must quote them.
_words = st.sampled_from(["a", "b", "x.y", "k]", "q\\", "[z#2", 'say "hi"', "é\n`"])
_names = st.sampled_from(["a", "b", "x.y", "k]", "q\\", "[z#2", 'say "hi"', "é `"])
_texts = st.none() | st.sampled_from(["one", "two\nlines", "</details> @all | `x`", ""])
_values = st.recursive(
    st.none() | st.booleans() | st.integers(0, 2) | st.just(1.5) | _words,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_words, inner, max_size=2),
    max_leaves=4,
)
_lists = st.lists(_words, max_size=3)


def _entries(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Json]]:
    return st.lists(
        st.fixed_dictionaries({"key": _names, **fields}),
        max_size=3,
        unique_by=lambda entry: str(entry["key"]),
    )


_inputs = _entries(
    type=st.sampled_from(["json", "string"]), required=st.booleans(), description=_texts
)
_defaulted = _entries(type=st.just("json"), required=st.booleans(), default=_values)
_outputs = _entries(type=st.sampled_from(["md", "url"]), description=_texts)
_schedules = st.fixed_dictionaries(
    {
        "type": st.just("schedule"),
        "config": st.fixed_dictionaries(
            {"cron": st.sampled_from(["0 9 * * *", "@daily", "*/5 * * * *"])},
            optional={"timezone": st.sampled_from(["UTC", "Europe/Lisbon"])},
        ),
    }
)
_webhooks = st.fixed_dictionaries(
    {
        "type": st.just("webhook"),
        "config": st.fixed_dictionaries(
            {
                "path": st.sampled_from(["/a", "/b]", "/c"]),
                "method": st.sampled_from(["GET", "PUT"]),
            },
            optional={"secret": _values},
        ),
    }
)
_events = st.fixed_dictionaries(
    {"type": st.just("event"), "config": st.dictionaries(_words, _values, max_size=2)}
)
_stacks = st.fixed_dictionaries(
    {
        "language": _texts,
        "models_used": _lists,
        "database_dependencies": _lists,
        "other_integrations": _lists,
    }
)
_trees = st.none() | st.fixed_dictionaries(
    {
        "root": st.sampled_from(["/x/", "/y/"]),
        "files": st.lists(
            st.fixed_dictionaries({"path": _words, "description": _texts}), max_size=3
        ),
        "directories": _lists,
    }
)
_services = st.lists(st.sampled_from(["LLM", "Email", "TikTok"]), max_size=3)

definitions = st.fixed_dictionaries(
    {
        "id": st.sampled_from([f"agent_{number}" for number in range(1, 6)]),
        "name": st.sampled_from(["Wizard", "wizard_v2", "Pulse", "Butler"]),
        "version": st.sampled_from(["0.1", "0.10", "1.2.0", "1.3.0-rc.1", "2"]),
    },
    optional={
        "tagline": _texts,
        "core_capabilities": _lists,
        "triggers_config": st.lists(_schedules | _webhooks | _events, max_size=4),
        "inputs_schema": _inputs | _defaulted,
        "outputs_config": _outputs,
        "stack_details": _stacks,
        "memory_config": st.fixed_dictionaries(
            {"type": _texts, "namespace_template": st.none() | _names}
        ),
        "key_files_and_paths": _trees,
        "underlying_services_required": _services,
        "category": _texts,
        "status": st.sampled_from(["draft", "active"]),
        "additional_sections": st.dictionaries(_words, _values, max_size=3),
    },
).map(AgentDefinition.model_validate)
"""Any definition from few values, so that two often share ids, names and keys."""

sets = st.lists(definitions, max_size=3, unique_by=lambda definition: definition.id)
"""Any set of definitions with ids of their own."""
