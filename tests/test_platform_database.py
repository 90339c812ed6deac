"""Databases as run by platforms: their own columns, settings, options, replicas and load."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import threading
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from database_reality import query, rows, sqlite_path, tables
from database_samples import configuration, definition, full_definition, playbook, records
from in_process import Done
from in_process import ionflux as program
from ionflux.core.errors import UsageError, WorkError
from ionflux.database import RowChange, connect
from ionflux.models.records import Record
from ionflux.output.emitters import EmitOptions
from ionflux.output.emitters.sql import emit

BLUEPRINTS = str(Path(__file__).resolve().parents[1] / "blueprints")


def load(url: str, *given: Record) -> None:
    with connect(url) as store:
        store.load(given)


def imported(url: str, *options: str) -> Done:
    return program("import", BLUEPRINTS, "--database", url, *options)


def test_columns_of_the_platform_are_allowed(database_url: str) -> None:
    assert imported(database_url).returncode == 0
    for column in (
        "owner TEXT",
        "score INTEGER NOT NULL DEFAULT 7",
        "shout TEXT GENERATED ALWAYS AS (upper(name)) "
        + ("STORED" if database_url.startswith("postgres") else "VIRTUAL"),
    ):
        query(database_url, f"ALTER TABLE agent_definitions ADD COLUMN {column}")
    query(database_url, "CREATE INDEX by_owner ON agent_definitions (owner)")
    query(database_url, "CREATE VIEW named AS SELECT id, name FROM agent_definitions")
    query(database_url, "UPDATE agent_definitions SET owner = 'Ana', tagline = 'changed'")
    check = imported(database_url, "--check")
    assert (check.returncode, len(check.stdout.splitlines())) == (1, 10)
    assert imported(database_url).returncode == 0
    found = rows(database_url, "agent_definitions")
    assert {(row["owner"], row["score"]) for row in found.values()} == {("Ana", 7)}
    assert found["agent_001"]["shout"] == "EMAILWIZARD"
    assert "EmailWizard" in program("show", database_url).stdout
    difference = program("diff", BLUEPRINTS, database_url, "--format", "json")
    assert json.loads(difference.stdout)["changes"] == []


@pytest.mark.parametrize("option", [[], ["--check"]])
def test_a_column_that_needs_a_value_is_rejected(database_url: str, option: list[str]) -> None:
    load(database_url, *records(definition()))
    query(database_url, "DROP TABLE playbooks")
    if database_url.startswith("postgres"):
        query(database_url, "DELETE FROM agent_definitions")
        query(database_url, "ALTER TABLE agent_definitions ADD COLUMN owner text NOT NULL")
    else:
        made = query(database_url, "SELECT sql FROM sqlite_master WHERE name = 'agent_definitions'")
        query(database_url, "DROP TABLE agent_definitions")
        query(database_url, made[0][0][:-1] + ", owner TEXT NOT NULL)")
    done = imported(database_url, *option)
    assert done.returncode == 3
    assert "the table agent_definitions has other columns: owner must be given" in done.stderr
    assert "playbooks" not in tables(database_url)


@pytest.fixture
def replica_url(postgres_url: str) -> str:
    """Yield the URL of a filled database for a user who may only read."""
    load(postgres_url, *records(definition(1), definition(2), playbook(1)))
    name = query(postgres_url, "SELECT current_database()")[0][0]
    query(postgres_url, "DROP ROLE IF EXISTS reader")
    query(postgres_url, "CREATE ROLE reader LOGIN")
    query(postgres_url, f"REVOKE TEMPORARY ON DATABASE {name} FROM PUBLIC")
    query(postgres_url, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    setting = "default_transaction_read_only = on"
    query(postgres_url, f"ALTER ROLE reader IN DATABASE {name} SET {setting}")
    return postgres_url.replace("postgres:@", "reader:@")


def changes(url: str, *given: Record, **options: bool) -> list[RowChange]:
    heard: list[RowChange] = []
    with connect(url) as store:
        store.load(given, on_change=heard.append, **options)
    return heard


def test_a_check_needs_no_right_to_write(replica_url: str, postgres_url: str) -> None:
    given = records(definition(1, tagline="new"), definition(3), playbook(1, name="Other"))
    expected = changes(replica_url, *given, check=True, prune=True)
    assert [(c.action, c.id[:9]) for c in expected] == [
        ("updated", "agent_001"),
        ("inserted", "agent_003"),
        ("updated", str(playbook(1).id)[:9]),
        ("deprecated", "agent_002"),
    ]
    with pytest.raises(WorkError):
        load(replica_url, *given)
    assert changes(postgres_url, *given, prune=True) == expected


def test_a_check_of_an_empty_database_needs_no_right_to_write_either(postgres_url: str) -> None:
    name = query(postgres_url, "SELECT current_database()")[0][0]
    query(postgres_url, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    done = imported(postgres_url, "--check")
    assert done.returncode == 1
    assert done.stdout.startswith("would insert agent_definition agent_001 EmailWizard\n")


def test_a_check_compares_as_the_database_does(database_url: str) -> None:
    agent = full_definition(1, additional_sections={"a": 1.0, "b": [1e300, -0.0], "c": {"y": 1}})
    load(database_url, *records(agent, playbook(1)))
    assert changes(database_url, *records(agent, playbook(1)), check=True) == []


def test_sqlite_options_are_obeyed_or_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    url = f"sqlite:///{file}"
    with pytest.raises(WorkError, match="it does not exist"):
        load(f"{url}?mode=rw", *records(definition()))
    assert not file.exists()
    load(f"{url}?mode=rwc", *records(definition()))
    for option in ("mode=ro", "immutable=1"):
        with pytest.raises(UsageError, match="allows only reading"):
            load(f"{url}?{option}", *records(definition(2)))
        assert "Agent001" in program("show", f"{url}?{option}").stdout
        assert changes(f"{url}?{option}", *records(definition(1)), check=True) == []
    for option in ("mode=memory", "cache=shared", "timeout=5", "modo=ro", "mode="):
        done = program("show", f"{url}?{option}")
        assert done.returncode == 2
        assert option.partition("=")[0] in done.stderr
        assert "mode=ro|rw|rwc" in done.stderr
    assert [f.name for f in tmp_path.iterdir()] == ["a.db"]


def test_a_question_mark_in_the_name_of_a_file_is_encoded(tmp_path: Path) -> None:
    load(f"sqlite:///{tmp_path}/a%3Fmode=ro.db", *records(definition()))
    assert (tmp_path / "a?mode=ro.db").exists()
    assert "Agent001" in program("show", "a?mode=ro.db", folder=tmp_path).stdout


@pytest.mark.parametrize("options", ["-csearch_path%3Dionflux", "-csearch_path=ionflux"])
def test_a_schema_is_chosen_in_the_url(postgres_url: str, options: str) -> None:
    query(postgres_url, "CREATE SCHEMA ionflux")
    url = f"{postgres_url}&options={options}"
    load(url, *records(definition(), playbook()))
    found = query(
        postgres_url,
        "SELECT DISTINCT schemaname FROM pg_tables WHERE tablename LIKE 'agent_%'"
        " OR tablename = 'playbooks'",
    )
    assert found == [("ionflux",)]
    assert changes(url, *records(definition(), playbook()), check=True) == []
    with connect(url) as store:
        assert [found.id for found in store.definitions()] == ["agent_001"]


def test_an_unknown_option_of_postgres_is_refused(postgres_url: str) -> None:
    done = program("show", f"{postgres_url}&search_path=ionflux")
    assert done.returncode == 2


@pytest.mark.parametrize(
    "setting", ["quote_all_identifiers = on", "DateStyle = 'SQL, DMY'", "TimeZone = 'Asia/Tokyo'"]
)
def test_settings_of_the_server_change_nothing(postgres_url: str, setting: str) -> None:
    agent = full_definition(1)
    load(postgres_url, *records(agent, configuration(1)))
    name = query(postgres_url, "SELECT current_database()")[0][0]
    query(postgres_url, f"ALTER DATABASE {name} SET {setting}")
    assert changes(postgres_url, *records(agent, configuration(1))) == []
    with connect(postgres_url) as store:
        (found,) = store.definitions()
    assert found.model_copy(update={"created_at": None, "updated_at": None}) == agent
    assert found.created_at is not None
    assert found.created_at.tzinfo is not None


UNREADABLE: dict[str, str] = {
    "a number of 5,000 digits": '{"n": ' + "9" * 5000 + "}",
    "half a character": r'{"n": "\ud83d"}',
}


@pytest.mark.parametrize("fault", UNREADABLE)
def test_a_row_that_cannot_be_read_is_named(tmp_path: Path, fault: str) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    load(url, *records(definition(1)))
    with closing(sqlite3.connect(sqlite_path(url))) as driver, driver:
        values = (UNREADABLE[fault],)
        driver.execute("UPDATE agent_definitions SET additional_sections = ?", values)
    done = program("show", url, "agent_001")
    assert done.returncode == 3
    assert "agent_001 of agent_definitions is not valid" in done.stderr


def test_a_number_that_only_jsonb_can_store_is_named(postgres_url: str) -> None:
    load(postgres_url, *records(definition(1)))
    number = UNREADABLE["a number of 5,000 digits"]
    query(postgres_url, f"UPDATE agent_definitions SET additional_sections = '{number}'")
    done = program("show", postgres_url, "agent_001")
    assert done.returncode == 3
    assert "agent_001 of agent_definitions is not valid" in done.stderr


@pytest.mark.parametrize("at", [18, 40, 70, 100, 130, 1500, 3000, 3900])
def test_a_damaged_file_is_reported(tmp_path: Path, at: int) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    load(url, *records(definition(1)))
    content = bytearray(sqlite_path(url).read_bytes())
    content[at : at + 60] = b"\xed\xa0\x80" * 20
    sqlite_path(url).write_bytes(content)
    for done in (program("show", url), imported(url, "--check"), imported(url)):
        assert done.returncode in {0, 1, 3}
        assert "unexpected error" not in done.stderr


LOST = """

