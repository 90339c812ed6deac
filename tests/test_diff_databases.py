"""`diff` of databases reads only agents that differ, and has the same result as for definitions."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import ionflux
from database_samples import definition
from in_process import ionflux as run


def stored(file: Path, definitions: list[ionflux.AgentDefinition]) -> str:
    url = f"sqlite:///{file}"
    with ionflux.connect(url) as store:
        store.load(definitions)
    return url


def spoil(file: Path, agent: str) -> None:
    with closing(sqlite3.connect(file)) as driver, driver:
        driver.execute("PRAGMA ignore_check_constraints = ON")
        driver.execute("UPDATE agent_definitions SET status = 'asleep' WHERE id = ?", (agent,))


def test_the_changes_are_those_of_the_definitions(tmp_path: Path) -> None:
    old = [definition(number) for number in range(1, 700)]
    new = [definition(number, tagline="new" if number % 2 else None) for number in range(50, 750)]
    sides = stored(tmp_path / "old.db", old), stored(tmp_path / "new.db", new)
    changes = json.loads(run("diff", *sides, "--format", "json").stdout)
    assert changes == ionflux.compare(old, new).to_dict()
    assert changes["summary"]["changed"] == 325


def test_documents_can_be_compared_with_a_database(tmp_path: Path) -> None:
    blueprints = Path(__file__).parent.parent / "blueprints"
    url = f"sqlite:///{tmp_path / 'agents.db'}"
    assert run("import", str(blueprints), "--database", url).returncode == 0
    done = run("diff", str(blueprints), url, "--fail-on", "any")
    assert (done.returncode, done.stdout) == (0, "no differences\n")
    with ionflux.connect(url) as store:
        store.load([store.definitions()[2].model_copy(update={"tagline": "Another one"})])
    done = run("diff", url, str(blueprints), "--format", "json", "--fail-on", "any")
    assert done.returncode == 1
    assert [change["path"] for change in json.loads(done.stdout)["changes"]] == ["tagline"]


def test_an_invalid_row_on_either_side_is_reported(tmp_path: Path) -> None:
    for name in ("both", "new", "old"):
        folder = tmp_path / name
        folder.mkdir()
        sides = [folder / "old.db", folder / "new.db"]
        urls = [stored(side, [definition(1), definition(2)]) for side in sides]
        spoil(sides[1] if name != "old" else sides[0], "agent_002")
        if name == "both":
            spoil(sides[0], "agent_002")
        done = run("diff", *urls)
        assert done.returncode == 3, name
        assert "the row agent_002 of agent_definitions is not valid" in done.stderr
