"""The output of a load."""

from __future__ import annotations

from pathlib import Path

import pytest

from database_samples import definition, playbook, records
from ionflux.cli.loading import load


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'agents.db'}"


def test_a_load_sums_up_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load(url(tmp_path), records(definition(1), playbook(1)), prune=False, check=False)
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "agent_definitions: 1 inserted, 0 updated, 0 unchanged\n"
        "playbooks: 1 inserted, 0 updated, 0 unchanged\n"
    )
    assert not load(url(tmp_path), records(definition(1)), prune=False, check=False, quiet=True)
    assert capsys.readouterr() == ("", "")


def test_a_check_lists_each_row_on_standard_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(url(tmp_path), records(definition(1), definition(2)), prune=False, check=False)
    capsys.readouterr()
    changed = records(definition(1, tagline="new"), definition(3))
    assert load(url(tmp_path), changed, prune=True, check=True)
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "would update agent_definition agent_001 Agent001",
        "would insert agent_definition agent_003 Agent003",
        "would deprecate agent_definition agent_002 Agent002",
    ]
    assert err == "agent_definitions: would be: 1 inserted, 1 updated, 1 deprecated, 0 unchanged\n"


def test_definitions_that_are_only_in_the_database_are_pointed_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(url(tmp_path), records(definition(1), definition(2)), prune=False, check=False)
    capsys.readouterr()
    assert not load(url(tmp_path), records(definition(1)), prune=False, check=True)
    out, err = capsys.readouterr()
    assert out == ""
    assert "1 more in the database" in err
    assert "--prune" in err


def test_names_reach_the_terminal_without_control_characters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = records(definition(1, name="x\x1b[2J\u202ewould insert y"))
    load(url(tmp_path), hostile, prune=False, check=True)
    assert capsys.readouterr().out == (
        "would insert agent_definition agent_001 x\\x1b[2J\\u202ewould insert y\n"
    )
