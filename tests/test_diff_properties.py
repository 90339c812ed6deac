"""Properties of every comparison, for any definitions."""

from __future__ import annotations

import json
import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import ionflux
from diff_definitions import agent, definitions, playbook, sets
from diff_patching import patched
from ionflux import AgentDefinition
from ionflux.diff.schema import diff_schema

Definitions = list[AgentDefinition]

VALIDATOR = Draft202012Validator(diff_schema())
_UNORDERED = ("triggers_config", "inputs_schema", "outputs_config")


def _plain(definition: AgentDefinition) -> dict[str, Any]:
    return definition.model_dump(mode="json", exclude={"created_at", "updated_at"})


def _unordered(found: list[dict[str, Any]]) -> list[str]:
    """Return the definitions in a form without insignificant differences.

    That is the order of what has none, and an empty text in place of none.
    """
    found = [_without_empty(definition) for definition in found]
    for definition in found:
        for name in _UNORDERED:
            definition[name].sort(key=lambda entry: json.dumps(entry, sort_keys=True))
    return sorted(json.dumps(definition, sort_keys=True) for definition in found)


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_without_empty(each) for each in value]
    return None if value == "" else value


@given(sets)
def test_nothing_differs_from_itself(found: Definitions) -> None:
    assert not ionflux.compare(found, found)


@given(sets, st.randoms(use_true_random=False))
def test_order_of_documents_inputs_outputs_and_triggers_is_not_a_change(
    found: Definitions, chance: random.Random
) -> None:
    moved = [
        definition.model_copy(
            update={name: _shuffled(getattr(definition, name), chance) for name in _UNORDERED}
        )
        for definition in found
    ]
    assert ionflux.compare(found, _shuffled(moved, chance)).changes == ()


def _shuffled(entries: Any, chance: random.Random) -> tuple[Any, ...]:
    return tuple(chance.sample(list(entries), len(entries)))


@given(sets, sets)
def test_both_directions_list_the_same_agents(old: Definitions, new: Definitions) -> None:
    there, back = ionflux.compare(old, new), ionflux.compare(new, old)
    assert [agent.id for agent in there.agents] == [agent.id for agent in back.agents]


@given(sets, sets)
def test_changes_applied_to_the_old_side_give_the_new_one(
    old: Definitions, new: Definitions
) -> None:
    document = json.loads(json.dumps(ionflux.compare(old, new).to_dict()))
    VALIDATOR.validate(document)
    result = patched([_plain(definition) for definition in old], document)
    assert _unordered(result) == _unordered([_plain(definition) for definition in new])


@given(definitions, definitions)
def test_changes_of_one_agent_are_complete(old: AgentDefinition, new: AgentDefinition) -> None:
    new = new.model_copy(update={"id": old.id})
    document = ionflux.compare([old], [new]).to_dict()
    assert _unordered(patched([_plain(old)], document)) == _unordered([_plain(new)])


@given(sets, sets)
def test_the_summary_counts_what_is_listed(old: Definitions, new: Definitions) -> None:
    changes = ionflux.compare(old, new)
    assert sum(changes.summary[:3]) == len(changes.agents)
    assert sum(changes.summary[3:]) == len(changes.changes)
    assert {change.agent for change in changes.changes} == {agent.id for agent in changes.agents}


def test_every_field_of_the_model_is_compared() -> None:
    old, new = agent(), AgentDefinition(id="agent_001", name="Other", version="9.0.0")
    changed = {change.path.split(".")[0].split("[")[0] for change in _changes(old, new)}
    left_out = {"id", "created_at", "updated_at", "status"}
    assert changed == AgentDefinition.model_fields.keys() - left_out
    assert [c.path for c in _changes(old, agent(status="active"))] == ["status"]


def _changes(old: AgentDefinition, new: AgentDefinition) -> tuple[Any, ...]:
    return ionflux.compare([old], [new]).changes


def test_true_is_not_one_but_one_equals_one_point_zero() -> None:
    one, true, float_one = (agent(additional_sections={"x": value}) for value in (1, True, 1.0))
    assert len(_changes(one, true)) == 1
    assert _changes(one, float_one) == ()


def test_instances_own_playbooks_are_not_compared() -> None:
    own = playbook(workspace_id="w1")
    assert not ionflux.compare([agent()], [agent()], new_playbooks=[own])
