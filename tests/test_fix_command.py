"""`ionflux fix` as users call it: its edits, output and exit status."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import ionflux
from expected import REAL
from ionflux.core.edits import apply
from program import run

AGENT = """\
## AGENT 001 — Keeper

### 5 ▸ YAML Definition
```yaml
id: agent_001
name: Keeper
version: "0.1"
inputs:
  - {key: count, type: int}
```

### 8 ▸ Data Store
Pinecone.
"""
FIXED = AGENT.replace("type: int", "type: number")
DRIFTED = AGENT.replace("inputs:", "memory: {type: pinecone, namespace: own}\ninputs:").replace(
    "Pinecone.", "Pinecone namespace text_ns."
)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "keeper.md"
    path.write_text(AGENT, "utf-8")
    return path


def test_the_document_is_written_and_the_summary_names_the_codes(document: Path) -> None:
    done = run("fix", document)
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 finding fixed in 1 document: IFX108 1\n" in done.stderr
    assert document.read_text("utf-8") == FIXED
    done = run("fix", document)
    assert "nothing fixed\n" in done.stderr


def test_a_difference_that_patch_reads(document: Path) -> None:
    done = run("fix", "--diff", "keeper.md", folder=document.parent)
    assert done.returncode == 1
    assert document.read_text("utf-8") == AGENT
    subprocess.run(
        ["patch", "-s", "-p0"], input=done.stdout, text=True, cwd=document.parent, check=True
    )
    assert document.read_text("utf-8") == FIXED
    done = run("fix", "--diff", document)
    assert (done.returncode, done.stdout) == (0, "")


def test_standard_input_to_standard_output() -> None:
    done = run("fix", "-", given=AGENT.replace("\n", "\r\n"))
    assert done.stdout == FIXED.replace("\n", "\r\n")
    done = run("fix", "-", given="no agent\n")
    assert (done.returncode, done.stdout) == (1, "no agent\n")


def test_codes_that_are_chosen(document: Path) -> None:
    run("fix", "--ignore", "type-alias", document)
    run("fix", "--select", "IFX2", document)
    assert document.read_text("utf-8") == AGENT
    run("fix", "--select", "ifx1", document)
    assert document.read_text("utf-8") == FIXED


def test_what_a_comment_silences_is_left(document: Path) -> None:
    silenced = AGENT.replace("### 5", "<!-- ionflux: ignore IFX108 -->\n\n### 5")
    document.write_text(silenced, "utf-8")
    run("fix", document)
    assert document.read_text("utf-8") == silenced


def test_unsafe_fixes_are_only_made_on_request(document: Path) -> None:
    document.write_text(DRIFTED, "utf-8")
    done = run("fix", document)
    assert "namespace: own" in document.read_text("utf-8")
    assert "1 finding is fixable: 1 with `ionflux fix --unsafe`\n" in done.stderr
    run("fix", "--unsafe", "--select", "IFX203", document)
    assert "namespace: text_ns" in document.read_text("utf-8")


def test_the_exit_status_is_that_of_what_remains(document: Path) -> None:
    document.write_text(DRIFTED, "utf-8")
    assert run("fix", document).returncode == 0
    assert run("fix", "--strict", document).returncode == 1
    document.write_text(AGENT.replace("id: agent_001", "id: wrong"), "utf-8")
    assert run("fix", document).returncode == 1
    assert run("fix", document.parent / "nowhere.md").returncode == 2
    assert run("fix").returncode == 2


def test_a_fix_that_would_cause_another_finding_is_not_made(document: Path) -> None:
    trigger = "triggrs: [{type: webhook, path: '/{{room}}/run'}]\ninputs:"
    broken = FIXED.replace("inputs:", trigger)
    document.write_text(broken, "utf-8")
    done = run("fix", document)
    assert document.read_text("utf-8") == broken
    assert "keeper.md:8: note: IFX105 is not fixed: the fix would cause IFX211\n" in done.stderr


def test_a_fix_is_made_with_those_of_the_findings_that_it_causes(document: Path) -> None:
    triggers = "triggers: [{type: schedule, cron: '0 8 * * *'}]\ninputs:"
    good = FIXED.replace("inputs:", triggers)
    document.write_text(good.replace("triggers:", "triggrs:").replace("schedule", "cron"), "utf-8")
    assert ": IFX105 1, IFX108 1\n" in run("fix", document).stderr
    assert document.read_text("utf-8") == good


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ('"0.1"', '"0.1",', "IFX101"),
        ("name:", "nme:", "IFX103"),
        ("key:", "ky:", "IFX103"),
        ("001 — K", "001 K", "IFX010"),
    ],
)
def test_a_fix_may_reveal_warnings_that_an_error_hid(
    document: Path, right: str, wrong: str, code: str
) -> None:
    good = DRIFTED.replace("type: int", "type: string")
    document.write_text(good.replace(right, wrong), "utf-8")
    done = run("fix", document)
    assert done.returncode == 0
    assert f"1 finding fixed in 1 document: {code} 1\n" in done.stderr
    assert "warning IFX203" in done.stderr
    assert document.read_text("utf-8") == good


def test_a_fix_that_would_reveal_an_error_is_not_made(tmp_path: Path) -> None:
    (tmp_path / "1.md").write_text(FIXED, "utf-8")
    copy = FIXED.replace("AGENT 001 — Keeper", "AGENT 001 — Weeper").replace("name: K", "nme: W")
    (tmp_path / "2.md").write_text(copy, "utf-8")
    assert run("fix", tmp_path).returncode == 1
    assert (tmp_path / "2.md").read_text("utf-8") == copy
    both = tmp_path / "both.md"
    both.write_text(f"{FIXED}\n{copy}", "utf-8")
    done = run("fix", both)
    assert "both.md:20: note: IFX103 is not fixed: the fix would cause IFX301\n" in done.stderr


def test_a_fix_may_reveal_an_unknown_reference_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "1.md").write_text(FIXED, "utf-8")
    text = FIXED.replace("001", "002").replace("Keeper", "Waiter") + "See agent_009_cook.\n"
    (tmp_path / "2.md").write_text(text.replace("name:", "nme:"), "utf-8")
    done = run("fix", tmp_path)
    assert "warning IFX210" in done.stderr
    assert (tmp_path / "2.md").read_text("utf-8") == text


def test_fixes_of_two_agents_do_not_interfere(tmp_path: Path) -> None:
    for number, namespace in ((1, "one"), (2, "text_ns")):
        text = DRIFTED.replace("001", f"00{number}").replace("Keeper", f"Keeper {number}")
        text = text.replace("namespace: own", f"namespace: {namespace}")
        (tmp_path / f"{number}.md").write_text(text.replace("int}", "string}"), "utf-8")
    done = run("fix", "--unsafe", "--select", "IFX203", tmp_path)
    assert "nothing fixed" in done.stderr
    assert "namespace: one" in (tmp_path / "1.md").read_text("utf-8")


def test_the_number_of_a_copied_agent_is_left(tmp_path: Path) -> None:
    (tmp_path / "1.md").write_text(FIXED, "utf-8")
    copy = FIXED.replace("AGENT 001 — Keeper", "AGENT 002 — Waiter").replace(
        "e: Keeper", "e: Waiter"
    )
    (tmp_path / "2.md").write_text(copy, "utf-8")
    assert run("fix", tmp_path).returncode == 1
    assert (tmp_path / "2.md").read_text("utf-8") == copy


def test_links_modes_and_what_cannot_be_read_stay(document: Path) -> None:
    link = document.with_name("link.md")
    link.symlink_to(document)
    document.chmod(0o640)
    run("fix", link)
    assert link.is_symlink()
    assert document.read_text("utf-8") == FIXED
    assert document.stat().st_mode & 0o777 == 0o640
    document.write_bytes(AGENT.encode("latin-1", "replace") + b"\xed\n")
    before = document.read_bytes()
    assert run("fix", document).returncode == 1
    assert document.read_bytes() == before


def test_a_full_disk_leaves_the_document(document: Path) -> None:
    done = run("fix", "--no-cache", document, largest_file=100)
    assert done.returncode == 3
    assert document.read_text("utf-8") == AGENT
    assert [path.name for path in document.parent.iterdir()] == ["keeper.md"]


def test_reports_carry_the_edits(document: Path) -> None:
    (found,) = json.loads(run("validate", "-f", "json", "--select", "IFX108", document).stdout)[
        "diagnostics"
    ]
    assert found["fix"]["safe"] is True
    lines = AGENT.splitlines(keepends=True)
    for edit in reversed(found["fix"]["edits"]):
        start, end = edit["start"], edit["end"]
        assert start["line"] == end["line"]
        line = lines[start["line"] - 1]
        lines[start["line"] - 1] = (
            line[: start["column"] - 1] + edit["text"] + line[end["column"] - 1 :]
        )
    assert "".join(lines) == FIXED
    log = json.loads(run("validate", "-f", "sarif", "--select", "IFX108", document).stdout)
    (result,) = log["runs"][0]["results"]
    ((change,),) = [fix["artifactChanges"] for fix in result["fixes"]]
    assert change["replacements"][0]["insertedContent"]["text"]
    text = run("validate", "--select", "IFX108", document)
    assert "another name for `number` [fixable]" in text.stdout
    assert text.stdout.endswith("1 finding is fixable: 1 with `ionflux fix`\n")


def test_the_library_gives_the_edits() -> None:
    (found,) = [d for d in ionflux.compile_text(AGENT).diagnostics if d.code == "IFX108"]
    assert found.fix is not None
    assert apply(AGENT, found.fix.edits) == FIXED


def test_what_is_cached_has_its_edits(document: Path, tmp_path: Path) -> None:
    cache: Mapping[str, Any] = {"environment": {"IONFLUX_CACHE_DIR": str(tmp_path / "cache")}}
    first, second = (run("validate", "-f", "json", document, **cache) for _ in range(2))
    assert '"fix": {' in first.stdout
    assert first == second


def git(folder: Path, *arguments: str) -> None:
    identity = {
        f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **identity}, check=True)


@pytest.fixture
def repository(document: Path) -> Path:
    document.write_text(FIXED, "utf-8")
    git(document.parent, "init", "-q")
    git(document.parent, "add", ".")
    git(document.parent, "commit", "-q", "-m", "Begin")
    document.write_text(FIXED.replace("key: count", "key: number"), "utf-8")
    return document


@pytest.mark.parametrize(
    "arguments",
    [("--bump", "keeper.md"), ("keeper.md", "--bump"), ("--bump", "HEAD", "keeper.md"),
     ("--bump=HEAD:keeper.md", "keeper.md"), ("--bump", "-q", "keeper.md")],
    ids=" ".join,
)  # fmt: skip
def test_the_version_that_a_comparison_requires(repository: Path, arguments: tuple[str]) -> None:
    assert run("fix", *arguments, folder=repository.parent).returncode == 0
    expected = FIXED.replace("key: count", "key: number").replace('"0.1"', '"0.2"')
    assert repository.read_text("utf-8") == expected
    assert run("fix", "--diff", *arguments, folder=repository.parent).stdout == ""


def test_a_version_of_the_documents_of_the_configuration(repository: Path) -> None:
    repository.with_name("ionflux.toml").write_text('paths = ["keeper.md"]\n', "utf-8")
    done = run("fix", "--diff", "--bump", "HEAD~0", folder=repository.parent)
    assert '+version: "0.2"' in done.stdout
    assert run("fix", "--diff", "--bump", "keeper.md", folder=repository.parent) == done


def test_a_version_that_only_its_author_can_choose(repository: Path) -> None:
    ready = repository.read_text("utf-8").replace('"0.1"', "1.0.0-rc.1")
    repository.write_text(ready, "utf-8")
    git(repository.parent, "commit", "-q", "-a", "-m", "Go on")
    repository.write_text(ready.replace("key: number", "key: other"), "utf-8")
    done = run("fix", "--bump", "keeper.md", folder=repository.parent)
    assert "the version after 1.0.0-rc.1 of agent_001 must be chosen by its author" in done.stderr
    assert "1.0.0-rc.1" in repository.read_text("utf-8")


@pytest.mark.skipif(not REAL.exists(), reason="the real document is not here")
def test_the_real_document(tmp_path: Path) -> None:
    copy = tmp_path / "core.md"
    copy.write_bytes(REAL.read_bytes())
    done = run("fix", "--unsafe", copy)
    assert done.returncode == 0
    assert ": IFX009 1, IFX108 1, IFX201 4, IFX203 8, IFX207 2\n" in done.stderr
    remaining = run("validate", "--select", "IFX009,IFX108,IFX2", copy)
    assert remaining.stdout == ""
    before, after = REAL.read_text("utf-8").splitlines(), copy.read_text("utf-8").splitlines()
    assert len(set(before) - set(after)) <= 10  # the eight namespaces, a type and a fence
