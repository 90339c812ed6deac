"""Findings that need all documents: conflicts, their consequences, and references."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ionflux
from in_process import ionflux as run
from ionflux.core.findings import Severity


def agent(number: int, title: str, yaml: str, text: str = "") -> str:
    return f"## AGENT {number:03} — {title}\n\n### YAML Definition\n```yaml\n{yaml}```\n{text}\n"


FIRST = """\
id: agent_001
name: EmailWizard
version: 0.1
triggers: [{type: webhook, path: "/run"}]
memory: {type: pinecone, namespace: notes}
"""


def found(*texts: str) -> list[tuple[str, str | None]]:
    """Return code and agent of errors and warnings in documents compiled together."""
    result = ionflux.compile_text("\n".join(texts))
    return [(d.code, d.agent) for d in result.diagnostics if d.severity is not Severity.INFO]


@pytest.mark.parametrize(
    "copy",
    [
        agent(1, "Email Wizard", FIRST),
        agent(2, "Email Wizard", FIRST),
        agent(2, "Letter Wizard", FIRST),
        agent(2, "Letter Wizard", FIRST.replace("EmailWizard", "LetterWizard")),
    ],
    ids=["whole chapter", "other number", "other heading", "other name"],
)
def test_a_copied_id_is_one_mistake(copy: str) -> None:
    assert found(agent(1, "Email Wizard", FIRST), copy) == [("IFX301", "agent_001")]


def test_other_mistakes_beside_a_copied_id_are_reported() -> None:
    other = FIRST.replace("EmailWizard", "PostWizard").replace("version: 0.1", "version: 01")
    assert found(agent(1, "Email Wizard", FIRST), agent(2, "Letter Wizard", other)) == [
        ("IFX109", "agent_001")
    ]
    drifting = FIRST.replace("EmailWizard", "PostWizard")
    assert found(agent(1, "Email Wizard", FIRST), agent(2, "Letter Wizard", drifting)) == [
        ("IFX301", "agent_001"),
        ("IFX206", "agent_001"),
    ]


def test_agents_with_different_ids_conflict_in_everything_they_share() -> None:
    second = FIRST.replace("agent_001", "agent_002")
    assert {code for code, _ in found(agent(1, "E", FIRST), agent(2, "E", second))} == {
        "IFX206",
        "IFX302",
        "IFX303",
        "IFX304",
    }


SELLER = agent(
    1,
    "Seller",
    "id: agent_001\nname: Seller\nversion: 0.1\n",
    "### Data Store\nSales come from `agent_010_revenue`.\n",
)
LEDGER = agent(10, "Ledger", "id: agent_010_revenue\nname: Ledger\nversion: 0.1\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(SELLER, encoding="utf-8")
    (tmp_path / "b.md").write_text(LEDGER, encoding="utf-8")
    return tmp_path


def validated(folder: Path, *arguments: str) -> list[tuple[str, int]]:
    done = run("validate", "--format", "json", *arguments, str(folder))
    diagnostics = json.loads(done.stdout)["diagnostics"]
    return [(d["code"], d["line"]) for d in diagnostics if d["severity"] != "info"]


def test_a_reference_to_an_agent_of_another_document_is_known(folder: Path) -> None:
    assert validated(folder) == []
    (folder / "b.md").unlink()
    assert validated(folder) == [("IFX210", 10)]


def test_references_are_checked_again_in_documents_from_the_cache(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache = ("--cache-dir", str(tmp_path_factory.mktemp("cache")))
    for _ in range(2):
        assert validated(folder, *cache) == []
    (folder / "b.md").write_text(LEDGER.replace("_revenue", "_books"), encoding="utf-8")
    for _ in range(2):
        assert validated(folder, *cache) == [("IFX210", 10)]


def test_import_reports_references_after_all_documents(folder: Path) -> None:
    assert run("import", str(folder)).returncode == 0
    (folder / "b.md").write_text(LEDGER.replace("_revenue", "_books"), encoding="utf-8")
    done = run("import", str(folder))
    assert done.returncode == 0
    assert "a.md:10:18: warning IFX210 there is no agent `agent_010_revenue`" in done.stderr
    assert "nearest: `agent_010_books`" in done.stderr
    assert "2 documents, 2 agents, 0 errors, 1 warning" in done.stderr
    strict = run("import", "--strict", str(folder))
    assert (strict.returncode, strict.stdout) == (1, "")


@pytest.mark.parametrize("command", ["import", "validate"])
def test_a_comment_silences_a_reference(folder: Path, command: str) -> None:
    (folder / "b.md").unlink()
    text = f"{SELLER}\n<!-- ionflux: ignore IFX210 -->\n"
    (folder / "a.md").write_text(text, encoding="utf-8")
    done = run(command, "--strict", str(folder))
    assert done.returncode == 0
    assert "IFX210" not in done.stdout + done.stderr


def test_an_agent_with_errors_can_be_referred_to(folder: Path) -> None:
    (folder / "b.md").write_text(LEDGER.replace("0.1", "one"), encoding="utf-8")
    assert validated(folder) == [("IFX109", 7)]
