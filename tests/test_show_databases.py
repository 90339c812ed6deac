"""`show` reads only what it shows from a database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from database_reality import sqlite_path
from in_process import ionflux

BLUEPRINTS = Path(__file__).parent.parent / "blueprints"


@pytest.fixture
def url(tmp_path: Path) -> str:
    where = f"sqlite:///{tmp_path / 'agents.db'}"
    assert ionflux("import", str(BLUEPRINTS), "--database", where).returncode == 0
    return where


def spoil(url: str, column: str, value: str) -> None:
    """Write a value into agent_002 that its table's checks reject."""
    with closing(sqlite3.connect(sqlite_path(url))) as driver, driver:
        driver.execute("PRAGMA ignore_check_constraints = ON")
        update = f"UPDATE agent_definitions SET {column} = ? WHERE id = 'agent_002'"
        driver.execute(update, (value,))


def test_the_table_is_that_of_the_documents_except_for_findings(url: str) -> None:
    of_documents = ionflux("show", str(BLUEPRINTS)).stdout.splitlines()
    of_database = ionflux("show", url).stdout.splitlines()
    assert len(of_database) == 12
    for one, other in zip(of_database[2:], of_documents[2:], strict=True):
        assert one.split()[:-1] == other.split()[:-1]


def test_a_card_reads_no_other_row(url: str) -> None:
    spoil(url, "stack_details", "[")
    assert ionflux("show", url, "agent_001").returncode == 0
    assert ionflux("show", url, "email wizard").returncode == 0
    broken = ionflux("show", url, "agent_002")
    assert broken.returncode == 3
    assert "the row agent_002 of agent_definitions is not valid" in broken.stderr


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("status", "asleep"),
        ("triggers_config", "{"),
        ("triggers_config", "7"),
        ("triggers_config", '["daily"]'),
        ("triggers_config", '[{"type": "tide", "config": {}}]'),
        ("triggers_config", '[{"type": "schedule", "config": {}}]'),
        ("inputs_schema", '[{"key": 7}]'),
        ("outputs_config", '{"key": "a"}'),
        ("underlying_services_required", '["Fax"]'),
        ("underlying_services_required", '"LLM"'),
    ],
)
def test_a_table_names_the_row_that_is_not_valid(url: str, column: str, value: str) -> None:
    spoil(url, column, value)
    shown = ionflux("show", url)
    assert (shown.returncode, shown.stdout) == (3, "")
    (line,) = shown.stderr.splitlines()
    assert "the row agent_002 of agent_definitions is not valid: " in line
    assert column in line
