"""The GitHub action, and the check of pull requests: their scripts, as GitHub runs them."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[1]
BLUEPRINT = """# Agents

## AGENT {number} — {name}

### 5 ▸ YAML Definition
```yaml
id: agent_{number}
name: "{name}"
version: "{version}"
status: {status}
inputs:
  - key: mail
    type: string
```

### 9 ▸ Scheduling & Triggers
*   Cron: 0 8 * * * counts.
"""


def blueprint(
    name: str = "Keeper", number: str = "001", version: str = "0.1", status: str = "active"
) -> str:
    return BLUEPRINT.format(name=name, number=number, version=version, status=status)


class Step(NamedTuple):
    """The results of a step."""

    status: int
    log: str
    summary: list[str]
    outputs: dict[str, str]


def script(text: str, folder: Path, **variables: str) -> Step:
    """Run the script of a step like a runner's bash, in a folder."""
    temporary = folder.parent / "runner"
    (temporary / "ionflux" / "bin").mkdir(parents=True, exist_ok=True)
    python = f'#!/bin/sh\n[ "$1" = -I ] && shift\nexec {shlex.quote(sys.executable)} -P "$@"\n'
    program = f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -P -m ionflux "$@"\n'
    for name, body in {"python": python, "ionflux": program}.items():
        file = temporary / "ionflux" / "bin" / name
        file.write_text(body, "utf-8")
        file.chmod(0o755)
    summary, outputs = temporary / "summary.md", temporary / "outputs"
    given = {
        "GITHUB_ACTION_PATH": str(ROOT),
        "RUNNER_TEMP": str(temporary),
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_OUTPUT": str(outputs),
        "GITHUB_WORKSPACE": str(folder),
        "PATH": f"{temporary / 'ionflux' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        **variables,
    }
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", text],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **given},
    )
    lines = outputs.read_text("utf-8").splitlines() if outputs.exists() else []
    said = summary.read_text("utf-8").splitlines() if summary.exists() else []
    pairs = dict(line.split("=", 1) for line in lines)
    return Step(done.returncode, done.stdout + done.stderr, said, pairs)


def loaded(path: str) -> Any:
    return YAML(typ="safe").load((ROOT / path).read_text("utf-8"))


def act(folder: Path, **inputs: str) -> Step:
    """Run the action's own step with these inputs and its defaults."""
    action = loaded("action.yml")
    values = {name: about["default"] for name, about in action["inputs"].items()} | inputs
    (step,) = [s for s in action["runs"]["steps"] if s.get("id") == "validate"]
    found = {
        key: re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", v) for key, v in step["env"].items()
    }
    env = {key: values[match[1]] for key, match in found.items() if match}
    assert env.keys() == step["env"].keys()
    return script(step["run"], folder / values["working-directory"], **env)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout"
    (folder / "blueprints").mkdir(parents=True)
    return folder


def test_it_annotates_writes_a_summary_and_has_outputs(checkout: Path) -> None:
    (checkout / "blueprints" / "a b.md").write_text(blueprint(), "utf-8")
    done = act(checkout, strict="yes", **{"sarif-file": "out.sarif", "upload-sarif": "True"})
    assert done.status == 1
    assert "::warning file=blueprints/a b.md,line=17" in done.log
    assert done.summary[:3] == [
        "### Blueprints: failed",
        "",
        "1 agent in 1 document: 0 errors, 1 warning.",
    ]
    (row,) = [line for line in done.summary if "Keeper" in line or "agent&#95;001" in line]
    assert row.startswith("| blueprints/a b&#46;md |")
    assert "| 0 | 1 | IFX201, line 17:" in row
    assert '"IFX201"' in (checkout / "out.sarif").read_text("utf-8")
    report = json.loads(Path(done.outputs.pop("report")).read_text("utf-8"))
    assert report["summary"]["warnings"] == 1
    infos = str(report["summary"]["infos"])
    assert done.outputs == {
        "result": "failed",
        "documents": "1",
        "agents": "1",
        "errors": "0",
        "warnings": "1",
        "infos": infos,
        "sarif-file": str(checkout / "out.sarif"),
        "upload": "true",
    }


def test_it_passes_from_another_folder_with_selected_findings(checkout: Path) -> None:
    (checkout / "blueprints" / "keeper.md").write_text(blueprint(), "utf-8")
    inputs = {"strict": "on", "ignore": "schedule-drift,\nIFX005", "severity": "warning"}
    done = act(checkout.parent, paths="blueprints\n", **inputs, **{"working-directory": "checkout"})
    assert (done.status, done.outputs["result"]) == (0, "passed")
    assert "::" not in done.log
    chosen = act(checkout, strict="true", select="IFX2")
    assert chosen.status == 1
    assert act(checkout, strict="no").status == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("strict", "maybe"),
        ("upload-sarif", "1"),
        ("sarif-file", "a\nresult=passed"),
        ("severity", "x"),
    ],
)
def test_invalid_inputs_are_rejected(checkout: Path, name: str, value: str) -> None:
    (checkout / "blueprints" / "keeper.md").write_text(blueprint(), "utf-8")
    done = act(checkout, **{name: value})
    assert done.status == 2
    assert name in done.log
    assert done.outputs == {}


