"""What runs `validate` elsewhere: the pre-commit hook, the GitHub action, the examples."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from command_line import words_of

PROJECT = Path(__file__).resolve().parents[1]
BLUEPRINT = """# Agents

## AGENT 001 — Keeper

### 5 ▸ YAML Definition
```yaml
id: agent_001
name: Keeper
version: {version}
```

### 9 ▸ Scheduling & Triggers
*   Cron: 0 8 * * * counts.
"""


def loaded(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def git(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    identity = ["-c", "user.name=Keeper", "-c", "user.email=keeper@example.org"]
    return subprocess.run(
        ["git", *identity, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture
def program(tmp_path: Path) -> str:
    """Put an `ionflux` that runs this source first on the path, and give that path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "ionflux"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m ionflux "$@"\n')
    script.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    (folder / "blueprints").mkdir(parents=True)
    git(folder, "init", "--quiet")
    return folder


def hook_of(name: str) -> dict[str, Any]:
    hook: dict[str, Any]
    (hook,) = [each for each in loaded(PROJECT / ".pre-commit-hooks.yaml") if each["id"] == name]
    assert hook["pass_filenames"] is False
    return hook


def install(hook: dict[str, Any], repository: Path) -> None:
    """Let git run a hook as pre-commit does."""
    entry = repository / ".git" / "hooks" / "pre-commit"
    entry.parent.mkdir(exist_ok=True)
    entry.write_text(f"#!/bin/sh\nexec {shlex.join([*hook['entry'].split(), *hook['args']])}\n")
    entry.chmod(0o755)


def test_the_hook_refuses_a_commit_with_errors(repository: Path, program: str) -> None:
    hook = hook_of("ionflux-validate")
    install(hook, repository)
    document = repository / "blueprints" / "keeper.md"
    document.write_text(BLUEPRINT.format(version="first"), encoding="utf-8")
    git(repository, "add", ".")
    refused = git(repository, "commit", "-m", "Add", PATH=program)
    assert refused.returncode == 1
    assert "blueprints/keeper.md:9:10: error IFX109" in refused.stdout + refused.stderr
    document.write_text(BLUEPRINT.format(version="0.1"), encoding="utf-8")
    git(repository, "add", ".")
    assert git(repository, "commit", "-m", "Add", PATH=program).returncode == 0


def test_the_fixing_hook_writes_what_is_certain(repository: Path, program: str) -> None:
    install(hook_of("ionflux-fix"), repository)
    document = repository / "blueprints" / "keeper.md"
    blueprint = BLUEPRINT.partition("### 9")[0]
    document.write_text(blueprint.format(version='"0.1",'), encoding="utf-8")
    git(repository, "add", ".")
    assert git(repository, "commit", "-m", "Add", PATH=program).returncode == 0
    assert document.read_text(encoding="utf-8") == blueprint.format(version='"0.1"')


def act(folder: Path, program: str, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the action's own script as a runner does, with these inputs and its defaults."""
    action = loaded(PROJECT / "action.yml")
    values = {name: about["default"] for name, about in action["inputs"].items()} | inputs
    (step,) = [s for s in action["runs"]["steps"] if s["name"] == "Validate blueprints"]
    given = {
        key: values[re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", text)[1]]  # type: ignore[index]
        for key, text in step["env"].items()
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            **given,
            "PATH": program,
            "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        },
    )


def test_the_action_annotates_and_writes_a_summary(repository: Path, program: str) -> None:
    document = repository / "blueprints" / "a b.md"
    document.write_text(BLUEPRINT.format(version="0.1"), encoding="utf-8")
    paths = "blueprints/a b.md\n"
    done = act(repository, program, paths=paths, strict="true", **{"sarif-file": "ionflux.sarif"})
    assert done.returncode == 1
    assert "::warning file=blueprints/a b.md,line=13" in done.stdout
    summary = (repository / "summary.md").read_text("utf-8")
    assert "blueprints/a b.md:13:11: warning IFX201" in summary
    assert "1 document, 1 agent: 0 errors, 1 warning" in summary
    assert summary.count("~~~~~~~~~~~~") == 2
    assert '"IFX201"' in (repository / "ionflux.sarif").read_text("utf-8")


def test_the_action_installs_without_the_modules_of_the_checkout(repository: Path) -> None:
    (step,) = [s for s in loaded(PROJECT / "action.yml")["runs"]["steps"] if "Install" in s["name"]]
    for name in ("venv", "pip", "ensurepip", "subprocess"):
        (repository / f"{name}.py").write_text("raise SystemExit('taken from the checkout')\n")
    (line,) = [line for line in step["run"].splitlines() if "-m venv" in line]
    done = subprocess.run(
        ["bash", "-e", "-c", line.replace(" venv ", " venv --without-pip ")],
        cwd=repository,
        env=os.environ | {"RUNNER_TEMP": str(repository)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert all(" -I -m " in each for each in step["run"].splitlines() if " -m " in each)


def test_the_action_fails_on_errors_and_says_so_when_misused(
    repository: Path, program: str
) -> None:
    document = repository / "blueprints" / "keeper.md"
    document.write_text(BLUEPRINT.format(version="first"), encoding="utf-8")
    failed = act(repository, program, **{"sarif-file": "out.sarif"})
    assert failed.returncode == 1
    assert failed.stdout.startswith("::error file=blueprints/keeper.md,line=9")
    assert (repository / "out.sarif").is_file()
    hostile = act(repository, program, paths="$(touch hacked); `touch hacked`")
    assert hostile.returncode == 2
    assert not (repository / "hacked").exists()


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        ("action.yml", "vendor.github-actions"),
        ("examples/ci/github.yml", "vendor.github-workflows"),
        ("examples/ci/gitlab.yml", "vendor.gitlab-ci"),
    ],
)
def test_the_files_are_what_their_services_accept(file: str, schema: str) -> None:
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    done = subprocess.run([*checker, PROJECT / file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_options_in_the_files_exist() -> None:
    known = words_of("validate")
    for file in ("action.yml", "examples/ci/github.yml", "examples/ci/gitlab.yml"):
        text = (PROJECT / file).read_text("utf-8")
        for call in re.findall(r"ionflux validate(.*)", text):
            assert set(re.findall(r"(?<=\s)--[a-z-]+", call)) <= known, file


def test_the_action_knows_its_example() -> None:
    inputs = loaded(PROJECT / "action.yml")["inputs"]
    (_, step) = loaded(PROJECT / "examples/ci/github.yml")["jobs"]["validate"]["steps"]
    assert step["with"].keys() <= inputs.keys()
    hooks = loaded(PROJECT / ".pre-commit-hooks.yaml")
    (repo,) = loaded(PROJECT / "examples/ci/pre-commit.yaml")["repos"]
    assert {h["id"] for h in repo["hooks"]} == {hook["id"] for hook in hooks}
