"""`ionflux diff` as run by users and CI."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import program

PROJECT = Path(__file__).resolve().parents[1]
BLUEPRINTS = PROJECT / "blueprints"
WORKFLOW = PROJECT / "examples" / "ci" / "agents-diff.yml"
WIZARD = "agent_001_email_wizard.md"


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with the blueprints as `old` and as `new`, the latter edited."""
    monkeypatch.chdir(tmp_path)
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        for document in BLUEPRINTS.glob("agent_00[12]_*.md"):
            shutil.copy(document, tmp_path / name)
    _edit(tmp_path / "new" / WIZARD, "required: false", "required: true")
    return tmp_path


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def _run(*arguments: str, given: str = "") -> program.Done:
    return program.run("diff", *arguments, given=given)


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["old", "new"], 0),
        (["old", "new", "--fail-on", "any"], 1),
        (["old", "new", "--fail-on", "breaking"], 1),
        (["new", "old", "--fail-on", "breaking"], 0),
        (["old", "old", "--fail-on", "any"], 0),
        (["old", "new", "--fail-on", "any", "--agent", "agent_002"], 0),
        (["old", "new", "--fail-on", "breaking", "--agent", "agent_001"], 1),
        (["old", "new", "--fail-on", "sometimes"], 2),
        (["old", "new", "--agent", "agent_01"], 2),
        (["old", "new", "--format", "yaml"], 2),
        (["old", "nowhere"], 2),
        (["-", "-"], 2),
        (["old", "new", "-o", "no/such/folder.md"], 2),
        (["sqlite:///none.db", "new"], 2),
        (["postgresql://127.0.0.1:1/none", "new"], 3),
    ],
)
def test_exit_status(arguments: list[str], status: int) -> None:
    done = _run(*arguments)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert bool(done.stdout) is (status < 2)
    assert bool(done.stderr) is (status >= 2)


def test_a_change_is_placed_in_its_document(folders: Path) -> None:
    done = _run("old", "new", "--format", "json")
    document = json.loads(done.stdout)
    (change,) = document["changes"]
    line = change["new_place"]["line"]
    assert change["new_place"]["path"] == f"new/{WIZARD}"
    assert change["old_place"]["path"] == f"old/{WIZARD}"
    lines = (folders / "new" / WIZARD).read_text("utf-8").splitlines()
    assert lines[line - 1].strip() == "required: true"
    text = _run("old", "new").stdout
    assert f"new/{WIZARD}:{line}:{change['new_place']['column']}\n" in text
    assert "needs a minor bump, to 0.2\n" in text


@pytest.mark.usefixtures("folders")
def test_unknown_agent_names_the_nearest() -> None:
    assert "did you mean `agent_001`?" in _run("old", "new", "--agent", "agent_0001").stderr


def test_both_broken_sides_show_their_findings(folders: Path) -> None:
    for name, kind in (("old", "jsn"), ("new", "strin")):
        _edit(folders / name / WIZARD, "type: json", f"type: {kind}")
    done = _run("old", "new", "--format", "json", "--fail-on", "any", "-o", "out.json")
    assert (done.returncode, done.stdout) == (3, "")
    assert not (folders / "out.json").exists()
    assert f"old/{WIZARD}:" in done.stderr
    assert f"new/{WIZARD}:" in done.stderr
    assert "type: strin\n" in done.stderr
    assert "does not compile" in done.stderr


def test_output_file_has_the_whole_report(folders: Path) -> None:
    done = _run("old", "new", "--format", "markdown", "--output", "out")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "out written\n")
    assert (folders / "out").read_text("utf-8") == _run("old", "new", "-f", "markdown").stdout


@pytest.mark.usefixtures("folders")
def test_a_document_of_standard_input() -> None:
    text = Path("new", WIZARD).read_text("utf-8")
    done = _run(f"old/{WIZARD}", "-", "--format", "json", given=text)
    assert json.loads(done.stdout)["changes"][0]["new_place"]["path"] == "<stdin>"


def test_levels_come_from_the_configuration(folders: Path) -> None:
    (folders / "ionflux.toml").write_text(
        '[diff.levels]\n"inputs_schema[*].required" = "cosmetic"\n', "utf-8"
    )
    arguments = ("old", "new", "--fail-on", "breaking")
    assert _run(*arguments).returncode == 0
    assert _run(*arguments, "--isolated").returncode == 1
    (folders / "ionflux.toml").write_text('[diff.levels]\n"nmae" = "cosmetic"\n', "utf-8")
    done = _run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "`name`" in done.stderr


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize(("no_color", "colored"), [("", True), ("1", False)])
def test_colour_is_for_terminals_that_want_it(no_color: str, colored: bool) -> None:
    variables = {"TERM": "xterm", "NO_COLOR": no_color}
    _, shown = program.run_on_terminal("diff", "old", "new", environment=variables)
    assert "became required" in shown
    assert ("\x1b[1;31mbreaking" in shown) is colored
    assert "\x1b" not in _run("old", "new").stdout


