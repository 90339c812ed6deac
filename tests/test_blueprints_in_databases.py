"""Documents to databases and back: the examples, and the real document if it is available."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ionflux
from database_reality import clocks, dialect_of, run_seed, written
from expected import OWN, REAL, present
from ionflux.database import connect
from ionflux.output.emitters import EmitOptions
from ionflux.output.emitters.sql import emit

PROJECT = Path(__file__).resolve().parents[1]
CLOCKS = {"created_at": None, "updated_at": None}


@pytest.fixture(params=[PROJECT / "blueprints", OWN, REAL], ids=["examples", "own", "real"])
def compilation(request: pytest.FixtureRequest) -> ionflux.Compilation:
    result = ionflux.compile_paths([present(request.param)])
    assert result.ok
    assert len(result.definitions) == 10
    return result


def of_json(compilation: ionflux.Compilation, key: str) -> dict[str, dict[str, object]]:
    return {
        row["id"]: {name: value for name, value in row.items() if name not in CLOCKS}
        for row in json.loads(compilation.to_json())[key]
    }


def assert_holds(url: str, compilation: ionflux.Compilation) -> None:
    assert written(url) == of_json(compilation, "agent_definitions")
    assert written(url, "playbooks") == of_json(compilation, "playbooks")


def test_a_load_stores_the_json_and_returns_the_definitions(
    database_url: str, compilation: ionflux.Compilation
) -> None:
    with connect(database_url) as store:
        assert store.load(compilation.records()).changed
        assert_holds(database_url, compilation)
        definitions = [d.model_copy(update=CLOCKS) for d in store.read("agent_definition")]
        playbooks = [p.model_copy(update=CLOCKS) for p in store.read("playbook")]
    assert definitions == sorted(compilation.definitions, key=lambda d: d.id)
    assert playbooks == sorted(
        compilation.playbooks, key=lambda p: (p.agent_definition_id or "", p.name, str(p.id))
    )


def test_a_seed_stores_the_json_and_a_load_then_changes_nothing(
    database_url: str, compilation: ionflux.Compilation, tmp_path: Path
) -> None:
    dialect = dialect_of(database_url)
    options = EmitOptions(dialect=dialect, ddl=True, prune=True)
    seed = "".join(emit(compilation.records(), options))
    for _ in range(2):
        done = run_seed(database_url, seed, tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert_holds(database_url, compilation)
    before = clocks(database_url)
    with connect(database_url) as store:
        assert not store.load(compilation.records(), prune=True).changed
    assert clocks(database_url) == before
