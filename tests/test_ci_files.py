"""Where `validate` runs elsewhere: the pre-commit hook, the GitHub action, the examples."""

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
    """Put an `ionflux` that runs this source first on the path, and yield that path."""
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
    return hook


def install(hook: dict[str, Any], repository: Path) -> None:
    """Let git run a hook like pre-commit: with the staged documents, if it accepts any."""
    entry = repository / ".git" / "hooks" / "pre-commit"
    entry.parent.mkdir(exist_ok=True)
    words = shlex.join([*hook["entry"].split(), *hook.get("args", ())])
    staged = "$(git diff --cached --name-only)" if hook.get("pass_filenames", True) else ""
    entry.write_text(f"#!/bin/sh\nexec {words} {staged}\n")
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


def test_the_hook_ignores_untracked_documents(repository: Path, program: str) -> None:
    install(hook_of("ionflux-validate"), repository)
    (repository / "blueprints" / "draft.md").write_text(BLUEPRINT.format(version="first"), "utf-8")
    (repository / "blueprints" / "keeper.md").write_text(BLUEPRINT.format(version="0.1"), "utf-8")
    git(repository, "add", "blueprints/keeper.md")
    assert git(repository, "commit", "-m", "Add", PATH=program).returncode == 0
    git(repository, "add", ".")
    assert git(repository, "commit", "-m", "Add a draft", PATH=program).returncode == 1


def test_the_hook_for_staged_documents_checks_no_others(repository: Path, program: str) -> None:
    (repository / "blueprints" / "broken.md").write_text(BLUEPRINT.format(version="first"), "utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-m", "Add what is broken", "--no-verify", PATH=program)
    install(hook_of("ionflux-validate-staged"), repository)
    (repository / "README.md").write_text("# Agents\n", "utf-8")
    git(repository, "add", ".")
    assert git(repository, "commit", "-m", "Add a page", PATH=program).returncode == 0
    (repository / "blueprints" / "other.md").write_text(BLUEPRINT.format(version="x"), "utf-8")
    git(repository, "add", ".")
    refused = git(repository, "commit", "-m", "Add another", PATH=program)
    assert refused.returncode == 1
    assert "other.md:9:10: error IFX109" in refused.stdout + refused.stderr
    assert "broken.md" not in refused.stdout + refused.stderr


def test_the_fixing_hook_writes_what_is_certain(repository: Path, program: str) -> None:
    install(hook_of("ionflux-fix"), repository)
    document = repository / "blueprints" / "keeper.md"
    blueprint = BLUEPRINT.partition("### 9")[0]
    document.write_text(blueprint.format(version='"0.1",'), encoding="utf-8")
    git(repository, "add", ".")
    assert git(repository, "commit", "-m", "Add", PATH=program).returncode == 0
    assert document.read_text(encoding="utf-8") == blueprint.format(version='"0.1"')


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


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        ("action.yml", "vendor.github-actions"),
        ("examples/ci/github.yml", "vendor.github-workflows"),
        ("examples/ci/pages.yml", "vendor.github-workflows"),
        ("examples/ci/gitlab.yml", "vendor.gitlab-ci"),
    ],
)
def test_the_files_are_what_their_services_accept(file: str, schema: str) -> None:
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    done = subprocess.run([*checker, PROJECT / file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_options_in_the_files_exist() -> None:
    known = words_of("validate")
    for file in ("examples/ci/github.yml", "examples/ci/gitlab.yml", ".pre-commit-hooks.yaml"):
        text = (PROJECT / file).read_text("utf-8")
        for call in re.findall(r"ionflux validate(.*)", text):
            assert set(re.findall(r"(?<=\s)--[a-z-]+", call)) <= known, file


def test_the_action_knows_its_example() -> None:
    inputs = loaded(PROJECT / "action.yml")["inputs"]
    (_, step) = loaded(PROJECT / "examples/ci/github.yml")["jobs"]["validate"]["steps"]
    assert step["with"].keys() <= inputs.keys()
    hooks = loaded(PROJECT / ".pre-commit-hooks.yaml")
    (repo,) = loaded(PROJECT / "examples/ci/pre-commit.yaml")["repos"]
    assert {h["id"] for h in repo["hooks"]} < {hook["id"] for hook in hooks}
