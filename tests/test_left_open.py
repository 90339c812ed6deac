"""Fields that a document does not state are left to the platform, by seed and by load."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ionflux
from database_reality import dialect_of, query, rows, run_seed
from database_samples import configuration, definition, records
from in_process import ionflux as program
from ionflux.database import connect
from ionflux.models.records import Record
from ionflux.output.emitters import EmitOptions
from ionflux.output.emitters.sql import emit

DOCUMENT = """\
## AGENT 001 — Keeper

### 5 ▸ YAML Definition
```yaml
id: agent_001
name: Keeper
version: 0.1
{more}```

### 6 ▸ Files
```
/agents/keeper/
  └── playbooks/
      ├── stated.yaml
      ├── silent.yaml
      └── drawn_only.yaml
```
"""
PLAYBOOKS = {
    "stated.yaml": "is_active: true\nsteps: []\n",
    "silent.yaml": "description: one\nsteps: []\n",
}

Way = Callable[[str, list[Record]], None]


@pytest.fixture(params=["seed", "load"])
def bring(request: pytest.FixtureRequest, tmp_path: Path) -> Way:
    """Yield the two ways of loading records into a database."""
    return _load if request.param == "load" else lambda url, given: _seed(url, given, tmp_path)


def _load(url: str, given: list[Record]) -> None:
    with connect(url) as store:
        store.load(given)


def _seed(url: str, given: list[Record], folder: Path) -> None:
    dialect = dialect_of(url)
    seed = "".join(emit(given, EmitOptions(dialect=dialect, ddl=True)))
    done = run_seed(url, seed, folder)
    assert (done.returncode, done.stderr) == (0, "")


def compiled(folder: Path, more: str = "") -> list[Record]:
    (folder / "core.md").write_text(DOCUMENT.format(more=more), encoding="utf-8")
    beside = folder / "playbooks" / "Keeper"
    beside.mkdir(parents=True, exist_ok=True)
    for name, text in PLAYBOOKS.items():
        (beside / name).write_text(text, encoding="utf-8")
    result = ionflux.compile_paths([folder / "core.md"])
    assert result.ok, result.diagnostics
    return list(result.records())


def test_new_rows_get_the_defaults(database_url: str, tmp_path: Path, bring: Way) -> None:
    bring(database_url, compiled(tmp_path))
    (row,) = rows(database_url, "agent_definitions").values()
    assert (row["status"], row["category"]) == ("draft", None)
    active = {r["name"]: r["is_active"] for r in rows(database_url, "playbooks").values()}
    assert active == {"Stated": True, "Silent": True, "Drawn Only": False}


def test_an_operators_choice_survives_the_next_load(
    database_url: str, tmp_path: Path, bring: Way
) -> None:
    bring(database_url, compiled(tmp_path))
    query(database_url, "UPDATE agent_definitions SET status = 'deprecated', category = 'Shop'")
    switch = "false" if database_url.startswith("postgres") else "0"
    query(database_url, f"UPDATE playbooks SET is_active = {switch}")
    before = [rows(database_url, name) for name in ("agent_definitions", "playbooks")]
    bring(database_url, compiled(tmp_path))
    after = [rows(database_url, name) for name in ("agent_definitions", "playbooks")]
    stated = {key for key, row in after[1].items() if row["name"] == "Stated"}
    assert after[0] == before[0]
    assert {k: v for k, v in after[1].items() if k not in stated} == {
        k: v for k, v in before[1].items() if k not in stated
    }
    assert [after[1][key]["is_active"] for key in stated] == [True]


def test_it_survives_a_load_that_changes_the_row(
    database_url: str, tmp_path: Path, bring: Way
) -> None:
    bring(database_url, compiled(tmp_path))
    query(database_url, "UPDATE agent_definitions SET status = 'active', category = 'Shop'")
    bring(database_url, compiled(tmp_path, "description: new\n"))
    (row,) = rows(database_url, "agent_definitions").values()
    assert (row["description"], row["status"], row["category"]) == ("new", "active", "Shop")


def test_what_is_stated_wins(database_url: str, tmp_path: Path, bring: Way) -> None:
    bring(database_url, compiled(tmp_path))
    query(database_url, "UPDATE agent_definitions SET status = 'deprecated', category = 'Shop'")
    bring(database_url, compiled(tmp_path, "status: active\n"))
    (row,) = rows(database_url, "agent_definitions").values()
    assert (row["status"], row["category"]) == ("active", "Shop")


def test_what_the_configuration_of_a_project_states_counts(
    database_url: str, tmp_path: Path
) -> None:
    compiled(tmp_path)
    (tmp_path / "ionflux.toml").write_text('[defaults]\ncategory = "Mail"\n', encoding="utf-8")
    query_category = "UPDATE agent_definitions SET category = 'Shop', status = 'active'"
    for _ in range(2):
        done = program("import", "core.md", "--database", database_url, folder=tmp_path)
        assert done.returncode == 0, done.stderr
        (row,) = rows(database_url, "agent_definitions").values()
        assert row["category"] == "Mail"
        query(database_url, query_category)
    assert row["status"] == "active"


INSTANCE = """\
agent_definition_id: agent_001
workspace_id: w
name: Letters
created_by_user_id: u
"""


@pytest.mark.parametrize("source", ["core.md", "core.json"])
@pytest.mark.parametrize("as_seed", [False, True])
def test_an_instance_does_not_change_the_status_of_its_agent(
    database_url: str, tmp_path: Path, source: str, as_seed: bool
) -> None:
    compiled(tmp_path)
    (tmp_path / "one.yaml").write_text(INSTANCE, encoding="utf-8")
    assert program("import", "core.md", "-o", "core.json", folder=tmp_path).returncode == 0
    dialect = dialect_of(database_url)
    form = ["--format", "sql", "--dialect", dialect] if as_seed else ["--database", database_url]
    load = program("import", "core.md", "--database", database_url, folder=tmp_path)
    assert load.returncode == 0, load.stderr
    query(database_url, "UPDATE agent_definitions SET status = 'deprecated', category = 'Shop'")
    done = program("configure", "one.yaml", "--definitions", source, *form, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    if as_seed:
        assert run_seed(database_url, done.stdout, tmp_path).returncode == 0
    (row,) = rows(database_url, "agent_definitions").values()
    assert (row["status"], row["category"]) == ("deprecated", "Shop")
    assert len(rows(database_url, "agent_configurations")) == 1


def test_a_paused_instance_stays_paused(database_url: str, bring: Way) -> None:
    bring(database_url, records(definition(), configuration(description="first")))
    query(database_url, "UPDATE agent_configurations SET status = 'inactive', description = 'mine'")
    bring(database_url, records(definition(), configuration(name="Renamed")))
    (row,) = rows(database_url, "agent_configurations").values()
    assert (row["name"], row["status"], row["description"]) == ("Renamed", "inactive", "mine")
    bring(database_url, records(definition(), configuration(status="active", description="file")))
    (row,) = rows(database_url, "agent_configurations").values()
    assert (row["status"], row["description"]) == ("active", "file")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_it_is_known_from_the_cache_and_from_workers(
    database_url: str, tmp_path: Path, jobs: str
) -> None:
    compiled(tmp_path)
    (tmp_path / "other.md").write_text(
        DOCUMENT.format(more="status: active\n").replace("001", "002").replace("Keeper", "Other"),
        encoding="utf-8",
    )
    arguments = ["import", "core.md", "other.md", "--database", database_url, "--jobs", jobs]
    arguments += ["--cache-dir", "cache"]
    assert program(*arguments, folder=tmp_path).returncode == 0
    query(database_url, "UPDATE agent_definitions SET status = 'deprecated'")
    assert program(*arguments, folder=tmp_path).returncode == 0
    found = {key: row["status"] for key, row in rows(database_url, "agent_definitions").items()}
    assert found == {"agent_001": "deprecated", "agent_002": "active"}


def test_a_lower_version_is_noted_and_so_is_what_stays_deprecated(
    database_url: str, tmp_path: Path
) -> None:
    compiled(tmp_path)
    load = ["import", "core.md", "--database", database_url]
    assert "goes down" not in program(*load, folder=tmp_path).stderr
    query(database_url, "UPDATE agent_definitions SET version = '1.10.0', status = 'deprecated'")
    for more in (["--check"], []):
        done = program(*load, *more, folder=tmp_path)
        assert "agent_001: the version goes down from 1.10.0 to 0.1" in done.stderr
        assert "deprecated in the database" in done.stderr
    quiet: Any = program(*load, folder=tmp_path).stderr
    assert "goes down" not in quiet
