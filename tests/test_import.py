"""`ionflux import` on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import ionflux
import program
from reading_samples import IDENTITY, blueprint

BAD = blueprint(yaml="inputs: [{key: a, type: nothing}]\nstatus: gone")
OTHER = (
    "## AGENT 002 — OTHER\n```yaml\nid: agent_2\nname:\n```\n## AGENT 003 — THIRD\n### KPIs\ntext\n"
)


def run(*arguments: str | Path, cwd: Path, stdin: str = "", **env: str) -> program.Done:
    return program.run("import", *arguments, folder=cwd, given=stdin, environment=env)


def lay(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_json_goes_to_standard_output_and_the_summary_to_standard_error(tmp_path: Path) -> None:
    document = lay(tmp_path, "a.md", blueprint("### KPIs\nação"))
    done = run("a.md", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout == ionflux.compile_paths([document]).to_json()
    assert done.stdout.endswith("\n}\n")
    assert "ação" in done.stdout
    assert "agent_001" in done.stderr
    assert "\x1b" not in done.stderr
    quiet = run("a.md", "--quiet", cwd=tmp_path)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, done.stdout, "")


def test_the_ending_of_the_output_is_its_format(tmp_path: Path) -> None:
    lay(tmp_path, "a.md", blueprint("### Files\n```\nplaybooks/\n  b.yaml\n```"))
    assert run("a.md", "-o", "out.jsonl", cwd=tmp_path).stdout == ""
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["entity"] for line in lines] == ["agent_definition", "playbook"]
    assert run("a.md", "-o", "out.sql", "--dialect", "sqlite", cwd=tmp_path).returncode == 0
    assert "agent_definitions" in (tmp_path / "out.sql").read_text(encoding="utf-8")
    refused = run("a.md", "-o", "out.xml", cwd=tmp_path)
    assert (refused.returncode, (tmp_path / "out.xml").exists()) == (2, False)


def test_all_or_nothing_and_every_mistake_in_one_run(tmp_path: Path) -> None:
    lay(tmp_path, "a.md", BAD + OTHER)
    lay(tmp_path, "b.md", b"# caf\xe9\n")
    output = lay(tmp_path, "out.json", "as it was")
    done = run("a.md", "b.md", "-o", "out.json", cwd=tmp_path, NO_COLOR="1")
    assert (done.returncode, done.stdout) == (1, "")
    assert output.read_text() == "as it was"
    shown = done.stderr.splitlines()
    lines = (BAD + OTHER).split("\n")

    def at(words: str, column: int) -> str:
        return f"a.md:{lines.index(words) + 1}:{column}:"

    for place in (
        at("inputs: [{key: a, type: nothing}]", 25) + " error IFX104",
        at("status: gone", 9) + " error IFX104",
        at("name:", 6) + " error IFX103",
        at("## AGENT 003 — THIRD", 4) + " error IFX003",
        "b.md:1:6: error IFX001",
    ):
        assert any(line.startswith(place) for line in shown), (place, shown)
    assert "Traceback" not in done.stderr


def test_standard_input_is_a_document(tmp_path: Path) -> None:
    done = run("-", cwd=tmp_path, stdin=blueprint())
    assert (done.returncode, json.loads(done.stdout)["playbooks"]) == (0, [])
    broken = run("-", "--stdin-filename", "draft.md", cwd=tmp_path, stdin=BAD)
    assert (broken.returncode, broken.stdout) == (1, "")
    assert "draft.md:" in broken.stderr


def test_a_reader_that_leaves_early_is_not_an_error(tmp_path: Path) -> None:
    many = "".join(
        f"## AGENT {n} — K\n```yaml\nid: agent_{n}\nname: K{n}\nversion: 1\n```\n"
        for n in range(1, 99)
    )
    lay(tmp_path, "a.md", many)
    importing = f"{sys.executable} -m ionflux import a.md --quiet; echo $? >&2"
    done = subprocess.run(
        ["sh", "-c", f"({importing}) | head -c 1"], cwd=tmp_path, capture_output=True, check=False
    )
    assert (done.stdout, done.stderr) == (b"{", b"0\n")


def test_missing_paths_and_documents_without_agents(tmp_path: Path) -> None:
    missing = run("gone.md", cwd=tmp_path)
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "gone.md" in missing.stderr
    (tmp_path / "empty").mkdir()
    nothing = run("empty", cwd=tmp_path)
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert "IFX002" in nothing.stderr


def test_strict_makes_warnings_fail(tmp_path: Path) -> None:
    lay(tmp_path, "a.md", blueprint(yaml="inputs: [{key: a, type: int}]"))
    assert run("a.md", "--quiet", cwd=tmp_path).returncode == 0
    strict = run("a.md", "--strict", cwd=tmp_path)
    assert (strict.returncode, strict.stdout) == (1, "")
    assert "IFX108" in strict.stderr


def test_no_text_of_a_document_controls_the_terminal(tmp_path: Path) -> None:
    identity = IDENTITY.replace("Keeper", '"K\\e]0;x\\ak"')
    text = f"## AGENT 001 — K\n```yaml\n{identity}bad\u202ekey: 1\n```\n"
    lay(tmp_path, "a\x1b[31m.md", text)
    done = run(".", cwd=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["agent_definitions"][0]["name"] == "K\x1b]0;x\x07k"
    assert not any(bad in done.stderr for bad in "\x1b\x07\u202e")