def test_text_of_inputs_and_documents_is_never_executed(checkout: Path) -> None:
    hostile = "$(touch hacked); `touch hacked`"
    name = "a|b <img src=x> [x](http://x) `@all` ::error::x"
    (checkout / "blueprints" / f"{hostile}.md".replace("/", "")).write_text(
        blueprint(name), "utf-8"
    )
    assert act(checkout, paths=hostile).status == 2
    assert act(checkout, strict=hostile, select=hostile).status == 2
    done = act(checkout, strict="true")
    assert done.status == 1
    assert not (checkout / "hacked").exists()
    text = "\n".join(done.summary)
    assert not re.search(r"<img|\[x\]|`@all|\$\(touch", text)
    rows = [line for line in done.summary if line.startswith("| blue")]
    assert [row.count("|") for row in rows] == [6] * len(rows)
    assert not re.search(r"^::error::x", done.log, re.MULTILINE)


def test_the_summary_stays_below_two_hundred_lines(checkout: Path) -> None:
    many = [blueprint(f"Keeper {n}", f"{n:03}") for n in range(1, 260)]
    (checkout / "blueprints" / "many.md").write_text("\n".join(many), "utf-8")
    done = act(checkout, strict="true")
    assert done.status == 1
    assert len(done.summary) <= 200
    assert "79 more rows are omitted; the log has all." in done.summary


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Keeper", "-c", "user.email=keeper@example.org"]
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


class PullRequest:
    """A branch beside `origin/main`, and a `gh` that records its calls."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.comment = ""
        workflow = loaded("examples/ci/agents-diff.yml")
        self.steps = {s["name"]: s for s in workflow["jobs"]["diff"]["steps"] if "name" in s}
        self.env = workflow["env"]
        git(folder, "init", "--quiet", "--initial-branch=main")

    def commit(self, *documents: str) -> None:
        """Commit some documents instead of all others."""
        for old in (self.folder / "blueprints").glob("*.md"):
            old.unlink()
        for number, text in enumerate(documents):
            (self.folder / "blueprints" / f"{number}.md").write_text(text, "utf-8")
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "--quiet", "--allow-empty", "--message=Change")

    def branch(self) -> None:
        """Use the last commit as the start of the branch."""
        git(self.folder, "update-ref", "refs/remotes/origin/main", "HEAD")

    def check(self, existing: str = "") -> tuple[Step, list[str]]:
        """Run all steps; return the last, and the calls of `gh` that change something."""
        tools = self.folder.parent / "tools"
        tools.mkdir(exist_ok=True)
        calls = tools / "calls"
        calls.write_text("", "utf-8")
        fake = tools / "gh"
        fake.write_text(
            f'#!/bin/sh\ncase "$*" in\n*--method*) echo "$*" >> {shlex.quote(str(calls))};;\n'
            f'*--paginate*) printf "%s" "{existing}";;\nesac\n',
            "utf-8",
        )
        fake.chmod(0o755)
        program = self.folder.parent / "runner" / "ionflux" / "bin"
        variables = {
            **self.env,
            "TARGET": "origin/main",
            "PULL_REQUEST": "7",
            "GITHUB_REPOSITORY": "team/agents",
            "PATH": os.pathsep.join([str(program), str(tools), os.environ["PATH"]]),
        }
        for name, step in self.steps.items():
            done = script(step["run"], self.folder, **variables)
            if done.status and name != "Breaking changes have their bump":
                pytest.fail(f"{name}: {done.log}")
        return done, calls.read_text("utf-8").splitlines()


@pytest.fixture
def pull_request(checkout: Path) -> PullRequest:
    return PullRequest(checkout)


def test_without_changes_there_is_no_comment(pull_request: PullRequest) -> None:
    pull_request.commit(blueprint())
    pull_request.branch()
    done, calls = pull_request.check()
    assert (done.status, calls) == (0, [])


def test_a_breaking_change_is_reported_in_one_comment(pull_request: PullRequest) -> None:
    pull_request.commit(blueprint())
    pull_request.branch()
    pull_request.commit(blueprint().replace("key: mail", "key: letter"))
    done, (call,) = pull_request.check()
    assert done.status == 1
    assert "--method POST repos/team/agents/issues/7/comments" in call
    body = (pull_request.folder.parent / "runner" / "comment.md").read_text("utf-8")
    assert body.startswith("<!-- ionflux diff -->\n")
    assert "letter" in body
    _, (call,) = pull_request.check(existing="41")
    assert "--method PATCH repos/team/agents/issues/comments/41" in call


def test_a_deprecated_agent_may_be_removed_and_another_may_not(pull_request: PullRequest) -> None:
    kept = blueprint("Sorter", "002")
    pull_request.commit(blueprint(status="deprecated"), kept)
    pull_request.branch()
    pull_request.commit(kept)
    assert pull_request.check()[0].status == 0
    pull_request.commit(blueprint(status="deprecated"))
    assert pull_request.check()[0].status == 1


def test_the_first_blueprints_of_a_repository_pass(pull_request: PullRequest) -> None:
    git(pull_request.folder, "commit", "--quiet", "--allow-empty", "--message=Begin")
    pull_request.branch()
    pull_request.commit(blueprint())
    done, (call,) = pull_request.check()
    assert done.status == 0
    assert "POST" in call


def test_workflows_and_the_action_are_safe(tmp_path: Path) -> None:
    workflows = tmp_path / ".github" / "workflows"
    workflows.mkdir(parents=True)
    for name in ("github.yml", "agents-diff.yml", "pages.yml"):
        (workflows / name).write_text((ROOT / "examples/ci" / name).read_text("utf-8"), "utf-8")
    (tmp_path / "action.yml").write_text((ROOT / "action.yml").read_text("utf-8"), "utf-8")
    audit: list[object] = [Path(sys.executable).with_name("zizmor"), "--offline", "--quiet"]
    done = subprocess.run(
        [*map(str, [*audit, tmp_path, ROOT / ".github"])],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
