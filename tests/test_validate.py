"""`ionflux validate` and `explain` as programs: exit statuses, streams, files."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

import program
from in_process import Done
from in_process import ionflux as in_process
from ionflux.checks.rules import rules
from ionflux.compiler import compile_paths

CLEAN = """# Agents

## AGENT {number:03} — Keeper {number}

### 5 ▸ YAML Definition
```yaml
id: agent_{number:03}
name: Keeper{number}
version: 0.1
```

### 9 ▸ Scheduling & Triggers
{text}
"""
DRIFT = CLEAN.format(number=1, text="*   Cron: 0 8 * * * counts.")
BROKEN = CLEAN.format(number=2, text="").replace("version: 0.1", "version: first")
CALM = CLEAN.format(number=3, text="On demand.")


def run(*arguments: str | Path, cwd: Path) -> program.Done:
    done = program.run(*arguments, folder=cwd)
    assert "Traceback" not in done.stderr
    return done


def quick(*arguments: str | Path, cwd: Path, given: str | bytes = b"") -> Done:
    """Validate in this process, to save the start."""
    return in_process("validate", *map(str, arguments), folder=cwd, given=given)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"drift": DRIFT, "broken": BROKEN, "calm": CALM}.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    return tmp_path


def codes(report: str) -> list[str]:
    return [found["code"] for found in json.loads(report)["diagnostics"]]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["calm.md"], 0),
        (["drift.md"], 0),
        (["--strict", "drift.md"], 1),
        (["--strict", "--ignore", "IFX2", "drift.md"], 0),
        (["broken.md"], 1),
        (["."], 1),
        (["gone.md"], 2),
        ([], 2),
        (["--format", "yaml", "calm.md"], 2),
        (["--select", "E5", "calm.md"], 2),
        (["--baseline", "gone.json", "calm.md"], 2),
        (["--output", "gone/report.txt", "calm.md"], 2),
    ],
)
def test_exit_statuses(folder: Path, arguments: list[str], status: int) -> None:
    if status < 2:
        assert quick("--isolated", *arguments, cwd=folder).returncode == status
    else:
        done = run("validate", "--isolated", *arguments, cwd=folder)
        assert done.returncode == status
        assert done.stdout == ""
        assert done.stderr.startswith("ionflux: ") or "Usage" in done.stderr


def test_findings_on_standard_output_and_the_summary_on_standard_error(folder: Path) -> None:
    done = run("validate", "--select", "IFX2", "drift.md", cwd=folder)
    assert done.stdout.splitlines()[0].startswith("drift.md:13:11: warning IFX201 the text names")
    assert done.stdout.splitlines()[1:3] == [
        "   13 | *   Cron: 0 8 * * * counts.",
        "      |           ^^^^^^^^^",
    ]
    assert done.stderr == "1 document, 1 agent: 0 errors, 1 warning, 0 infos\n"
    quiet = run("validate", "-q", "--select", "IFX2", "drift.md", cwd=folder)
    assert (quiet.stdout, quiet.stderr) == (done.stdout, "")


def test_an_error_in_one_agent_does_not_hide_those_of_the_next(tmp_path: Path) -> None:
    agents = [CLEAN.format(number=n, text="").partition("\n\n")[2] for n in range(1, 11)]
    text = "# Agents\n\n" + "\n".join(agents)
    (tmp_path / "ten.md").write_text(text.replace("version: 0.1", "version: first"))
    report = quick("--format", "json", "--select", "IFX1,IFX2,IFX3", "ten.md", cwd=tmp_path)
    assert codes(report.stdout) == ["IFX109"] * 10
    assert len({d["agent"] for d in json.loads(report.stdout)["diagnostics"]}) == 10


@pytest.mark.parametrize("name", ["json", "sarif", "junit", "github", "text"])
def test_a_report_is_complete_and_valid_also_with_nothing_to_report(
    folder: Path, name: str
) -> None:
    for paths in (["calm.md"], ["."]):
        selected = ("--select", "IFX1", "--isolated")
        out = quick("--format", name, *selected, *paths, cwd=folder).stdout
        if name == "junit":
            assert ET.fromstring(out).tag == "testsuites"
        elif name in {"json", "sarif"}:
            assert isinstance(json.loads(out), dict)
        else:
            assert (out == "") is (paths == ["calm.md"])


def test_an_output_file_is_replaced_whole(folder: Path) -> None:
    target = folder / "report.json"
    done = quick("-f", "json", "-o", target, "drift.md", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert codes(target.read_text("utf-8"))[-1] == "IFX201"
    assert run("validate", "-f", "json", "-o", target, "gone.md", cwd=folder).returncode == 2
    assert codes(target.read_text("utf-8"))[-1] == "IFX201"
    assert {path.name for path in folder.iterdir()} == {
        "report.json",
        "drift.md",
        "broken.md",
        "calm.md",
    }


def test_standard_input_has_the_name_it_is_given(folder: Path) -> None:
    done = quick("-", "--stdin-filename", "d/x.md", "--select=IFX2", cwd=folder, given=DRIFT)
    assert done.stdout.startswith("d/x.md:13:11: warning IFX201")
    assert "| *   Cron: 0 8 * * * counts." in done.stdout
    latin = quick("-", "-f", "json", cwd=folder, given=b"Ep\xedteto")
    assert (latin.returncode, codes(latin.stdout)) == (1, ["IFX001"])
    both = quick("-", "drift.md", "-f", "json", "-q", cwd=folder, given=DRIFT)
    assert codes(both.stdout).count("IFX301") == 1


def test_comments_silence_an_agent_and_unused_ones_are_noted(folder: Path) -> None:
    noted = "<!-- ionflux: ignore IFX201, IFX203 -->\n*   Cron: 0 8 * * * counts."
    (folder / "drift.md").write_text(CLEAN.format(number=1, text=noted))
    done = quick("--strict", "--select", "IFX2", "drift.md", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[0] == (
        "drift.md:13: note: the comment ignores `IFX203`, but there is no such finding"
    )


def test_a_comment_before_the_first_agent_is_for_the_document(folder: Path) -> None:
    (folder / "drift.md").write_text(f"<!-- ionflux: ignore IFX2 -->\n{DRIFT}")
    done = quick("--strict", "--select", "IFX2", "drift.md", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")


def test_ignored_errors_are_noted(folder: Path) -> None:
    done = quick("--ignore", "IFX109", "broken.md", cwd=folder)
    assert done.returncode == 0
    assert "note: 1 error is left out; `ionflux import` rejects" in done.stderr


def test_a_baseline_hides_only_known_findings(folder: Path) -> None:
    done = quick("--strict", "--write-baseline", "known.json", ".", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")
    # Lines move, and nothing is new.
    (folder / "drift.md").write_text(f"Preface.\n\n{DRIFT}")
    same = quick("--strict", "--baseline", "known.json", ".", cwd=folder)
    assert (same.returncode, same.stdout) == (0, "")
    assert "known" in same.stderr
    assert "note" not in same.stderr
    # Another expression is another finding, and the old one is gone.
    (folder / "drift.md").write_text(DRIFT.replace("0 8", "0 9"))
    other = quick("--strict", "--baseline", "known.json", ".", cwd=folder)
    assert other.returncode == 1
    assert "0 9 * * *" in other.stdout
    assert (
        "knows IFX201 of agent_001 in drift.md (“0 8 * * *”), which is no longer found"
        in other.stderr
    )
    # A run on another document does not affect it.
    part = quick("--baseline", "known.json", "broken.md", cwd=folder)
    assert (part.returncode, "note" in part.stderr) == (0, False)


INPUTS = """## AGENT 001 — A1

