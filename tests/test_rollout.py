"""Which stored configurations new definitions break, and what is done about it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from database_reality import query, rows
from in_process import Done, ionflux
from ionflux.database import connect

BLUEPRINT = """\
## AGENT 001 — Keeper

### 5 ▸ YAML Definition
```yaml
id: agent_001
name: Keeper
version: {version}
triggers: [{{type: webhook, path: {path}, method: POST}}]
inputs:
  - {{key: goal, type: {type}, required: true}}
  - {{key: limit, type: number, default: 5}}
{more}memory: {{type: redis, namespace: "{namespace}"}}
```
"""
FIRST = {
    "version": "1.0",
    "path": "/keeper/run",
    "type": "string",
    "more": "",
    "namespace": "keeper_{{workspace_id}}",
}
INSTANCE = """\
agent_definition_id: agent_001
workspace_id: {workspace}
name: {name}
created_by_user_id: u-1
config:
  # what it is for
  goal: grow
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Yield a folder with a blueprint and two instances of its agent."""
    blueprint(tmp_path)
    (tmp_path / "instances").mkdir()
    for workspace, name in (("ws-1", "First"), ("ws-2", "Second")):
        text = INSTANCE.format(workspace=workspace, name=name)
        (tmp_path / "instances" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def blueprint(folder: Path, **values: str) -> None:
    (folder / "core.md").write_text(BLUEPRINT.format(**FIRST | values), encoding="utf-8")


def filled(folder: Path, url: str) -> None:
    assert run(folder, "import", "core.md", "--database", url).returncode == 0
    more = ("instances", "--definitions", "core.md", "--database", url)
    assert run(folder, "configure", *more).returncode == 0


def run(folder: Path, *arguments: str) -> Done:
    done = ionflux(*arguments, folder=folder)
    assert "unexpected error" not in done.stderr
    return done


BREAKING: dict[str, tuple[dict[str, str], str, str]] = {
    "another type": ({"type": "number"}, "2:7: error IFX403", "`goal` must be a number"),
    "another required input": (
        {"more": "  - {key: audience, type: string, required: true}\n"},
        "2:1: error IFX402",
        "audience",
    ),
    "another variable": ({"namespace": "keeper_{{tenant}}"}, "2:1: error IFX407", "tenant"),
}


@pytest.mark.parametrize("case", BREAKING)
@pytest.mark.parametrize("check", [True, False])
def test_an_import_names_what_it_breaks(
    folder: Path, database_url: str, case: str, *, check: bool
) -> None:
    filled(folder, database_url)
    values, place, words = BREAKING[case]
    blueprint(folder, **values)
    done = run(folder, "import", "core.md", "--database", database_url, *["--check"] * check)
    assert done.returncode == int(check)
    would = "would no longer fit" if check else "no longer fit"
    assert f"configurations that {would}:" in done.stderr
    for workspace, name in (("ws-1", "First"), ("ws-2", "Second")):
        assert f"  {name} (workspace {workspace}, id " in done.stderr
    found = [line for line in done.stderr.splitlines() if line.startswith("agent_configurations/")]
    assert len(found) == 2
    assert all(f".yaml:{place}" in line for line in found), found
    assert words in done.stderr


def test_a_compatible_definition_is_not_reported(folder: Path, database_url: str) -> None:
    filled(folder, database_url)
    blueprint(folder, more="  - {key: tone, type: string}\n")
    done = run(folder, "import", "core.md", "--database", database_url)
    assert "agent_configurations/" not in done.stderr
    assert "fit" not in done.stderr


def test_what_was_broken_before_is_not_reported_again(folder: Path, database_url: str) -> None:
    filled(folder, database_url)
    blueprint(folder, type="number")
    load = ("import", "core.md", "--database", database_url)
    assert "IFX403" in run(folder, *load).stderr
    assert "IFX403" not in run(folder, *load).stderr
    blueprint(folder, type="number", version="1.1")
    assert "IFX403" not in run(folder, *load).stderr


def test_configurations_of_the_same_load_are_not_checked_in_their_old_state(
    folder: Path, database_url: str
) -> None:
    filled(folder, database_url)
    blueprint(folder, type="number")
    for name in ("First", "Second"):
        file = folder / "instances" / f"{name}.yaml"
        file.write_text(file.read_text("utf-8").replace("grow", "5"), encoding="utf-8")
    more = ("instances", "-d", "core.md", "--database", database_url)
    for option in ("--check", None):
        done = run(folder, "configure", *more, *filter(None, [option]))
        assert "IFX403" not in done.stderr


def test_diff_names_them_before_anything_is_loaded(folder: Path, database_url: str) -> None:
    filled(folder, database_url)
    blueprint(folder, type="number")
    for source in (database_url, "instances"):
        sides = ("diff", database_url, "core.md", "--configurations", source)
        done = run(folder, *sides, "--fail-on", "breaking")
        assert done.returncode == 1
        assert done.stdout.count("error IFX403") == 2
        document = json.loads(run(folder, *sides, "--format", "json").stdout)
        assert [found["code"] for found in document["configurations"]] == ["IFX403"] * 2
        assert "IFX403" in run(folder, *sides, "--format", "markdown").stdout
    quiet = json.loads(run(folder, "diff", database_url, "core.md", "--format", "json").stdout)
    assert "configurations" not in quiet


def test_diff_names_those_of_a_removed_agent(folder: Path, database_url: str) -> None:
    filled(folder, database_url)
    (folder / "core.md").write_text(
        BLUEPRINT.format(**FIRST).replace("001", "002").replace("Keeper", "Other"), "utf-8"
    )
    done = run(folder, "diff", database_url, "core.md", "--configurations", database_url)
    assert done.stdout.count("error IFX401") == 2


def test_diff_says_if_none_breaks(folder: Path, database_url: str) -> None:
    filled(folder, database_url)
    sides = ("diff", database_url, "core.md", "--configurations", database_url)
    done = run(folder, *sides, "--fail-on", "any")
    assert (done.returncode, "no configuration breaks" in done.stdout) == (0, True)


def test_recheck_answers_whether_a_definition_may_be_rolled_out(
    folder: Path, database_url: str
) -> None:
    filled(folder, database_url)
    recheck = ("configure", "--recheck", database_url)
    assert run(folder, *recheck).returncode == 0
    assert run(folder, *recheck, "--definitions", "core.md").returncode == 0
    blueprint(folder, type="number")
    done = run(folder, *recheck, "--definitions", "core.md")
    assert done.returncode == 1
    assert done.stdout.count(".yaml:2:7: error IFX403") == 2
    assert "    2 | goal: grow" in done.stdout
    report = run(folder, *recheck, "--definitions", "core.md", "--format", "json")
    assert [each["code"] for each in json.loads(report.stdout)["diagnostics"]] == ["IFX403"] * 2
    assert run(folder, *recheck).returncode == 0


def caches(url: str) -> dict[str, Any]:
    found = rows(url, "agent_configurations").values()
    return {row["name"]: row for row in found}


def test_refresh_writes_the_caches_of_those_that_fit(folder: Path, database_url: str) -> None:
    filled(folder, database_url)
    blueprint(folder, namespace="notes_{{workspace_id}}", version="1.1")
    run(folder, "import", "core.md", "--database", database_url)
    query(
        database_url,
        "UPDATE agent_configurations SET yaml_config = 'goal: [1]', status = 'inactive'"
        " WHERE name = 'Second'",
    )
    before = caches(database_url)
    done = run(folder, "configure", "--recheck", database_url, "--refresh")
    assert done.returncode == 1
    assert "1 configuration refreshed" in done.stderr
    after = caches(database_url)
    assert after["Second"] == before["Second"]
    assert after["First"]["external_memory_namespace"] == "notes_ws-1"
    assert after["First"]["effective_config_cache"]["agent"]["version"] == "1.1"
    kept = {"effective_config_cache", "external_memory_namespace", "updated_at"}
    assert {k: v for k, v in after["First"].items() if k not in kept} == {
        k: v for k, v in before["First"].items() if k not in kept
    }
    again = run(folder, "configure", "--recheck", database_url, "--refresh")
    assert "0 configurations refreshed" in again.stderr
    assert caches(database_url) == after


def test_a_configuration_that_changed_meanwhile_is_not_refreshed(
    folder: Path, database_url: str
) -> None:
    filled(folder, database_url)
    with connect(database_url) as store:
        read = [each.model_copy(update={"external_memory_namespace": "x"})
                for each in store.configurations()]  # fmt: skip
        query(database_url, "UPDATE agent_configurations SET yaml_config = 'goal: other'")
        assert store.refresh(read) == 0
    assert "x" not in {row["external_memory_namespace"] for row in caches(database_url).values()}


def test_clashes_between_configurations_are_warnings(folder: Path, database_url: str) -> None:
    blueprint(folder, namespace="keeper")
    third = INSTANCE.format(workspace="ws-1", name="Third")
    (folder / "instances" / "Third.yaml").write_text(third, encoding="utf-8")
    filled(folder, database_url)
    done = run(folder, "configure", "--recheck", database_url)
    assert done.returncode == 0
    assert "warning IFX408" in done.stdout
    assert "warning IFX409" in done.stdout
    assert run(folder, "configure", "--recheck", database_url, "--strict").returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("--recheck", "sqlite:///a.db", "instances"),
        ("--recheck", "sqlite:///a.db", "--database", "sqlite:///b.db"),
        ("--recheck", ""),
        ("--recheck", "sqlite:///none.db"),
        ("instances", "-d", "core.md", "--refresh"),
        ("instances",),
        ("-d", "core.md"),
    ],
)
def test_a_wrong_command_line(folder: Path, arguments: tuple[str, ...]) -> None:
    assert run(folder, "configure", *arguments).returncode == 2


def test_the_life_of_a_platforms_database(folder: Path, database_url: str) -> None:
    """Follow a database from its first load to a definition that breaks stored configurations."""
    filled(folder, database_url)
    load = ("import", "core.md", "--database", database_url)

    # An operator edits, and the platform adds a column and a trigger.
    query(database_url, "UPDATE agent_definitions SET status = 'active', category = 'Mail'")
    query(database_url, "UPDATE agent_configurations SET status = 'inactive' WHERE name = 'Second'")
    query(database_url, "ALTER TABLE agent_definitions ADD COLUMN owner TEXT DEFAULT 'nobody'")
    query(database_url, "CREATE TABLE edits (id TEXT)")
    for statement in trigger(database_url):
        query(database_url, statement)

    # The second load changes nothing of theirs, and a change of the blueprint reaches the row.
    before = rows(database_url, "agent_definitions")
    assert run(folder, *load).returncode == 0
    assert rows(database_url, "agent_definitions") == before
    blueprint(folder, version="1.1", more="  - {key: tone, type: string}\n")
    assert run(folder, *load).returncode == 0
    (row,) = rows(database_url, "agent_definitions").values()
    assert (row["version"], row["status"], row["category"]) == ("1.1", "active", "Mail")
    assert row["owner"] == "nobody"
    assert query(database_url, "SELECT id FROM edits") == [("agent_001",)]

    # A definition that breaks stored configurations: checked, then loaded, then repaired.
    blueprint(folder, version="2.0", type="number")
    check = run(folder, *load, "--check")
    assert (check.returncode, check.stderr.count("error IFX403")) == (1, 2)
    assert rows(database_url, "agent_definitions")["agent_001"]["version"] == "1.1"
    asked = run(folder, "configure", "--recheck", database_url, "--definitions", "core.md")
    assert asked.returncode == 1
    assert run(folder, *load).returncode == 0
    recheck = ("configure", "--recheck", database_url)
    assert run(folder, *recheck).stdout.count("error IFX403") == 2
    query(database_url, "UPDATE agent_configurations SET yaml_config = 'goal: 5'")
    done = run(folder, *recheck, "--refresh")
    assert (done.returncode, "2 configurations refreshed" in done.stderr) == (0, True)
    found = caches(database_url)
    assert {each["effective_config_cache"]["inputs"]["goal"] for each in found.values()} == {5}
    assert {name: each["status"] for name, each in found.items()} == {
        "First": "active",
        "Second": "inactive",
    }
    assert run(folder, *load, "--check").returncode == 0


def trigger(url: str) -> list[str]:
    note = "INSERT INTO edits (id) VALUES (NEW.id)"
    if url.startswith("sqlite"):
        return [f"CREATE TRIGGER noted AFTER UPDATE ON agent_definitions BEGIN {note}; END"]
    function = f"RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {note}; RETURN NEW; END $$"
    each = "FOR EACH ROW EXECUTE FUNCTION noted()"
    return [
        f"CREATE FUNCTION noted() {function}",
        f"CREATE TRIGGER noted AFTER UPDATE ON agent_definitions {each}",
    ]