@pytest.mark.usefixtures("folders")
def test_a_reader_that_leaves_early_is_not_an_error() -> None:
    command = f"{sys.executable} -m ionflux diff old new --format json | head -c 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "{", "")


def _steps() -> dict[str, Any]:
    workflow = YAML(typ="safe").load(WORKFLOW)
    return {step.get("name", ""): step for step in workflow["jobs"]["diff"]["steps"]}


@pytest.fixture
def pull_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work on a branch that began where `origin/main` was, in a clone."""
    for name, value in {
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.com", "GIT_CONFIG_GLOBAL": os.devnull,
        "BLUEPRINTS": "blueprints", "TARGET": "origin/main",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"), "RUNNER_TEMP": str(tmp_path / "run"),
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    (tmp_path / "run").mkdir()
    program = tmp_path / "ionflux"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m ionflux "$@"\n', "utf-8")
    program.chmod(0o755)
    (tmp_path / "origin" / "blueprints").mkdir(parents=True)
    for document in BLUEPRINTS.glob("agent_00[12]_*.md"):
        shutil.copy(document, tmp_path / "origin" / "blueprints")
    monkeypatch.chdir(tmp_path / "origin")
    for command in (
        "git init -q -b main", "git add .", "git commit -q -m one",
        "git clone -q . ../clone", "git commit -q --allow-empty -m two",
    ):  # fmt: skip
        subprocess.run(command.split(), check=True)
    monkeypatch.chdir(tmp_path / "clone")
    return tmp_path


def _step(name: str) -> subprocess.CompletedProcess[str]:
    # GitHub runs a step with these options.
    script = _steps()[name]["run"]
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script], capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(shutil.which("jq") is None, reason="the workflow's last step needs jq")
@pytest.mark.parametrize(("version", "passes"), [("0.1", False), ("0.2", True)])
def test_the_workflow_asks_for_a_bump_of_what_breaks(
    pull_request: Path,
    version: str,
    passes: bool,
) -> None:
    wizard = pull_request / "clone" / "blueprints" / WIZARD
    _edit(wizard, "required: false", "required: true")
    _edit(wizard, 'version: "0.1"', f'version: "{version}"')
    compared = _step("Compare")
    assert compared.returncode == 0, compared.stderr
    kind = "warning" if passes else "error"
    assert f"::{kind} file=blueprints/{WIZARD},line=" in compared.stdout
    report = (pull_request / "run/diff.md").read_text("utf-8")
    assert "became required" in report
    assert report in (pull_request / "summary.md").read_text("utf-8")
    assert (_step("Breaking changes have their bump").returncode == 0) is passes


def test_the_workflow_takes_the_first_blueprints(
    pull_request: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("blueprints").rename("agents")
    monkeypatch.setenv("BLUEPRINTS", "agents")
    compared = _step("Compare")
    assert compared.returncode == 0, compared.stderr
    changes = json.loads((pull_request / "run/diff.json").read_text("utf-8"))
    assert changes["summary"]["added"] == 2


def test_the_workflow_stops_where_a_side_does_not_compile(pull_request: Path) -> None:
    _edit(pull_request / "clone" / "blueprints" / WIZARD, "type: json", "type: jsn")
    assert _step("Compare").returncode == 3


def _commit(folder: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True)

    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "one")


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("HEAD~5", "no such file, folder or revision: `HEAD~5`; was it fetched (`git fetch`)?"),
        ("mian", "no such file, folder or revision: `mian`; did you mean `main`?"),
        ("oldd", "no such file, folder or revision: `oldd`; did you mean `old`?"),
        ("old or new", "no such file or folder: `old or new`"),
        ("password=secret", "a database is given by its URL"),
    ],
)
def test_a_side_that_is_neither_a_path_nor_a_revision(folders: Path, old: str, said: str) -> None:
    _commit(folders)
    done = _run(old, "new")
    assert done.returncode == 2
    assert said in done.stderr
    assert "secret" not in done.stderr


def test_a_revision_that_a_shallow_clone_lacks(
    folders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _commit(folders)
    copy = tmp_path / "copy"
    subprocess.run(["git", "clone", "-q", "--depth", "1", folders.as_uri(), copy], check=True)
    monkeypatch.chdir(copy)
    done = _run("HEAD~1", "new")
    assert done.returncode == 2
    assert "this is a shallow clone; `git fetch --unshallow`" in done.stderr


def test_a_revision_alone_means_the_path_of_the_other_side_in_it(folders: Path) -> None:
    _commit(folders)
    assert _run("HEAD", "new").stdout == "no differences\n"
    _edit(folders / "new" / WIZARD, 'version: "0.1"', 'version: "0.2"')
    spelled_out = json.loads(_run("HEAD:new", "new", "-f", "json").stdout)
    assert spelled_out["summary"]["changed"] == 1
    assert json.loads(_run("HEAD", "new", "-f", "json").stdout) == spelled_out
    back = json.loads(_run("new", "HEAD", "-f", "json").stdout)
    assert back["changes"][0]["old"] == "0.2"
    alone = _run("HEAD")
    assert alone.returncode == 2
    assert "`paths` of [tool.ionflux]" in alone.stderr
    (folders / "ionflux.toml").write_text('paths = ["new"]')
    assert json.loads(_run("HEAD", "-f", "json").stdout) == spelled_out
    os.chdir(folders / "new")  # which the fixture takes back
    below = json.loads(_run("HEAD", "-f", "json").stdout)
    assert below["summary"] == spelled_out["summary"]


@pytest.mark.usefixtures("folders")
def test_agents_are_known_by_id_or_name_of_either_side(folders: Path) -> None:
    _edit(folders / "new" / WIZARD, "name: EmailWizard", "name: MailWizard")
    found = [_run("old", "new", "--agent", name) for name in ("agent_001", "emailwizard")]
    assert found[0] == found[1]
    assert "`agent_001`" in _run("old", "new", "--agent", "agent_01").stderr
    assert _run("old", "new", "--agent", "MailWizard") == found[0]
