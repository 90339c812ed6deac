"""Every command once, in a few seconds; also run with other versions of libraries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from pkgutil import iter_modules

import pytest

from in_process import Done, ionflux
from ionflux.cli import commands

PROJECT = Path(__file__).resolve().parents[1]
BLUEPRINTS = str(PROJECT / "blueprints")
INSTANCE = """\
agent_definition_id: agent_001
workspace_id: workspace_1
name: Mail of the shop
created_by_user_id: user_1
config:
  max_recipients: 100
"""

RUNS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "catalog": (
        (BLUEPRINTS, "--out", "site"),
        (BLUEPRINTS, "--out", "site", "--since", BLUEPRINTS),
    ),
    "configure": (("instance.yaml", "-d", BLUEPRINTS),),
    "diff": ((BLUEPRINTS, BLUEPRINTS, "--format", "json"),),
    "explain": (("IFX201",),),
    "export": ((BLUEPRINTS, "--format", "mermaid"),),
    "fix": (("--diff", BLUEPRINTS),),
    "import": ((BLUEPRINTS,), (BLUEPRINTS, "--format", "jsonl"), (BLUEPRINTS, "--format", "sql")),
    "new": (("Mail Sorter", "--id", "agent_099"),),
    "render": ((BLUEPRINTS, "--out", "out"), (BLUEPRINTS, "agent_002", "--out", "out")),
    "scaffold": (("agent_001", "--from", BLUEPRINTS, "--out", "out"),),
    "schema": (
        *((name,) for name in ("definition", "configuration", "run-log", "playbook", "blueprint")),
        ("inputs", "agent_001", "--from", BLUEPRINTS),
        ("--sql",),
    ),
    "show": ((BLUEPRINTS,), (BLUEPRINTS, "agent_001", "--origin")),
    "validate": (
        *((BLUEPRINTS, "--format", name) for name in ("text", "json", "github", "sarif", "junit")),
    ),
}
"""For each command, arguments with which it succeeds."""

NAMES = sorted(info.name.rstrip("_").replace("_", "-") for info in iter_modules(commands.__path__))
ENDLESS = {"server"}
"""Commands that run until they are stopped, and have their own tests."""


def run(folder: Path, *arguments: str) -> Done:
    done = ionflux(*arguments, folder=folder)
    assert "Traceback" not in done.stderr
    return done


def test_each_command_is_among_the_runs() -> None:
    assert {*RUNS} == {*NAMES} - ENDLESS


@pytest.mark.parametrize("name", sorted(RUNS))
def test_each_command_works(name: str, tmp_path: Path) -> None:
    (tmp_path / "instance.yaml").write_text(INSTANCE, encoding="utf-8")
    for arguments in RUNS[name]:
        done = run(tmp_path, name, *arguments)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["", *NAMES])
def test_its_help_has_an_example(name: str, tmp_path: Path) -> None:
    done = run(tmp_path, *filter(None, [name]), "--help")
    assert done.returncode == 0
    assert not name or f"ionflux {name} " in done.stdout


@pytest.mark.parametrize("name", ["nonsense", *NAMES])
def test_a_wrong_option_is_a_wrong_command_line(name: str, tmp_path: Path) -> None:
    assert run(tmp_path, name, "--no-such-option").returncode == 2


def test_what_is_written_is_loaded_shown_and_equal(tmp_path: Path, database_url: str) -> None:
    assert run(tmp_path, "import", BLUEPRINTS, "-o", "agents.json").returncode == 0
    assert run(tmp_path, "import", BLUEPRINTS, "--database", database_url).returncode == 0
    again = run(tmp_path, "import", BLUEPRINTS, "--database", database_url, "--check")
    assert (again.returncode, again.stdout) == (0, "")
    for source in ("agents.json", database_url):
        difference = run(tmp_path, "diff", BLUEPRINTS, source, "--format", "json")
        assert json.loads(difference.stdout)["changes"] == []
        assert "EmailWizard" in run(tmp_path, "show", source).stdout
