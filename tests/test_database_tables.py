"""The tables: their content, what they reject, and the effects of deleting."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest

from database_reality import dialect_of, query, rows, run_seed, tables
from database_samples import configuration, definition, playbook, records
from ionflux.core.errors import UsageError
from ionflux.database import connect, ddl
from ionflux.database.tables import TABLES
from ionflux.models.records import entities

REFUSALS = (sqlite3.IntegrityError, psycopg.errors.IntegrityError)


def created(url: str, folder: Path) -> str:
    done = run_seed(url, ddl(dialect_of(url)), folder)
    assert (done.returncode, done.stderr) == (0, "")
    return url


def test_every_entity_has_a_table_with_its_fields_as_columns(
    database_url: str, tmp_path: Path
) -> None:
    created(database_url, tmp_path)
    assert tables(database_url) == {f"{entity}s" for entity in entities()}
    for entity, model in entities().items():
        if database_url.startswith("sqlite"):
            found = query(database_url, f"SELECT name FROM pragma_table_info('{entity}s')")
        else:
            found = query(
                database_url,
                "SELECT column_name FROM information_schema.columns"
                f" WHERE table_name = '{entity}s' ORDER BY ordinal_position",
            )
        assert [row[0] for row in found] == list(model.model_fields)


def test_tables_may_be_made_twice_and_keep_their_rows(database_url: str, tmp_path: Path) -> None:
    created(database_url, tmp_path)
    with connect(database_url) as store:
        store.load(records(definition()))
    done = run_seed(database_url, ddl(dialect_of(database_url)), tmp_path)
    assert done.returncode == 0
    assert list(rows(database_url, "agent_definitions")) == ["agent_001"]


def test_postgres_types_are_those_of_the_specification(postgres_url: str, tmp_path: Path) -> None:
    created(postgres_url, tmp_path)
    found = query(
        postgres_url,
        "SELECT DISTINCT udt_name FROM information_schema.columns WHERE table_schema = 'public'",
    )
    assert {row[0] for row in found} == {"text", "_text", "jsonb", "uuid", "timestamptz", "bool"}


def test_the_columns_of_the_proposal_are_indexed(database_url: str, tmp_path: Path) -> None:
    created(database_url, tmp_path)
    if database_url.startswith("sqlite"):
        found = query(
            database_url,
            "SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_index_list(t.name) i,"
            " pragma_index_info(i.name) c WHERE t.type = 'table'",
        )
    else:
        found = query(
            database_url,
            "SELECT i.indrelid::regclass || '.' || a.attname FROM pg_index i JOIN pg_attribute a"
            " ON a.attrelid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid"
            " WHERE c.relnamespace = 'public'::regnamespace",
        )
    assert {row[0] for row in found} >= {
        "agent_definitions.name",
        "agent_configurations.workspace_id",
        "agent_configurations.agent_definition_id",
        "agent_configurations.created_by_user_id",
        "agent_run_logs.agent_configuration_id",
        "agent_run_logs.run_id",
        "playbooks.agent_definition_id",
        "playbooks.agent_configuration_id",
        "playbooks.workspace_id",
    }


@pytest.mark.parametrize(
    ("condition", "index"),
    [
        ("agent_configuration_id = 'x' ORDER BY start_time DESC", "configuration_id_start_time"),
        ("status = 'running' ORDER BY start_time DESC", "status_start_time"),
        ("start_time < '2025-01-01T00:00:00Z'", "logs_start_time"),
    ],
)
def test_queries_about_runs_have_an_index(tmp_path: Path, condition: str, index: str) -> None:
    url = created(f"sqlite:///{tmp_path / 'agents.db'}", tmp_path)
    plan = query(url, f"EXPLAIN QUERY PLAN SELECT id FROM agent_run_logs WHERE {condition}")
    assert len(plan) == 1
    assert f"{index}_idx" in plan[0][3]


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("agent_definitions", "status"),
        ("agent_configurations", "status"),
        ("agent_configurations", "last_run_status"),
        ("agent_run_logs", "status"),
        ("agent_run_logs", "trigger_type"),
    ],
)
def test_enums_are_enforced(database_url: str, table: str, column: str) -> None:
    insert_one_of_each(database_url)
    words = next(
        c.choices for t in TABLES.values() if t.name == table for c in t.columns if c.name == column
    )
    for word in words:
        query(database_url, f"UPDATE {table} SET {column} = '{word}'")
    for word in ("", "Draft", "unheard"):
        with pytest.raises(REFUSALS):
            query(database_url, f"UPDATE {table} SET {column} = '{word}'")


SERVICES = {
    "sqlite": {
        "good": ("[]", '["LLM"]', '["Email", "LLM", "WhatsApp"]'),
        "bad": ('["Fax"]', '["LLM", "Fax"]', '["LLM "]', '["llm"]', '["\\"LLM"]', '["LLM\\""]',
                '[["LLM"]]', "[[]]", "[null]", "[1]", '{"LLM": "Email"}', '"LLM"', "LLM", "",
                '[""]'),
    },
    "postgres": {
        "good": ("{}", "{LLM}", "{Email,LLM,WhatsApp}"),
        "bad": ("{Fax}", "{LLM,Fax}", '{"LLM "}', "{llm}", "{NULL}", '{""}'),
    },
}  # fmt: skip


def test_the_elements_of_the_services_are_an_enum(database_url: str) -> None:
    insert_one_of_each(database_url)
    values = SERVICES[dialect_of(database_url)]
    for value in values["good"]:
        set_services(database_url, value)
    for value in values["bad"]:
        with pytest.raises((*REFUSALS, sqlite3.OperationalError)):
            set_services(database_url, value)


def set_services(url: str, value: str) -> None:
    query(url, f"UPDATE agent_definitions SET underlying_services_required = '{value}'")


def test_sqlite_accepts_only_json_in_json_columns(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'agents.db'}"
    insert_one_of_each(url)
    for column in ("inputs_schema", "core_capabilities", "key_files_and_paths"):
        with pytest.raises(sqlite3.IntegrityError):
            query(url, f"UPDATE agent_definitions SET {column} = '[1'")
    query(url, "UPDATE agent_definitions SET key_files_and_paths = NULL")


def test_a_definition_in_use_cannot_be_deleted_and_playbooks_go_with_theirs(
    database_url: str,
) -> None:
    insert_one_of_each(database_url)
    with pytest.raises(REFUSALS):
        query(database_url, "DELETE FROM agent_definitions")
    query(database_url, "DELETE FROM agent_run_logs")
    query(database_url, "DELETE FROM agent_configurations")
    query(database_url, "DELETE FROM agent_definitions")
    assert rows(database_url, "playbooks") == {}


def test_names_are_unique_and_references_are_kept(database_url: str) -> None:
    insert_one_of_each(database_url)
    for statement in (
        "INSERT INTO agent_definitions (id, name, version) VALUES ('agent_2', 'Agent001', '1')",
        "UPDATE playbooks SET agent_definition_id = 'agent_404'",
        "UPDATE agent_configurations SET agent_definition_id = 'agent_404'",
        "DELETE FROM agent_configurations",
    ):
        with pytest.raises(REFUSALS):
            query(database_url, statement)


def test_missing_values_get_the_defaults_of_the_model(database_url: str) -> None:
    insert_one_of_each(database_url)
    query(
        database_url,
        "INSERT INTO agent_definitions (id, name, version)"
        " VALUES ('agent_009', 'Agent009', '0.10')",
    )
    query(database_url, "INSERT INTO playbooks (name, trigger_event_type) VALUES ('P', 'e')")
    with connect(database_url) as store:
        found = {d.id: d for d in store.definitions()}
        names = [p.name for p in store.playbooks()]
    clocks = {"created_at": None, "updated_at": None}
    assert found["agent_009"].model_copy(update=clocks) == definition(9)
    assert names == ["P", "Playbook 1"]


def test_an_unknown_dialect_is_rejected_with_the_valid_ones() -> None:
    with pytest.raises(UsageError, match="valid: `postgres`, `sqlite`"):
        ddl("oracle")


def insert_one_of_each(url: str) -> None:
    with connect(url) as store:
        store.load(records(definition(), playbook(), configuration()))
    configured = next(iter(rows(url, "agent_configurations")))
    query(
        url,
        "INSERT INTO agent_run_logs"
        " (agent_configuration_id, run_id, trigger_type, status, start_time) VALUES"
        f" ('{configured}', '{configured}', 'manual', 'success', '2025-01-01T00:00:00Z')",
    )