### 5 ▸ YAML Definition
```yaml
id: agent_001
name: A1
version: "0.1"
inputs: [{}{{key: a, type: strng}}, {{key: b, type: strng}}]
```
"""


def test_an_inserted_entry_makes_no_known_finding_new(tmp_path: Path) -> None:
    document = tmp_path / "a.md"
    document.write_text(INPUTS.format(""))
    quick("--write-baseline", "known.json", "a.md", cwd=tmp_path)
    marks = fingerprints(tmp_path)
    document.write_text(INPUTS.format("{key: z, type: string}, "))
    done = quick("--baseline", "known.json", "a.md", cwd=tmp_path)
    assert (done.returncode, done.stdout, "note" in done.stderr) == (0, "", False)
    assert fingerprints(tmp_path) == marks
    document.write_text(INPUTS.format("{key: z, type: strin}, "))
    done = quick("--baseline", "known.json", "a.md", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.count("IFX104") == 1


def fingerprints(folder: Path) -> list[str]:
    log = json.loads(quick("-f", "sarif", "a.md", cwd=folder).stdout)
    return sorted(r["partialFingerprints"]["ionflux/v1"] for r in log["runs"][0]["results"])


def test_a_baseline_may_begin_with_a_byte_order_mark(folder: Path) -> None:
    quick("--write-baseline", "known.json", "broken.md", cwd=folder)
    known = folder / "known.json"
    known.write_bytes(b"\xef\xbb\xbf" + known.read_bytes())
    assert quick("--baseline", "known.json", "broken.md", cwd=folder).returncode == 0


def test_with_a_selection_only_selected_findings_are_compared_with_a_baseline(folder: Path) -> None:
    quick("--write-baseline", "known.json", ".", cwd=folder)
    for selection in (["--select", "IFX2"], ["--ignore", "IFX0,IFX1"]):
        done = quick("--strict", "--baseline", "known.json", *selection, ".", cwd=folder)
        assert (done.returncode, done.stdout) == (0, "")
        assert "is no longer found" not in done.stderr
        assert "known" in done.stderr


@pytest.mark.parametrize(("strict", "status", "failures"), [([], 0, "0"), (["--strict"], 1, "1")])
def test_junit_agrees_with_the_exit_status(
    folder: Path, strict: list[str], status: int, failures: str
) -> None:
    done = quick("-f", "junit", *strict, "drift.md", cwd=folder)
    assert done.returncode == status
    root = ET.fromstring(done.stdout)
    assert root.get("failures") == failures


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Create a repository with a drifting document in its own package; yield the package."""
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    subprocess.run(["git", "init", "-q", tmp_path / "repository"], check=True)
    package = tmp_path / "repository/pkg"
    (package / "d").mkdir(parents=True)
    (package / "sub").mkdir()
    (package / "d/a b.md").write_text(DRIFT, "utf-8")
    return package