## AGENTE 002 Price Hawk

### 0 ▸ Header
**Tagline:** Watches prices.
"""


KEPT = """## AGENT 001 — Agent001
```yaml
id: agent_001
name: Agent001
version: 1.0
```
"""


@pytest.mark.parametrize("option", [[], ["--check"]])
def test_nothing_is_pruned_while_an_agent_may_be_missing(
    database_url: str, tmp_path: Path, option: list[str]
) -> None:
    load(database_url, *records(definition(1), definition(2)))
    for more, status in ((LOST, "draft"), ("", "deprecated")):
        (tmp_path / "core.md").write_text(KEPT + more, encoding="utf-8")
        prune = ("import", "core.md", "--database", database_url, "--prune", *option)
        done = program(*prune, folder=tmp_path)
        assert ("nothing was pruned" in done.stderr) is bool(more), done.stderr
        assert ("would deprecate" in done.stdout) is (not more and bool(option))
        found = rows(database_url, "agent_definitions")["agent_002"]["status"]
        assert found == ("draft" if option else status)


def test_a_seed_prunes_nothing_while_an_agent_may_be_missing_either(tmp_path: Path) -> None:
    for more in (LOST, ""):
        (tmp_path / "core.md").write_text(KEPT + more, encoding="utf-8")
        done = program("import", "core.md", "--format", "sql", "--prune", folder=tmp_path)
        assert done.returncode == 0
        assert ("SET status = 'deprecated'" in done.stdout) is not bool(more)
        assert ("nothing was pruned" in done.stderr) is bool(more)


def test_names_and_ids_fit_every_index(database_url: str) -> None:
    longest = "\U0001f98a" * 500
    load(database_url, *records(definition(1, name=longest, id="agent_1_" + "x" * 200)))
    with pytest.raises(ValueError, match="name"):
        definition(1, name=longest + "x")
    with pytest.raises(ValueError, match="id"):
        definition(1, id="agent_1_" + "x" * 3000)


def test_a_name_that_is_too_long_is_found_by_validate(tmp_path: Path) -> None:
    (tmp_path / "core.md").write_text(KEPT.replace("name: A", "name: A" + "a" * 3000), "utf-8")
    done = program("validate", "core.md", folder=tmp_path)
    assert done.returncode == 1
    assert "core.md:4:7: error IFX104 `name` is longer than 500 characters" in done.stdout


def test_the_password_of_a_connection_string_is_not_shown(tmp_path: Path) -> None:
    text = "host=127.0.0.1 user=u password=hunter2 dbname=agents"
    for arguments in (("show", text), ("import", BLUEPRINTS, "--database", text)):
        done = program(*arguments, folder=tmp_path)
        assert done.returncode == 2
        assert "hunter2" not in done.stdout + done.stderr
        assert "postgresql://" in done.stderr


def test_an_empty_url_is_a_wrong_command_line(tmp_path: Path) -> None:
    for url in ("", " "):
        done = program("import", BLUEPRINTS, "--database", url, folder=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")


def test_ten_seeds_at_once_wait_for_each_other(tmp_path: Path) -> None:
    seed = tmp_path / "seed.sql"
    given = records(*(full_definition(n) for n in range(1, 20)))
    seed.write_text("".join(emit(given, EmitOptions("sqlite", ddl=True))), "utf-8")
    file = tmp_path / "agents.db"
    program_of_sqlite = ["sqlite3", str(file)]
    with seed.open("rb") as first:
        subprocess.run(program_of_sqlite, stdin=first, check=True, capture_output=True)
    streams = [seed.open("rb") for _ in range(10)]
    running = [
        subprocess.Popen(program_of_sqlite, stdin=s, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for s in streams
    ]
    outcomes = [(process.communicate(timeout=60)[1], process.returncode) for process in running]
    for stream in streams:
        stream.close()
    assert outcomes == [(b"", 0)] * 10


SLOW = """
CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id = 'agent_002' THEN PERFORM pg_sleep(1); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER slow BEFORE UPDATE ON agent_definitions FOR EACH ROW EXECUTE FUNCTION slow()
"""


def test_a_deadlock_with_another_transaction_is_retried(postgres_url: str) -> None:
    load(postgres_url, *records(*(definition(n) for n in range(1, 4))))
    query(postgres_url, SLOW)
    held = threading.Event()

    def update_the_other_way_round() -> None:
        with psycopg.connect(postgres_url) as server:
            server.execute("SET deadlock_timeout = '20s'")  # it is the load that gives way
            server.execute("UPDATE agent_definitions SET category = 'x' WHERE id = 'agent_003'")
            held.set()
            time.sleep(0.5)  # the load has written the first row, and waits in the second
            server.execute("UPDATE agent_definitions SET category = 'x' WHERE id = 'agent_001'")

    other = threading.Thread(target=update_the_other_way_round)
    other.start()
    held.wait(10)
    changed = records(*(definition(n, tagline="new") for n in range(1, 4)))
    load(f"{postgres_url}&options=-cdeadlock_timeout%3D100ms", *changed)
    other.join(20)
    found = rows(postgres_url, "agent_definitions")
    assert [row["tagline"] for row in found.values()] == ["new"] * 3
    assert [found[f"agent_00{n}"]["category"] for n in (1, 2, 3)] == ["x", None, "x"]
