"""Tables of the first version, migrated to this one by a load or by the output of `schema`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from database_reality import dialect_of, query, rows, run_seed, sqlite_path, tables
from database_samples import configuration, definition, playbook, records
from in_process import ionflux as program
from ionflux.database import connect, ddl
from ionflux.database.migrations import ADDED
from ionflux.database.tables import TABLES

OLD = Path(__file__).with_name("tables")
AGENT = "INSERT INTO agent_definitions (id, name, version) VALUES ('agent_001', 'Agent001', '1')"
INSTANCE = (
    "INSERT INTO agent_configurations (id, workspace_id, agent_definition_id, name,"
    " created_by_user_id, yaml_config) VALUES ('{configuration}', 'w', 'agent_001', 'I', 'u', '')"
)
RUN = (
    "INSERT INTO agent_run_logs (agent_configuration_id, run_id, trigger_type, status, start_time)"
    " VALUES ('{configuration}', '{run}', '{trigger}', 'success', '2025-01-01T00:00:00Z')"
)


@pytest.fixture
def old_url(database_url: str, tmp_path: Path) -> str:
    """Yield the URL of a database with the first version's tables, some rows and additions."""
    text = (OLD / f"first_version.{dialect_of(database_url)}.sql").read_text("utf-8")
    done = run_seed(database_url, text, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    for statement in (
        AGENT,
        INSTANCE.format(configuration=configuration().id),
        log(1, "manual"),
        "ALTER TABLE agent_run_logs ADD COLUMN cost INTEGER NOT NULL DEFAULT 3",
        "CREATE INDEX by_cost ON agent_run_logs (cost)",
        "CREATE VIEW costs AS SELECT run_id, cost FROM agent_run_logs",
    ):
        query(database_url, statement)
    return database_url


def log(number: int, trigger: str) -> str:
    run = f"00000000-0000-4000-8000-{number:012}"
    return RUN.format(configuration=configuration().id, run=run, trigger=trigger)


def by_load(url: str, _: Path) -> None:
    with connect(url) as store:
        store.load(records(definition()))


def by_script(url: str, folder: Path) -> None:
    done = program("schema", "--sql", "--migrate", url)
    assert (done.returncode, done.stderr) == (0, "")
    ran = run_seed(url, done.stdout, folder)
    assert (ran.returncode, ran.stderr) == (0, "")


def indexes(url: str) -> set[str]:
    if url.startswith("sqlite"):
        found = query(url, "SELECT name FROM sqlite_master WHERE type = 'index' AND sql <> ''")
    else:
        found = query(
            url,
            "SELECT indexname FROM pg_indexes WHERE schemaname = 'public'"
            " AND indexname LIKE '%idx' OR indexname = 'by_cost'",
        )
    return {name for (name,) in found}


@pytest.mark.parametrize("way", [by_load, by_script])
def test_old_tables_become_those_of_this_version(
    old_url: str, tmp_path: Path, way: Callable[[str, Path], None]
) -> None:
    with pytest.raises((sqlite3.IntegrityError, psycopg.errors.CheckViolation)):
        query(old_url, log(2, "event"))
    way(old_url, tmp_path)
    query(old_url, log(2, "event"))
    with pytest.raises((sqlite3.IntegrityError, psycopg.errors.CheckViolation)):
        query(old_url, log(3, "unheard"))
    found = rows(old_url, "agent_run_logs").values()
    assert {(row["trigger_type"], row["cost"]) for row in found} == {("event", 3), ("manual", 3)}
    assert len(query(old_url, "SELECT * FROM costs")) == 2
    assert indexes(old_url) == {
        "by_cost",
        *(f"{t.name}_{'_'.join(columns)}_idx" for t in TABLES.values() for columns in t.indexes),
    }
    assert program("schema", "--sql", "--migrate", old_url).stdout.startswith("-- The tables are")
    with connect(old_url) as store:
        assert {run.trigger_type for run in store.run_logs()} == {"manual", "event"}


def test_connections_that_are_open_see_the_change(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    assert (
        run_seed(url, (OLD / "first_version.sqlite.sql").read_text("utf-8"), tmp_path).returncode
        == 0
    )
    with closing(sqlite3.connect(sqlite_path(url))) as other:
        other.execute("SELECT * FROM agent_run_logs").fetchall()
        by_load(url, tmp_path)
        query(url, INSTANCE.format(configuration=configuration().id))
        other.execute(log(1, "event"))


def test_a_check_changes_nothing_and_says_so(old_url: str) -> None:
    before = indexes(old_url), rows(old_url, "agent_run_logs")
    done = program("import", str(OLD.parents[1] / "blueprints"), "--database", old_url, "--check")
    assert done.returncode == 1
    assert "schema --sql --migrate" in done.stderr
    assert (indexes(old_url), rows(old_url, "agent_run_logs")) == before


def test_a_load_that_fails_migrates_nothing(old_url: str) -> None:
    before = indexes(old_url)
    with pytest.raises(Exception, match="agent_404"), connect(old_url) as store:
        store.load(records(definition(), playbook(1, of=404)))
    assert indexes(old_url) == before
    with pytest.raises((sqlite3.IntegrityError, psycopg.errors.CheckViolation)):
        query(old_url, log(2, "event"))


def test_a_column_that_came_later_is_added(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run_seed(database_url, ddl(dialect_of(database_url)), tmp_path).returncode == 0
    query(database_url, "ALTER TABLE agent_definitions DROP COLUMN key_files_and_paths")
    monkeypatch.setitem(ADDED, "agent_definitions", ("key_files_and_paths",))
    agent = definition(1, key_files_and_paths={"root": "/"})
    with connect(database_url) as store:
        assert store.definitions() == ()
        assert store.load([agent], check=True).tallies["agent_definition"].inserted == 1
        store.load([agent])
        assert store.definitions()[0].key_files_and_paths == agent.key_files_and_paths
        assert not store.load([agent], check=True).changed


def test_tables_are_made_where_there_are_none(database_url: str, tmp_path: Path) -> None:
    if database_url.startswith("sqlite"):
        sqlite_path(database_url).touch()
    by_script(database_url, tmp_path)
    assert tables(database_url) == {table.name for table in TABLES.values()}


@pytest.mark.parametrize(
    "arguments",
    [("--migrate", "sqlite:///a.db"), ("--sql", "--migrate", ""), ("--sql", "--migrate", "a.db")],
)
def test_a_wrong_command_line(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert program("schema", *arguments, folder=tmp_path).returncode == 2