@pytest.mark.parametrize(
    ("below", "path"),
    [(".", "d"), ("sub", "../d"), ("d", "."), ("d", "a b.md"), ("..", "pkg/d/a b.md")],
)
def test_reports_name_documents_from_the_root_of_the_repository(
    package: Path, below: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert addresses(package / below, path) == {"pkg/d/a b.md"}
    assert addresses(package / below, package / "d") == {"pkg/d/a b.md"}
    monkeypatch.setenv("GITHUB_WORKSPACE", str(package))
    assert addresses(package / below, path) == {"d/a b.md"}
    monkeypatch.setenv("GITHUB_WORKSPACE", str(package / "sub"))
    assert addresses(package / below, path) == {str(package / "d/a b.md")}


def addresses(cwd: Path, path: str | Path) -> set[str]:
    """Return the documents' paths in the formats of a run."""
    log = json.loads(quick("-f", "sarif", path, cwd=cwd).stdout)
    places = [result["locations"][0]["physicalLocation"] for result in log["runs"][0]["results"]]
    uris = {unquote(place["artifactLocation"]["uri"]).removeprefix("file://") for place in places}
    annotations = quick("-f", "github", path, cwd=cwd).stdout
    files = set(re.findall(r"file=([^,]*)", annotations))
    cases = ET.fromstring(quick("-f", "junit", path, cwd=cwd).stdout)
    found = json.loads(quick("-f", "json", path, cwd=cwd).stdout)["diagnostics"]
    issues = json.loads(quick("-f", "gitlab", path, cwd=cwd).stdout)
    lines = [quick("-f", name, path, cwd=cwd).stdout for name in ("text", "concise")]
    starts = {
        place for text in lines for place in re.findall(r"^(.*?):\d+:\d+: ", text, re.MULTILINE)
    }
    others = {each["path"] for each in found} | {each["location"]["path"] for each in issues}
    return uris | files | others | starts | {suite.get("name", "") for suite in cases}


def test_a_source_line_is_shown_wherever_the_run_is_started(package: Path) -> None:
    for below in (".", "sub", "d"):
        done = quick(str(package / "d"), cwd=package / below)
        assert "   13 | *   Cron: 0 8 * * * counts." in done.stdout


def test_what_is_hidden_is_counted_and_shown_on_request(folder: Path) -> None:
    done = quick("drift.md", cwd=folder)
    assert " info IFX" not in done.stdout
    assert re.fullmatch(r"\d infos? not shown; .*", done.stdout.splitlines()[-1])
    everything = quick("--severity", "info", "drift.md", cwd=folder).stdout
    assert " info IFX005 " in everything
    assert "not shown" not in everything
    assert codes(quick("-f", "json", "--severity", "warning", "drift.md", cwd=folder).stdout) == [
        "IFX201"
    ]


def test_statistics_work_only_with_some_formats(folder: Path) -> None:
    assert "IFX201" in quick("--statistics", "-f", "concise", "drift.md", cwd=folder).stdout
    data = json.loads(quick("--statistics", "-f", "json", "drift.md", cwd=folder).stdout)
    assert {each["code"]: each["count"] for each in data["statistics"]}["IFX201"] == 1
    refused = quick("--statistics", "-f", "sarif", "drift.md", cwd=folder)
    assert (refused.returncode, refused.stdout) == (2, "")


def test_names_are_accepted_where_codes_are(folder: Path) -> None:
    report = quick("-f", "json", "--select", "schedule-drift", "drift.md", cwd=folder).stdout
    assert codes(report) == ["IFX201"]
    wrong = quick("--select", "schedule-drit", "drift.md", cwd=folder)
    assert "did you mean `schedule-drift`?" in wrong.stderr


def test_findings_that_are_gone_are_noted_from_another_folder_too(folder: Path) -> None:
    quick("--write-baseline", "known.json", "drift.md", cwd=folder)
    (folder / "drift.md").write_text(CALM)
    (folder / "below").mkdir()
    done = quick("--baseline", "../known.json", "..", cwd=folder / "below")
    assert "knows IFX201" in done.stderr


def test_the_configuration_applies_and_the_command_line_wins(folder: Path) -> None:
    (folder / "ionflux.toml").write_text(
        'strict = true\nselect = ["IFX2"]\nexclude = ["broken.md"]'
    )
    assert quick(".", cwd=folder).returncode == 1
    assert quick("--no-strict", ".", cwd=folder).returncode == 0
    assert quick("--select", "IFX3", ".", cwd=folder).returncode == 0
    other = folder / "other.toml"
    other.write_text('ignore = ["IFX2"]\nstrict = true')
    assert quick("--config", other, "drift.md", cwd=folder).returncode == 0
    shown = quick("--show-settings", cwd=folder).stdout
    assert 'select = ["IFX2"]' in shown
    assert str(folder / "ionflux.toml") in shown


def test_exclude_is_relative_to_its_file(folder: Path) -> None:
    drafts = folder / "blueprints" / "drafts"
    drafts.mkdir(parents=True)
    (drafts / "broken.md").write_text(BROKEN)
    (folder / "blueprints" / "calm.md").write_text(CALM)
    (folder / "ionflux.toml").write_text('exclude = ["/blueprints/drafts/"]')
    for cwd, path in ((folder, "blueprints"), (folder / "blueprints", ".")):
        assert quick(path, cwd=cwd).returncode == 0
    assert quick("blueprints/drafts", cwd=folder).returncode == 1  # named, so not left out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("selct = []", "ionflux.toml:1: unknown key `selct`; did you mean `select`?"),
        ('ignore = ["IFX9"]', "no code or prefix `IFX9`; did you mean"),
    ],
)
def test_a_wrong_configuration_is_exit_2(folder: Path, text: str, message: str) -> None:
    (folder / "ionflux.toml").write_text(text)
    done = run("validate", "calm.md", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "ionflux.toml" in done.stderr
    assert quick("--isolated", "calm.md", cwd=folder).returncode == 0


def test_a_reader_that_leaves_early_is_not_an_error(folder: Path) -> None:
    command = f"{sys.executable} -m ionflux validate . | head -n 1"
    script = ["bash", "-c", f"set -o pipefail; {command}"]
    done = subprocess.run(script, cwd=folder, capture_output=True, text=True, check=False)
    assert len(done.stdout.splitlines()) == 1
    assert "Error" not in done.stderr
    assert done.returncode == 1  # the findings, not the pipe


@pytest.mark.parametrize(
    ("environment", "colored"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_colour_can_be_forced(folder: Path, *, environment: dict[str, str], colored: bool) -> None:
    variables: program.Environment = {"NO_COLOR": None, "FORCE_COLOR": None, **environment}
    done = program.run("validate", "drift.md", folder=folder, environment=variables)
    assert ("\x1b[1;33mwarning" in done.stdout) is colored


@pytest.mark.parametrize(("environment", "colored"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_on_a_terminal_only(
    folder: Path, *, environment: dict[str, str], colored: bool
) -> None:
    variables = {"NO_COLOR": None, "TERM": "xterm", **environment}
    arguments = ("validate", "--select", "IFX2", "drift.md")
    _, out = program.run_on_terminal(*arguments, folder=folder, environment=variables)
    assert ("\x1b[1;33mwarning" in out) is colored
    assert ("\x1b" in out) is colored


def test_workers_change_nothing(folder: Path) -> None:
    one = quick("-f", "json", ".", cwd=folder)
    two = run("validate", "-f", "json", "--jobs", "2", ".", cwd=folder)
    assert (one.stdout, one.returncode) == (two.stdout, two.returncode)


def test_json_is_what_the_library_returns(folder: Path) -> None:
    report: dict[str, Any] = json.loads(quick("-f", "json", ".", cwd=folder).stdout)
    found = compile_paths([folder]).diagnostics
    assert [d["message"] for d in report["diagnostics"]] == [d.message for d in found]
    assert report["summary"]["documents"] == 3
    assert report["summary"]["agents"] == 3


def test_hostile_characters_are_escaped_on_the_terminal(tmp_path: Path) -> None:
    text = CLEAN.format(number=1, text="*   Cron semanal \x1b[2J\x9b: [red]x[/red] ::error::y")
    (tmp_path / "a.md").write_text(text)
    for name in ("text", "github", "junit"):
        out = quick("-f", name, "a.md", cwd=tmp_path).stdout
        assert "\x1b" not in out
        assert "\x9b" not in out
    shown = quick("a.md", cwd=tmp_path).stdout
    assert "\\x1b[2J\\x9b: [red]x[/red] ::error::y" in shown


def test_explain(tmp_path: Path) -> None:
    done = run("explain", "IFX201", cwd=tmp_path)
    assert (done.returncode, done.stdout.partition("\n")[0]) == (
        0,
        "IFX201 schedule-drift (warning)",
    )
    group = run("explain", "IFX3", cwd=tmp_path).stdout.splitlines()
    assert [line.partition(" ")[0] for line in group] == ["IFX301", "IFX302", "IFX303", "IFX304"]
    everything = run("explain", "--list", cwd=tmp_path).stdout
    assert everything == run("explain", cwd=tmp_path).stdout
    assert len(everything.splitlines()) == len(rules())
    unknown = run("explain", "IFX20", cwd=tmp_path)
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "did you mean" in unknown.stderr


@pytest.mark.parametrize("command", ["validate", "explain"])
def test_help_shows_an_example(tmp_path: Path, command: str) -> None:
    done = run(command, "--help", cwd=tmp_path)
    assert f"ionflux {command} " in done.stdout.partition("Options")[0].partition("Usage")[2]
