"""Every row of the level table, in both directions, and what a project may change of it."""

from __future__ import annotations

import copy
import re
from itertools import product
from typing import Any

import pytest

import ionflux
from diff_definitions import EMAIL_WIZARD, PLAYBOOK, Json, agent, playbook
from diff_edits import BREAKING, COMPATIBLE, COSMETIC, EDITS, WEBHOOK, Edit
from ionflux import AgentDefinition, Playbook
from ionflux.configure import configure
from ionflux.core.errors import UsageError
from ionflux.diff.levels import rules
from ionflux.documents.source import SourceFile, from_text
from ionflux.models import (
    FileEntry,
    FileTree,
    InputField,
    MemoryConfig,
    OutputField,
    PlaybookStep,
    StackDetails,
)


def _found(old: AgentDefinition, new: AgentDefinition) -> tuple[tuple[str, str, str], ...]:
    return tuple((c.path, c.kind, c.level) for c in ionflux.compare([old], [new]).changes)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_has_its_level_there_and_back(edit: Edit) -> None:
    edited = copy.deepcopy(EMAIL_WIZARD)
    edit.does(edited)
    old, new = agent(), AgentDefinition.model_validate(edited)
    assert _found(old, new) == edit.there
    assert _found(new, old) == edit.back


PLAYBOOK_EDITS: dict[str, tuple[Json, str]] = {
    "name": ({"name": "Other"}, COMPATIBLE),
    "id": ({"id": "00000000-0000-5000-8000-000000000000"}, COMPATIBLE),
    "description": ({"description": "Other"}, COSMETIC),
    "trigger_event_type": ({"trigger_event_type": "other"}, COMPATIBLE),
    "steps": ({"steps": PLAYBOOK["steps"][::-1]}, COMPATIBLE),
    "is_active": ({"is_active": False}, COMPATIBLE),
}


@pytest.mark.parametrize("field", PLAYBOOK_EDITS)
def test_a_playbook_belongs_to_its_agent(field: str) -> None:
    edit, level = PLAYBOOK_EDITS[field]
    one, other = playbook(), playbook(**edit)
    for old, new in ((one, other), (other, one)):
        changes = ionflux.compare([agent()], [agent()], old_playbooks=[old], new_playbooks=[new])
        (change,) = changes.changes
        assert (change.agent, change.level) == ("agent_001", level)
        assert change.path == f"playbooks[{old.name}].{field}"


def test_a_playbook_is_added_and_removed() -> None:
    come = ionflux.compare([agent()], [agent()], new_playbooks=[playbook()])
    gone = ionflux.compare([agent()], [agent()], old_playbooks=[playbook()])
    assert [(c.path, c.kind, c.level) for c in come.changes + gone.changes] == [
        ("playbooks[Abandoned Cart]", "added", COMPATIBLE),
        ("playbooks[Abandoned Cart]", "removed", COMPATIBLE),
    ]


def test_an_agent_is_added_and_removed() -> None:
    come, gone = ionflux.compare([], [agent()]), ionflux.compare([agent()], [])
    assert [(c.path, c.kind, c.level) for c in come.changes + gone.changes] == [
        (".", "added", COMPATIBLE),
        (".", "removed", BREAKING),
    ]
    assert [(a.change, a.required_bump, a.bump_ok) for a in come.agents + gone.agents] == [
        ("added", None, True),
        ("removed", None, False),
    ]
    assert come.summary == (1, 0, 0, 0, 1, 0)
    assert gone.summary == (0, 1, 0, 1, 0, 0)


def test_the_edits_are_of_every_row_and_every_field() -> None:
    rows = {path for rule in rules() for path in rule.paths} - {".", "id"}
    paths = {path for edit in EDITS.values() for path, _, _ in (*edit.there, *edit.back)}
    shapes = {re.sub(r"\[[^\]]*\]", "[*]", path) for path in paths}
    shapes |= {f"playbooks[*].{field}" for field in PLAYBOOK_EDITS} | {"playbooks[*]"}
    assert shapes == rows


INSTANCE = """\
agent_definition_id: agent_001
workspace_id: w
name: N
created_by_user_id: u
config: {}
"""
INPUTS = [
    {"key": "a", "type": "string", "required": required, "default": default}
    for required, default in product((False, True), (None, "x"))
]


def accepts_nothing(definition: AgentDefinition) -> bool:
    """Tell whether an instance without a value is accepted."""
    instance = from_text(INSTANCE, "instance.yaml")
    assert isinstance(instance, SourceFile)
    return configure([instance], [definition]).ok


@pytest.mark.parametrize("new", INPUTS, ids=str)
@pytest.mark.parametrize("old", [None, *INPUTS], ids=str)
def test_levels_of_inputs_follow_what_configure_accepts(old: Json | None, new: Json) -> None:
    before = agent(inputs_schema=[old] if old else [])
    after = agent(inputs_schema=[new])
    levels = {change.level for change in ionflux.compare([before], [after]).changes}
    refused = accepts_nothing(before) and not accepts_nothing(after)
    assert (BREAKING in levels) == refused


