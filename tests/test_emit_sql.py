"""Seeds, run with the databases' own programs."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from database_reality import clocks, dialect_of, query, rows, run_seed, tables, written
from database_samples import (
    HOSTILE,
    as_written,
    configuration,
    definition,
    full_definition,
    json_values,
    one_line,
    playbook,
    records,
    texts,
)
from ionflux.core.errors import UsageError, WorkError
from ionflux.core.json_value import JsonValue
from ionflux.database import connect
from ionflux.database.rows import encode
from ionflux.database.tables import TABLES
from ionflux.models import AgentDefinition, Playbook
from ionflux.models.records import Record
from ionflux.output.emitters import EmitOptions
from ionflux.output.emitters.sql import emit


def seed_for(url: str, given_records: list[Record], **options: Any) -> str:
    dialect = dialect_of(url)
    return "".join(emit(given_records, EmitOptions(dialect=dialect, **{"ddl": True} | options)))


def run(url: str, folder: Path, *models: Any, **options: Any) -> None:
    done = run_seed(url, seed_for(url, records(*models), **options), folder)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_value_is_stored(database_url: str, tmp_path: Path) -> None:
    agents = [full_definition(n, text) for n, text in enumerate(HOSTILE, 1)]
    books = [playbook(n, n, name=one_line(text), steps=[{"type": "x", "k": text}])
             for n, text in enumerate(HOSTILE, 1)]  # fmt: skip
    run(database_url, tmp_path, *[m for pair in zip(agents, books, strict=True) for m in pair])
    assert written(database_url) == {a.id: as_written(a) for a in agents}
    assert written(database_url, "playbooks") == {str(b.id): as_written(b) for b in books}


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.lists(st.tuples(texts, json_values), min_size=20, max_size=20))
def test_any_text_is_stored_unchanged(
    database_url: str, tmp_path: Path, data: list[tuple[str, Any]]
) -> None:
    agents = [
        full_definition(n, text, additional_sections={"any": value})
        for n, (text, value) in enumerate(data, 1)
    ]
    run(database_url, tmp_path, *agents)
    assert written(database_url) == {a.id: as_written(a) for a in agents}


@pytest.mark.parametrize(
    "environment",
    [
        {"PGOPTIONS": "-c standard_conforming_strings=off"},
        {"PGOPTIONS": "-c default_transaction_isolation=serializable", "PGCLIENTENCODING": "SJIS"},
        {"PGCLIENTENCODING": "LATIN1", "LC_ALL": "C"},
    ],
)
def test_settings_of_server_and_client_change_nothing(
    postgres_url: str, tmp_path: Path, environment: dict[str, str]
) -> None:
    agents = [full_definition(n, text) for n, text in enumerate(HOSTILE, 1)]
    done = run_seed(postgres_url, seed_for(postgres_url, records(*agents)), tmp_path, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert written(postgres_url) == {a.id: as_written(a) for a in agents}


def test_a_seed_and_a_live_load_end_in_the_same_rows(database_url: str, tmp_path: Path) -> None:
    models: list[Any] = [full_definition(1, HOSTILE[0]), playbook(1), configuration(1)]
    run(database_url, tmp_path, *models)
    before = [rows(database_url, table) for table in sorted(tables(database_url))]
    with connect(database_url) as store:
        report = store.load(records(*models))
    assert not report.changed
    assert [rows(database_url, table) for table in sorted(tables(database_url))] == before


def test_a_second_run_changes_nothing(database_url: str, tmp_path: Path) -> None:
    models = [full_definition(1), playbook(1), configuration(1)]
    run(database_url, tmp_path, *models)
    before = [rows(database_url, table) for table in sorted(tables(database_url))]
    run(database_url, tmp_path, *models, ddl=False, prune=True)
    assert [rows(database_url, table) for table in sorted(tables(database_url))] == before


def test_an_edit_changes_one_updated_at_and_no_created_at(
    database_url: str, tmp_path: Path
) -> None:
    run(database_url, tmp_path, full_definition(1), full_definition(2))
    before = clocks(database_url)
    time.sleep(0.01)
    run(database_url, tmp_path, full_definition(1), full_definition(2, tagline=None))
    after = clocks(database_url)
    assert after["agent_001"] == before["agent_001"]
    assert after["agent_002"][0] == before["agent_002"][0]
    assert after["agent_002"][1] > before["agent_002"][1]
    assert rows(database_url, "agent_definitions")["agent_002"]["tagline"] is None


def test_prune_deprecates_and_deletes_nothing(database_url: str, tmp_path: Path) -> None:
    run(database_url, tmp_path, definition(1), definition(2), configuration(1, of=2))
    run(database_url, tmp_path, definition(1))
    assert {r["status"] for r in rows(database_url, "agent_definitions").values()} == {"draft"}
    run(database_url, tmp_path, definition(1), prune=True)
    found = rows(database_url, "agent_definitions")
    assert {key: row["status"] for key, row in found.items()} == {
        "agent_001": "draft",
        "agent_002": "deprecated",
    }
    before = clocks(database_url)
    run(database_url, tmp_path, definition(1), prune=True)
    assert clocks(database_url) == before
    run(database_url, tmp_path, definition(1), definition(2, status="draft"))
    assert rows(database_url, "agent_definitions")["agent_002"]["status"] == "draft"


def test_names_may_be_swapped(database_url: str, tmp_path: Path) -> None:
    run(database_url, tmp_path, *[definition(n, name=x) for n, x in enumerate("ABC", 1)])
    run(database_url, tmp_path, *[definition(n, name=x) for n, x in enumerate("BCA", 1)])
    found = rows(database_url, "agent_definitions")
    assert {key: row["name"] for key, row in found.items()} == {
        "agent_001": "B",
        "agent_002": "C",
        "agent_003": "A",
    }


@pytest.mark.parametrize(
    "broken",
    [
        [definition(2, tagline="new"), definition(9, name="Agent001")],
        [definition(1, tagline="new"), definition(2), playbook(1, of=404)],
        [definition(1, tagline="new"), definition(1, version="2")],
        [definition(3), definition(4, name="Agent003"), playbook(3)],
    ],
    ids=["name-taken", "playbook-of-none", "same-id", "same-name"],
)
def test_a_seed_that_fails_leaves_the_database_as_it_was(
    database_url: str, tmp_path: Path, broken: list[AgentDefinition | Playbook]
) -> None:
    run(database_url, tmp_path, definition(1), definition(2), playbook(2))
    before = [rows(database_url, table) for table in sorted(tables(database_url))]
    done = run_seed(database_url, seed_for(database_url, records(*broken), prune=True), tmp_path)
    assert done.returncode != 0
    assert [rows(database_url, table) for table in sorted(tables(database_url))] == before


def test_without_tables_a_seed_fails_and_makes_none(database_url: str, tmp_path: Path) -> None:
    seed = seed_for(database_url, records(definition()), ddl=False)
    done = run_seed(database_url, seed, tmp_path)
    assert done.returncode != 0
    assert "agent_definitions" in done.stderr
    assert tables(database_url) == set()


def test_tables_with_other_columns_stop_a_seed_before_it_creates_any(
    database_url: str, tmp_path: Path
) -> None:
    query(database_url, "CREATE TABLE playbooks (id TEXT PRIMARY KEY, title TEXT)")
    done = run_seed(database_url, seed_for(database_url, records(definition())), tmp_path)
    assert done.returncode != 0
    assert tables(database_url) == {"playbooks"}


def test_no_text_ends_a_comment_of_sql(database_url: str, tmp_path: Path) -> None:
    name = "x .quit \\q ; DROP TABLE agent_definitions; */ \u202e \x1b[2J \\! exit :name"
    hostile = Record("agent_definition", definition(1, name=name), "a\n\\q\n.exit 0\n/b.md")
    seed = seed_for(database_url, [hostile, *records(definition(2))])
    assert run_seed(database_url, seed, tmp_path).returncode == 0
    assert rows(database_url, "agent_definitions")["agent_001"]["name"] == name
    assert "-- agent_001 x .quit \\q ; DROP" in seed


def test_a_comment_says_which_agent_and_which_document() -> None:
    seed = "".join(emit(records(definition(7)), EmitOptions()))
    assert "-- agent_007 Agent007 (blueprints/core.md)\nINSERT INTO" in seed


def test_the_same_records_give_the_same_bytes_piece_by_piece() -> None:
    models = records(full_definition(1), playbook(1), full_definition(2))
    pieces = list(emit(models, EmitOptions(dialect="sqlite")))
    assert len(pieces) > len(models)
    assert pieces == list(emit(iter(models), EmitOptions(dialect="sqlite")))


def test_no_records_make_an_empty_transaction(database_url: str, tmp_path: Path) -> None:
    run(database_url, tmp_path)
    assert rows(database_url, "agent_definitions") == {}


@pytest.mark.parametrize("dialect", ["sqlite", "postgres"])
@pytest.mark.parametrize(
    "fields",
    [
        {"tagline": "a\0b"},
        {"core_capabilities": ["\0"]},
        {"additional_sections": {"k": ["\0"]}},
        {"additional_sections": {"\0": 1}},
        {"additional_sections": {"k": 10**5000}},
    ],
)
def test_what_no_database_can_store_is_rejected_with_agent_and_field(
    dialect: str, fields: dict[str, Any]
) -> None:
    with pytest.raises(WorkError, match=f"agent_001, {next(iter(fields))}: "):
        list(emit(records(definition(1, **fields)), EmitOptions(dialect=dialect)))


def test_a_lone_surrogate_is_rejected() -> None:
    agent = definition(1).model_copy(update={"additional_sections": {"k": "\ud800"}})
    with pytest.raises(WorkError, match="agent_001, additional_sections: "):
        list(emit(records(agent), EmitOptions()))


def test_pruning_needs_a_definition() -> None:
    with pytest.raises(UsageError, match="prune"):
        list(emit(records(playbook(1, of=None)), EmitOptions(prune=True)))


def test_an_unknown_dialect_is_refused() -> None:
    with pytest.raises(UsageError, match="valid: `postgres`, `sqlite`"):
        list(emit([], EmitOptions(dialect="mysql")))


def test_a_seed_may_run_twice_in_one_connection(tmp_path: Path) -> None:
    seed = seed_for("sqlite:", records(definition(1), playbook(1)))
    url = f"sqlite:///{tmp_path / 'agents.db'}"
    done = run_seed(url, seed + seed, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [UUID(key) for key in rows(url, "playbooks")] == [playbook(1).id]


@given(value=json_values)
@example(value=[1e16, 1e-5, 0.00005, -0.0, 10**60, {"a\\": '","', ":": "\\"}, "\x7f\r\b"])
def test_json_is_written_as_python_writes_it(value: JsonValue) -> None:
    table = TABLES["agent_definition"]
    (record,) = records(definition(additional_sections={"a": value}))
    row = dict(zip((column.name for column in table.written), encode(table, record), strict=False))
    said = json.loads(row["additional_sections"])
    assert said == {"a": value}
    assert row["additional_sections"] == json.dumps(said, ensure_ascii=False)
