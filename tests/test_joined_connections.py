"""Stores over the caller's own connections: they join the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row

import ionflux
from database_reality import query, rows, sqlite_path, tables
from database_samples import configuration, definition, playbook
from ionflux import RejectedError, UsageError, WorkError

Connection = Any
"""A connection of either driver, with the methods that both have."""


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(sqlite_path(url))) as driver:
            driver.row_factory = sqlite3.Row
            yield driver
    else:
        with closing(psycopg.connect(url, row_factory=dict_row)) as server:
            yield server


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    """Yield a connection like an application's, with its own row factory."""
    with connected(database_url) as found:
        yield found


def test_the_caller_commits(connection: Connection, database_url: str) -> None:
    with ionflux.connect(connection) as store:
        report = store.load([definition(1), playbook(1)])
        assert report.tallies["agent_definition"].inserted == 1
        assert [found.id for found in store.definitions()] == ["agent_001"]
    connection.commit()
    assert list(rows(database_url, "agent_definitions")) == ["agent_001"]


def test_the_caller_rolls_back(connection: Connection, database_url: str) -> None:
    with ionflux.connect(connection) as store:
        store.load([definition(1)])
    connection.rollback()
    with ionflux.connect(database_url) as store:
        assert store.load([definition(1)], check=True).changed


def test_several_calls_are_one_transaction_with_the_callers_own(
    connection: Connection, database_url: str
) -> None:
    with ionflux.connect(connection) as store:
        store.load([definition(1)])
        connection.execute("UPDATE agent_definitions SET category = 'Shop'")
        store.load([definition(1), definition(2)])
        store.load([configuration(1, of=2)])
        assert [found.category for found in store.definitions()] == ["Shop", None]
        assert len(store.configurations()) == 1
    connection.commit()
    assert len(rows(database_url, "agent_configurations")) == 1


def test_a_failed_call_undoes_only_itself(connection: Connection, database_url: str) -> None:
    with ionflux.connect(connection) as store:
        store.load([definition(1)])
        with pytest.raises(WorkError, match="agent_404"):
            store.load([definition(2), playbook(1, of=404)])
        with pytest.raises(WorkError, match="same id"):
            store.load([definition(2), definition(2, name="Other")])
        store.load([definition(3)])
    connection.commit()
    assert sorted(rows(database_url, "agent_definitions")) == ["agent_001", "agent_003"]


def test_a_check_leaves_nothing(connection: Connection, database_url: str) -> None:
    with ionflux.connect(connection) as store:
        assert store.load([definition(1), playbook(1)], check=True).changed
        store.load([definition(1)])
        report = store.load([definition(1, tagline="new"), definition(2)], check=True, prune=True)
        assert report.tallies["agent_definition"][:2] == (1, 1)
        assert not store.load([definition(1)], check=True).changed
    connection.commit()
    assert list(rows(database_url, "agent_definitions")) == ["agent_001"]


def test_without_a_transaction_each_call_is_one(database_url: str) -> None:
    with connected(database_url) as connection:
        if isinstance(connection, sqlite3.Connection):
            connection.isolation_level = None
        else:
            connection.autocommit = True
        with ionflux.connect(connection) as store:
            store.load([definition(1)])
            assert list(rows(database_url, "agent_definitions")) == ["agent_001"]
            with pytest.raises(WorkError):
                store.load([definition(2), playbook(1, of=404)])
            assert list(rows(database_url, "agent_definitions")) == ["agent_001"]


def test_a_database_in_memory_is_accepted() -> None:
    with closing(sqlite3.connect(":memory:")) as driver, ionflux.connect(driver) as store:
        store.load([definition(1)])
        assert not store.load([definition(1)]).changed
        assert store.definitions()[0].name == "Agent001"


def test_settings_of_the_caller_stay(postgres_url: str) -> None:
    with connected(postgres_url) as connection:
        before = connection.execute("SHOW lock_timeout").fetchone()
        with ionflux.connect(connection) as store:
            store.load([definition(1)])
        assert connection.execute("SHOW lock_timeout").fetchone() == before
        found = connection.execute("SELECT relname FROM pg_class WHERE relname LIKE 'seed_%'")
        assert found.fetchall() == []


def test_a_broken_transaction_is_reported(postgres_url: str) -> None:
    with connected(postgres_url) as connection, ionflux.connect(connection) as store:
        with pytest.raises(psycopg.Error):
            connection.execute("SELECT no_such_column")
        with pytest.raises(WorkError, match="aborted"):
            store.load([definition(1)])


@pytest.mark.parametrize("what", [None, 5, object(), ["sqlite:///a.db"]])
def test_other_values_are_rejected(what: Any) -> None:
    with pytest.raises(UsageError, match="a URL, or a connection of sqlite3 or psycopg"):
        ionflux.connect(what)


def document(more: str = "") -> str:
    return f"## AGENT 001 — A\n```yaml\nid: agent_001\nname: A\nversion: 0.1\n{more}```\n"


def test_a_compilation_is_loaded(database_url: str) -> None:
    with ionflux.connect(database_url) as store:
        store.load(ionflux.compile_text(document("status: active\n")))
        query(database_url, "UPDATE agent_definitions SET status = 'deprecated'")
        assert store.load(ionflux.compile_text(document())).still_deprecated == ("agent_001",)
        assert store.load(ionflux.compile_text(document("status: draft\n"))).changed


def test_a_compilation_with_errors_is_not_loaded(database_url: str) -> None:
    with ionflux.connect(database_url) as store, pytest.raises(RejectedError):
        store.load(ionflux.compile_text(document("triggers: [{type: cron}]\n")))
    if not database_url.startswith("sqlite"):
        assert tables(database_url) == set()


def test_a_compilation_that_may_lack_an_agent_prunes_nothing(database_url: str) -> None:
    lost = "## AGENTE 002 Price Hawk\n\n### 0 ▸ Header\n**Tagline:** Watches prices.\n"
    for more, expected in ((lost, "draft"), ("", "deprecated")):
        compiled = ionflux.compile_text(document() + more)
        assert compiled.agent_may_be_missing is bool(more)
        with ionflux.connect(database_url) as store:
            store.load([definition(2)])
            store.load(compiled, prune=True)
            assert store.definitions()[1].status == expected


Reads = Callable[[ionflux.Store], tuple[Any, ...]]


@pytest.mark.parametrize("read", [ionflux.Store.playbooks, ionflux.Store.run_logs])
def test_reading_gives_tuples(database_url: str, read: Reads) -> None:
    with ionflux.connect(database_url) as store:
        store.load([definition(1)])
        assert read(store) == ()