def test_every_field_of_the_model_has_a_row() -> None:
    never = {"created_at", "updated_at"}
    owners = {"agent_definition_id", "agent_configuration_id", "workspace_id"}
    models: dict[str, tuple[Any, set[str]]] = {
        "": (AgentDefinition, {"stack_details", "memory_config", "triggers_config"}),
        "inputs_schema[*].": (InputField, {"key"}),
        "outputs_config[*].": (OutputField, {"key"}),
        "stack_details.": (StackDetails, set()),
        "memory_config.": (MemoryConfig, set()),
        "key_files_and_paths.": (FileTree, set()),
        "key_files_and_paths.files[*].": (FileEntry, {"path"}),
        "playbooks[*].": (Playbook, owners),
    }
    judged = {path for rule in rules() for path in rule.paths}
    for prefix, (model, left_out) in models.items():
        names = {info.alias or name for name, info in model.model_fields.items()}
        for name in names - never - left_out:
            field = f"{prefix}{name}"
            assert {field, f"{field}[*]"} & judged, field
    assert "steps" in Playbook.model_fields
    assert "type" in PlaybookStep.model_fields  # compared as a whole, with `steps`


def test_a_project_raises_and_lowers_levels() -> None:
    old, new = agent(), agent(
        inputs_schema=[
            {**EMAIL_WIZARD["inputs_schema"][0], "required": True},
            *EMAIL_WIZARD["inputs_schema"][1:],
        ],
        stack_details=EMAIL_WIZARD["stack_details"] | {"models_used": ["openai:gpt-4o"]},
    )  # fmt: skip
    levels = {"stack_details.models_used[*]": BREAKING, "inputs_schema[*].required": COSMETIC}
    changes = ionflux.compare([old], [new], levels=levels)
    assert [(c.path, c.level) for c in changes.changes] == [
        ("inputs_schema[shopify_event].required", COSMETIC),
        ("stack_details.models_used[anthropic:claude-3-haiku]", BREAKING),
    ]
    assert changes.agents[0].required_bump == "major"


def test_the_last_pattern_that_fits_decides() -> None:
    levels = {"inputs_schema*": COSMETIC, "inputs_schema[lim?t].default": BREAKING}
    new = agent(inputs_schema=EMAIL_WIZARD["inputs_schema"][:2])
    assert _levels(new, levels) == [COSMETIC]
    reset = [*EMAIL_WIZARD["inputs_schema"][:2], {"key": "limit", "type": "number", "default": 9}]
    assert _levels(agent(inputs_schema=reset), levels) == [BREAKING]
    assert _levels(agent(inputs_schema=reset), dict(reversed(levels.items()))) == [COSMETIC]


def _levels(new: AgentDefinition, levels: dict[str, str]) -> list[str]:
    return [change.level for change in ionflux.compare([agent()], [new], levels=levels).changes]


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ({"name": "braking"}, "no level `braking`; did you mean `breaking`?"),
        ({"input_schema[*]": "cosmetic"}, "did you mean `inputs_schema`?"),
    ],
)
def test_a_level_or_pattern_that_makes_no_sense_is_refused(
    levels: dict[str, str], words: str
) -> None:
    with pytest.raises(UsageError, match=re.escape(words)):
        ionflux.compare([], [], levels=levels)


def test_two_definitions_with_one_id_are_refused() -> None:
    with pytest.raises(ionflux.UsageError, match="two definitions have the id `agent_001`"):
        ionflux.compare([agent(), agent()], [])


SAID = {
    "inputs_schema[shopify_event].required":
        "input `shopify_event` became required: callers that omit it will fail",
    f"{WEBHOOK}.config.path":
        "webhook moved from `/emailwizard/run` to `/x`: calls of the old path will fail",
    "memory_config.type": "memory type changed from `pinecone` to `redis`",
    "inputs_schema[limit].default": "default of input `limit` was removed: it was `10`",
    "stack_details.models_used[New]": "`New` in `models_used` was added",
    "introduction_text": "`introduction_text` changed",
}  # fmt: skip


def test_messages_say_what_a_change_means_to_others() -> None:
    said: dict[str, str] = {}
    for edit in EDITS.values():
        edited = copy.deepcopy(EMAIL_WIZARD)
        edit.does(edited)
        (*changes,) = ionflux.compare([agent()], [AgentDefinition.model_validate(edited)]).changes
        said |= {change.path: change.message for change in changes if change.path not in said}
    assert {path: said[path] for path in SAID} == SAID
    assert all("\n" not in message and message.count("`") % 2 == 0 for message in said.values())
