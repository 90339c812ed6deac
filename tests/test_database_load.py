"""Loading into live databases and reading back."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import tempfile
import time
import tracemalloc
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from database_reality import clocks, query, rows, sqlite_path, tables, written
from database_samples import (
    HOSTILE,
    as_written,
    configuration,
    definition,
    full_definition,
    json_values,
    playbook,
    records,
    texts,
)
from ionflux.core.errors import UsageError, WorkError
from ionflux.database import LoadReport, RowChange, Tally, connect
from ionflux.models import AgentRunLog
from ionflux.models.records import Record

FRESH = {"created_at": None, "updated_at": None}


def load(url: str, *models: Any, **options: Any) -> LoadReport:
    with connect(url) as store:
        return store.load(records(*models), **options)


def read(url: str, entity: str = "agent_definition") -> list[Any]:
    with connect(url) as store:
        return [model.model_copy(update=FRESH) for model in store.read(entity)]


def everything(url: str) -> list[dict[str, dict[str, Any]]]:
    return [rows(url, table) for table in sorted(tables(url))]


def test_every_value_is_that_of_the_json_and_comes_back_equal(database_url: str) -> None:
    agents = [full_definition(n, text) for n, text in enumerate(HOSTILE, 1)]
    books = [playbook(n, 1, steps=[{"type": "t", "k": text}]) for n, text in enumerate(HOSTILE)]
    instances = [configuration(1, effective_config_cache={"a": [1, None]}), configuration(2)]
    load(database_url, *agents, *books, *instances)
    assert written(database_url) == {a.id: as_written(a) for a in agents}
    assert written(database_url, "playbooks") == {str(b.id): as_written(b) for b in books}
    assert read(database_url) == agents
    assert sorted(read(database_url, "playbook"), key=lambda b: str(b.id)) == sorted(
        books, key=lambda b: str(b.id)
    )
    assert {c.id: c for c in read(database_url, "agent_configuration")} == {
        c.id: c for c in instances
    }


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.lists(st.tuples(texts, json_values), min_size=8, max_size=8))
def test_whatever_is_loaded_comes_back_equal(database_url: str, data: list[Any]) -> None:
    agents = [
        full_definition(n, text, additional_sections={"any": value})
        for n, (text, value) in enumerate(data, 1)
    ]
    load(database_url, *agents)
    assert read(database_url) == agents


def test_run_logs_keep_their_times(database_url: str) -> None:
    east = timezone(timedelta(hours=2))
    log = AgentRunLog(
        agent_configuration_id=configuration(1).id,
        run_id=UUID(int=7),
        trigger_type="manual",
        status="success",
        start_time=datetime(2025, 1, 1, 1, 30, 0, 123456, tzinfo=east),
        input_params_snapshot={"text": "it's"},
    )
    given_records = [*records(definition(), configuration()), Record("agent_run_log", log)]
    with connect(database_url) as store:
        store.load(given_records)
        assert list(store.read("agent_run_log")) == [log]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2025-01-01T00:00:00", None, "timezone"),
        ("2025-01-01T00:00:00Z", "2025-01-01T01:00:00", "timezone"),
        ("2025-01-01T00:00:00+02:00", "2024-12-31T21:59:59Z", "ends before it begins"),
    ],
)
def test_times_of_a_run_have_a_zone_and_are_in_order(
    start: str, end: str | None, words: str
) -> None:
    values = {"agent_configuration_id": UUID(int=1), "run_id": UUID(int=2), "status": "success"}
    with pytest.raises(ValueError, match=words):
        AgentRunLog.model_validate(
            {**values, "trigger_type": "event", "start_time": start, "end_time": end}
        )


def test_the_report_tells_what_happened(database_url: str) -> None:
    heard: list[RowChange] = []
    first = load(database_url, definition(1), playbook(1), definition(2), on_change=heard.append)
    assert first.tallies == {
        "agent_definition": Tally(inserted=2),
        "playbook": Tally(inserted=1),
    }
    assert heard == [
        RowChange("inserted", "agent_definition", "agent_001", "Agent001"),
        RowChange("inserted", "agent_definition", "agent_002", "Agent002"),
        RowChange("inserted", "playbook", str(playbook(1).id), "Playbook 1"),
    ]
    heard.clear()
    second = load(
        database_url,
        definition(1, tagline="new"),
        definition(3),
        playbook(1),
        prune=True,
        on_change=heard.append,
    )
    assert second.tallies == {
        "agent_definition": Tally(inserted=1, updated=1, deprecated=1),
        "playbook": Tally(unchanged=1),
    }
    assert [(c.action, c.id) for c in heard] == [
        ("updated", "agent_001"),
        ("inserted", "agent_003"),
        ("deprecated", "agent_002"),
    ]
    third = load(database_url, definition(1, tagline="new"))
    assert (third.changed, third.absent) == (False, 1)


def test_a_second_load_changes_nothing_and_an_edit_one_row(database_url: str) -> None:
    load(database_url, full_definition(1), full_definition(2), playbook(1))
    before = everything(database_url)
    assert not load(database_url, full_definition(1), full_definition(2), playbook(1)).changed
    assert everything(database_url) == before
    old = clocks(database_url)
    time.sleep(0.01)
    load(database_url, full_definition(1, epithet=None), full_definition(2), playbook(1))
    new = clocks(database_url)
    assert new["agent_002"] == old["agent_002"]
    assert new["agent_001"][0] == old["agent_001"][0]
    assert new["agent_001"][1] > old["agent_001"][1]


def test_the_clocks_are_the_databases_own(database_url: str) -> None:
    long_ago = datetime(1970, 1, 1, tzinfo=UTC)
    load(database_url, definition(1, created_at=long_ago, updated_at=long_ago))
    with connect(database_url) as store:
        found: Any = next(store.read("agent_definition"))
    assert found.created_at == found.updated_at
    assert found.created_at.utcoffset() == timedelta(0)
    assert abs(found.created_at - datetime.now(UTC)) < timedelta(minutes=5)


def test_a_check_changes_nothing_and_makes_no_file(database_url: str) -> None:
    heard: list[RowChange] = []
    report = load(database_url, definition(1), playbook(1), check=True, on_change=heard.append)
    assert report.changed
    assert [c.action for c in heard] == ["inserted", "inserted"]
    if database_url.startswith("sqlite"):
        assert not sqlite_path(database_url).exists()
    else:
        assert tables(database_url) == set()


def test_a_check_reports_what_the_load_then_does(database_url: str) -> None:
    load(database_url, definition(1), definition(2), playbook(1))
    next_ones = [definition(1, name="New"), definition(3), playbook(1, name="Other")]
    before = everything(database_url)
    expected = load(database_url, *next_ones, check=True, prune=True)
    assert everything(database_url) == before
    assert load(database_url, *next_ones, prune=True) == expected
    assert not load(database_url, *next_ones, check=True, prune=True).changed


def test_the_platforms_fields_of_the_last_run_are_kept(database_url: str) -> None:
    load(database_url, definition(), configuration())
    query(database_url, "UPDATE agent_configurations SET last_run_status = 'success'")
    assert not load(database_url, definition(), configuration()).changed
    assert load(database_url, definition(), configuration(name="Renamed")).changed
    [found] = read(database_url, "agent_configuration")
    assert (found.name, found.last_run_status) == ("Renamed", "success")


def test_names_may_be_swapped(database_url: str) -> None:
    load(database_url, definition(1, name="A"), definition(2, name="B"))
    load(database_url, definition(1, name="B"), definition(2, name="A"))
    assert [d.name for d in read(database_url)] == ["B", "A"]


FAULTS: dict[str, tuple[list[Any], str]] = {
    "a name kept": ([definition(9, name="Agent001")], r"agent_009.*Agent001.*agent_001"),
    "one name twice": ([definition(7, name="X"), definition(8, name="X")], "agent_007.*agent_008"),
    "one id twice": ([definition(7), definition(7, name="X")], "same id"),
    "a playbook of none": ([definition(1), playbook(5, of=404)], "agent_404"),
    "an instance of none": ([configuration(5, of=404)], "agent_404"),
    "a NUL": ([definition(1, name="new"), definition(2, tagline="\0")], "agent_002, tagline: .*N"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("check", [False, True])
def test_a_load_that_fails_leaves_the_database_as_it_was(
    database_url: str, fault: str, *, check: bool
) -> None:
    models, words = FAULTS[fault]
    load(database_url, definition(1), definition(2), playbook(1))
    before = everything(database_url)
    with pytest.raises(WorkError, match=words) as caught:
        load(
            database_url,
            *models,
            prune=not isinstance(models[0], type(configuration())),
            check=check,
        )
    assert "\n" not in str(caught.value)
    assert everything(database_url) == before


def test_a_load_that_fails_in_the_middle_leaves_no_file(tmp_path: Path) -> None:
    def breaking() -> Iterator[Record]:
        yield from records(definition(1))
        raise RuntimeError("the reader broke")

    with pytest.raises(RuntimeError), connect(f"sqlite:///{tmp_path / 'a.db'}") as store:
        store.load(breaking())
    assert list(tmp_path.iterdir()) == []


def test_a_callback_that_fails_undoes_the_load(database_url: str) -> None:
    load(database_url, definition(1))
    before = everything(database_url)

    def breaking(change: RowChange) -> None:
        raise BrokenPipeError(change.id)

    with pytest.raises(BrokenPipeError):
        load(database_url, definition(2), on_change=breaking)
    assert everything(database_url) == before


def test_pruning_needs_a_definition(database_url: str) -> None:
    load(database_url, definition(1))
    with pytest.raises(UsageError, match="prune"):
        load(database_url, prune=True)
    assert read(database_url) == [definition(1)]


@pytest.mark.parametrize("check", [False, True])
def test_a_table_with_other_columns_is_refused_with_the_difference(
    database_url: str, *, check: bool
) -> None:
    load(database_url, definition(1))
    query(database_url, "ALTER TABLE agent_definitions RENAME COLUMN tagline TO slogan")
    query(database_url, "DROP TABLE playbooks")
    with pytest.raises(WorkError, match=r"agent_definitions.*tagline is missing"):
        load(database_url, definition(2), check=check)
    assert list(rows(database_url, "agent_definitions")) == ["agent_001"]
    assert "playbooks" not in tables(database_url)
    with pytest.raises(WorkError, match="tagline is missing"):
        read(database_url)


def test_a_column_of_another_type_is_refused(postgres_url: str) -> None:
    query(postgres_url, "CREATE TABLE playbooks (id varchar(10))")
    with pytest.raises(WorkError, match="id is varchar, not uuid"):
        load(postgres_url, definition(1))


def test_reading_goes_by_id_and_playbooks_by_definition_and_name(database_url: str) -> None:
    load(database_url, definition(2), definition(10, name="ä"), definition(1, name="Z"))
    load(
        database_url,
        playbook(1, of=2, name="b"),
        playbook(2, of=1, name="b"),
        playbook(3, of=1, name="B"),
        playbook(4, of=None, name="z"),
    )
    assert [d.id for d in read(database_url)] == ["agent_001", "agent_002", "agent_010"]
    found = [(b.agent_definition_id, b.name) for b in read(database_url, "playbook")]
    assert found == [(None, "z"), ("agent_001", "B"), ("agent_001", "b"), ("agent_002", "b")]


def test_reading_from_a_database_without_tables(database_url: str) -> None:
    if database_url.startswith("sqlite"):
        with pytest.raises(UsageError, match="no database"):
            read(database_url)
        assert not sqlite_path(database_url).exists()
        sqlite_path(database_url).touch()
    with pytest.raises(WorkError, match="no table agent_definitions"):
        read(database_url)


def test_an_invalid_row_is_named(database_url: str) -> None:
    load(database_url, definition(1))
    query(database_url, "UPDATE agent_definitions SET version = 'x y'")
    with pytest.raises(WorkError, match=r"agent_001.*version") as caught:
        read(database_url)
    assert "\n" not in str(caught.value)


def _load_many(url: str, start: Any, results: Any, first: int) -> None:
    start.wait()
    try:
        given_records = records(
            *[full_definition(n) for n in range(first, first + 40)], playbook(1, 30)
        )
        with connect(url) as store:
            results.put(store.load(given_records).tallies["agent_definition"].inserted)
    except Exception as error:  # noqa: BLE001 - whatever it is, the test is to see it
        results.put(repr(error))


def test_loads_at_the_same_time_wait_for_each_other(database_url: str) -> None:
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    start, results = processes.Barrier(3), processes.Queue()
    workers = [
        processes.Process(target=_load_many, args=(database_url, start, results, first))
        for first in (1, 1, 21)
    ]
    for worker in workers:
        worker.start()
    outcomes = [results.get(timeout=60) for _ in workers]
    for worker in workers:
        worker.join(timeout=60)
    assert sum(outcomes) == 60, outcomes
    assert read(database_url) == [full_definition(n) for n in range(1, 61)]
    assert len(rows(database_url, "playbooks")) == 1


def test_memory_does_not_grow_with_the_number_of_definitions(tmp_path: Path) -> None:
    def peak(number: int) -> int:
        with connect(f"sqlite:///{tmp_path / f'{number}.db'}") as store:
            tracemalloc.start()
            try:
                report = store.load(
                    Record("agent_definition", full_definition(n, "text " * 100))
                    for n in range(number)
                )
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()
                assert report.tallies["agent_definition"].inserted == number

    peak(100)  # what is made once
    assert peak(600) < peak(150) * 1.2


def test_a_file_that_is_not_a_database_is_not_changed(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("just some notes, and long enough to be looked at as a database file" * 20)
    before = file.read_bytes()
    with pytest.raises(WorkError, match="not a database"):
        load(f"sqlite:///{file}", definition(1))
    assert file.read_bytes() == before


def test_a_locked_database_times_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    load(url, definition(1))
    monkeypatch.setattr("ionflux.database.sqlite.WAIT_SECONDS", 0.2)
    with closing(sqlite3.connect(sqlite_path(url), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(WorkError, match="locked"):
            load(url, definition(2))
    assert read(url) == [definition(1)]


def test_a_locked_table_times_out(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    load(postgres_url, definition(1))
    monkeypatch.setattr("ionflux.database.postgres.LOCK_SECONDS", 0.2)
    with psycopg.connect(postgres_url) as other:
        other.execute("LOCK TABLE agent_definitions")
        with pytest.raises(WorkError, match="lock timeout"):
            load(postgres_url, definition(2))


def _as_nobody(url: str, results: Any) -> None:
    os.setuid(65534)
    for check in (False, True):
        try:
            results.put(load(url, definition(2), check=check).changed)
        except WorkError as error:
            results.put(str(error))


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may become another"
)
def test_a_read_only_file_is_refused_but_may_be_checked(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    load(url, definition(1))
    for folder in (tmp_path, *tmp_path.parents):
        if folder == Path(tempfile.gettempdir()).resolve():
            break
        folder.chmod(0o755)
    processes = multiprocessing.get_context("fork")
    results = processes.Queue()
    worker = processes.Process(target=_as_nobody, args=(url, results))
    worker.start()
    outcomes = [results.get(timeout=20), results.get(timeout=20)]
    worker.join(timeout=20)
    assert "readonly" in outcomes[0]
    assert outcomes[1] is True
    assert read(url) == [definition(1)]


def test_a_read_only_server_is_refused(postgres_url: str) -> None:
    load(postgres_url, definition(1))
    name = query(postgres_url, "SELECT current_database()")[0][0]
    query(postgres_url, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    with pytest.raises(WorkError, match="read-only"):
        load(postgres_url, definition(2))
    assert read(postgres_url) == [definition(1)]


def unread(given_records: Iterable[Record]) -> Iterator[Record]:
    yield from given_records


def test_records_may_come_one_by_one(database_url: str) -> None:
    agents = [definition(n) for n in range(1, 251)]
    with connect(database_url) as store:
        report = store.load(unread(records(*agents)))
    assert report.tallies["agent_definition"] == Tally(inserted=250)
    assert read(database_url) == agents
