"""A removed and an added agent that are probably the same."""

from __future__ import annotations

import pytest

import ionflux
from diff_definitions import EMAIL_WIZARD, agent, playbook
from diff_patching import patched


@pytest.mark.parametrize("name", ["EmailWizard", "emailwizard", "EmailWizard_v2", "Email-v2.1"])
def test_names_that_differ_only_in_case_or_suffix_are_a_rename(name: str) -> None:
    old = agent(name="Email" if name.startswith("Email-") else "EmailWizard")
    new = agent(id="agent_011", name=name, inputs_schema=[])
    changes = ionflux.compare([old], [new])
    removed, added = changes.agents
    assert (removed.id, removed.change, removed.renamed_to) == ("agent_001", "removed", "agent_011")
    assert (added.id, added.change, added.renamed_from) == ("agent_011", "added", "agent_001")
    assert {agent.level for agent in changes.agents} == {"breaking"}


def test_equal_inputs_and_outputs_are_a_rename() -> None:
    new = agent(id="agent_011", name="Postman", inputs_schema=EMAIL_WIZARD["inputs_schema"][::-1])
    assert ionflux.compare([agent()], [new]).agents[1].renamed_from == "agent_001"


def test_names_take_precedence_over_inputs_and_outputs() -> None:
    twin = agent(id="agent_002", name="Twin")
    new = [agent(id="agent_011", name="Twin_v2"), agent(id="agent_012", name="Postman")]
    renamed = {a.id: a.renamed_from for a in ionflux.compare([agent(), twin], new).agents}
    assert (renamed["agent_011"], renamed["agent_012"]) == ("agent_002", "agent_001")


def test_agents_without_inputs_and_outputs_are_not_a_rename() -> None:
    old = agent(inputs_schema=[], outputs_config=[])
    new = agent(id="agent_011", name="Postman", inputs_schema=[], outputs_config=[])
    assert all(a.renamed_from is None for a in ionflux.compare([old], [new]).agents)


def test_an_agent_that_still_exists_was_not_renamed() -> None:
    changes = ionflux.compare([agent()], [agent(), agent(id="agent_011", name="EmailWizard_v2")])
    assert [(a.id, a.renamed_from) for a in changes.agents] == [("agent_011", None)]


def test_other_changes_are_those_since_the_old_name() -> None:
    new = agent(id="agent_011", tagline="Other", version="2.0.0")
    document = ionflux.compare([agent()], [new]).to_dict()
    assert [c["path"] for c in document["changes"]] == [".", "id", "tagline", "version"]
    plain = agent().model_dump(mode="json", exclude={"created_at", "updated_at"})
    assert patched([plain], document) == [
        new.model_dump(mode="json", exclude={"created_at", "updated_at"})
    ]


@pytest.mark.parametrize(("version", "made"), [("2.0.0", True), ("1.3.0", False)])
def test_the_new_version_must_announce_a_rename(version: str, made: bool) -> None:
    changes = ionflux.compare([agent()], [agent(id="agent_011", version=version)])
    removed, added = changes.agents
    assert (added.old_version, added.required_bump) == ("1.2.0", "major")
    assert (removed.bump_ok, added.bump_ok) == (made, made)


def test_playbooks_follow_a_renamed_agent() -> None:
    moved = playbook(agent_definition_id="agent_011")
    changes = ionflux.compare(
        [agent()], [agent(id="agent_011")], old_playbooks=[playbook()], new_playbooks=[moved]
    )
    assert [c.path for c in changes.only("agent_011").changes] == ["id"]
