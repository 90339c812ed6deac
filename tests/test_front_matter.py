"""Documents with a front matter: one agent each, with the front matter as its definition."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import ionflux
from front_matter import with_front_matter
from outcomes import check
from program import run

BLUEPRINTS = sorted((Path(__file__).parent.parent / "blueprints").glob("*.md"))
YAML = 'id: agent_001\nname: Mail Sorter\nversion: "0.1"\n'
BODY = "# MAIL SORTER / Order in the inbox\n\n## KPIs\nNine of ten are in the right folder.\n"
DOCUMENT = f"---\n{YAML}---\n{BODY}"


def said(text: str, path: str = "a.md") -> list[str]:
    """Return place and code of each finding except infos."""
    found = ionflux.compile_text(text, path).diagnostics
    return [
        f"{d.line}:{d.column} {d.code}" for d in found if d.severity is not ionflux.Severity.INFO
    ]


def only(text: str, path: str = "a.md") -> ionflux.AgentDefinition:
    """Return the only definition of a document without errors or warnings."""
    result = ionflux.compile_text(text, path)
    assert said(text, path) == []
    (definition,) = result.definitions
    return definition


def fields_of(text: str, path: Path) -> dict[str, Any]:
    (definition,) = ionflux.compile_text(text, str(path)).definitions
    fields: dict[str, Any] = definition.model_dump(mode="json")
    return fields


@pytest.mark.parametrize("path", BLUEPRINTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("title", ["# ", "## AGENT 007 — ", "# AGENTE 7: "])
def test_a_copy_with_a_front_matter_compiles_to_the_same(path: Path, title: str) -> None:
    text = path.read_text("utf-8")
    assert fields_of(with_front_matter(text, title), path) == fields_of(text, path)


@pytest.mark.parametrize("path", BLUEPRINTS, ids=lambda path: path.stem)
def test_a_copy_has_no_findings_either(path: Path) -> None:
    assert said(with_front_matter(path.read_text("utf-8")), str(path)) == []


def test_the_first_heading_is_the_title_and_all_others_are_sections() -> None:
    body = "### Mail Sorter / Order\nAlpha.\n\n# KPIs\nBeta.\n\n## Essence\n**Punch:** Gamma.\n"
    agent = only(f"---\n{YAML}---\n{body}")
    assert agent.epithet == "Order"
    assert agent.kpis_definition == "Beta."
    assert agent.essence_punch == "Gamma."


def test_a_document_may_have_no_title_and_no_heading() -> None:
    assert only(f"---\n{YAML}---\n").name == "Mail Sorter"
    assert only(f"---\n{YAML}---\n## KPIs\nBeta.\n").kpis_definition == "Beta."


def test_text_before_the_title_is_kept() -> None:
    result = ionflux.compile_text(
        f"---\n{YAML}---\nSome words before.\n\n# Mail Sorter\nAnd after.\n"
    )
    assert "Some words before." in result.to_json()
    assert "And after." in result.to_json()


@pytest.mark.parametrize(
    ("path", "name", "expected"),
    [
        ("001_email_wizard.md", "Email Wizard", "agent_001_email_wizard"),
        ("001_email_wizard.md", "EmailWizard", "agent_001_email_wizard"),
        ("001_mail.md", "EmailWizard", "agent_001_emailwizard"),
        ("deep/er/12_mail.md", "E-mail Sorter Agent", "agent_12_e_mail_sorter"),
        ("agent_003.md", "Müller", "agent_003_muller"),
        ("007-x.md", "メール", "agent_007"),
    ],
)
def test_the_id_may_follow_from_the_name_of_the_file(path: str, name: str, expected: str) -> None:
    agent = only(f'---\nname: {name}\nversion: "0.1"\n---\n# {name}\n\n## KPIs\nSome.\n', path)
    assert agent.id == expected


def test_without_a_number_in_the_name_of_the_file_the_id_is_missing() -> None:
    text = '---\nname: Mail Sorter\nversion: "0.1"\n---\n# Mail Sorter\n'
    assert said(text, "mail_sorter.md") == ["2:1 IFX103"]
    assert said(text, "<text>") == ["2:1 IFX103"]


def test_the_id_that_is_written_wins() -> None:
    assert only(DOCUMENT, "009_other.md").id == "agent_001"


def test_findings_in_the_front_matter_have_exact_places() -> None:
    text = f"---\n# ours\n{YAML}inputs:\n  - {{key: mail, type: strin}}\n...\n{BODY}"
    assert said(text) == ["7:23 IFX104"]
    assert said(text.replace("\n", "\r\n")) == ["7:23 IFX104"]
    assert said(f"\ufeff{text}") == ["7:23 IFX104"]
    assert said(f"\n\n{text}") == ["9:23 IFX104"]
    assert said(text.replace("strin", "[")) == ["7:24 IFX101"]


@pytest.mark.parametrize("rule", ["", "---\n", "\n---\n"])
def test_a_front_matter_that_is_never_closed(rule: str) -> None:
    text = f"---\n{YAML}\n{BODY}\n{rule}## Essence\n**Punch:** Gamma.\n"
    (found,) = [d for d in ionflux.compile_text(text).diagnostics if d.code == "IFX101"]
    assert (found.line, found.column, found.end_column) == (1, 1, 3)
    assert found.message == "the front matter is opened here and never closed"
    assert found.hint == "write `---` on its own line after line 4"


def test_what_is_in_a_front_matter_is_not_markdown() -> None:
    yaml = f"# AGENT 002 — Not one\n## KPIs\n{YAML}description: |\n  ```\n  # Not a title\n"
    agent = only(f"---\n{yaml}---\n{BODY}")
    assert agent.description == "```\n# Not a title"
    assert agent.kpis_definition == "Nine of ten are in the right folder."


def test_a_rule_at_the_beginning_is_not_a_front_matter() -> None:
    agent = f"### YAML\n```yaml\n{YAML}```\n### KPIs\nSome.\n"
    for between in ("", "Note: words\n\n", "\n**Name:** x\n\n"):
        text = f"---\n{between}## AGENT 001 — Mail Sorter\n{agent}\n---\n## Appendix\n"
        assert [each.name for each in ionflux.compile_text(text).definitions] == ["Mail Sorter"]


def test_agents_of_both_forms_in_one_document(tmp_path: Path) -> None:
    second = 'id: agent_002\nname: Second\nversion: "0.1"\n'
    text = f"{DOCUMENT}\n## AGENT 002 — Second\n### KPIs\nTwo.\n### YAML\n```yaml\n{second}```\n"
    first, other = ionflux.compile_text(text).definitions
    assert said(text) == []
    assert (first.id, first.kpis_definition) == (
        "agent_001",
        "Nine of ten are in the right folder.",
    )
    assert (other.id, other.kpis_definition) == ("agent_002", "Two.")
    (tmp_path / "a.md").write_text(text)
    for _ in range(2):  # compiled, and out of the cache
        done = run("validate", "-f", "json", "--cache-dir", tmp_path / "cache", tmp_path / "a.md")
        assert json.loads(done.stdout)["summary"]["forms"] == {"front-matter": 1, "sections": 1}


def test_a_front_matter_above_a_graph_belongs_to_the_graph() -> None:
    graph = "# Agent Blueprint: Sorter - v0.9.0\n\n## 1. Overview\n* **Agent Name:** Sorter\n"
    result = ionflux.compile_text(f"---\n{YAML}---\n{graph}", "001_sorter_agent.md")
    assert result.forms == {"fluxgraph": 1}


def test_what_looks_like_an_agent_within_is_reported() -> None:
    second = 'id: agent_002\nname: Second\nversion: "0.1"\n'
    text = f"{DOCUMENT}\n## AGNET 002 — Second\n```yaml\n{second}```\n"
    assert said(text) == ["11:1 IFX010"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"<!-- licence -->\n{DOCUMENT}", 3),
        (f"Some words.\n\n{DOCUMENT}", 4),
        (f"The keys are:\n\nname: its name\n\n{DOCUMENT}", 6),
        (f"# Mail Sorter\n\n{DOCUMENT}", 4),
        (DOCUMENT.replace("---\nid", "---yaml\nid"), 2),
        (DOCUMENT.replace("---\n# M", "----\n# M"), 2),
        (DOCUMENT.replace("---\n", ""), 1),
        (f"{DOCUMENT}\n{DOCUMENT}", 12),
    ],
    ids=["comment", "text", "keys", "title", "marked", "four dashes", "no dashes", "second"],
)
def test_a_definition_that_is_neither_in_front_nor_in_a_fence_is_reported(
    text: str, line: int
) -> None:
    lost = [d for d in ionflux.compile_text(text).diagnostics if d.code == "IFX010"]
    assert [(d.line, d.severity) for d in lost] == [(line, ionflux.Severity.ERROR)]
    assert lost[0].hint == (
        "begin the document with it between lines `---`, or put it into a fence ```yaml below"
        " `## AGENT 001 — Mail Sorter`"
    )


@pytest.mark.parametrize("marks", ["    ", "> ", "```json\n{}\n```", "<!--\n{}\n-->", "* "])
def test_an_example_of_a_definition_is_not_reported(marks: str) -> None:
    lines = YAML if "\n" in marks else "".join(f"{marks}{x}\n" for x in YAML.splitlines())
    text = marks.format(lines) if "\n" in marks else lines
    assert "IFX010" not in [d.code for d in ionflux.compile_text(f"# Words\n\n{text}").diagnostics]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_invalid_yaml_in_a_front_matter_is_repaired(end: str) -> None:
    bad = YAML.replace("Mail Sorter", '"Mail Sorter",') + "inputs:\n  - key: a\n\ttype: json\n"
    good = bad.replace('r",', 'r"').replace("\t", "    ")
    text = f"---\n{bad}---\n{BODY}".replace("\n", end)
    done = run("fix", "-", given=text)
    assert done.stdout == f"---\n{good}---\n{BODY}".replace("\n", end)


def test_a_second_definition_is_reported_once() -> None:
    text = f"{DOCUMENT}\n## YAML Definition\n```yaml\n{YAML}```\n"
    assert said(text) == ["12:1 IFX004"]
    assert [each.id for each in ionflux.compile_text(text).definitions] == ["agent_001"]


def test_the_metadata_of_a_document_is_not_a_definition() -> None:
    agent = f"## AGENT 001 — Mail Sorter\n### KPIs\nSome.\n### YAML\n```yaml\n{YAML}```\n"
    for front in ("title: Ours\n", 'name: Ours\nversion: "2"\n', "name: Ours\ndescription: x\n"):
        assert only(f"---\n{front}---\n# Ours\n\n{agent}").id == "agent_001"


def test_the_agents_heading_may_be_below_the_documents_title() -> None:
    body = "# Our agents\nWords.\n\n## AGENT 001 — MAIL SORTER / Order\n### KPIs\nBeta.\n"
    agent = only(f"---\n{YAML}---\n{body}")
    assert (agent.epithet, agent.kpis_definition) == ("Order", "Beta.")
    assert "Words." not in agent.model_dump_json()


def test_a_comment_silences_what_the_front_matter_has() -> None:
    yaml, comment = f"{YAML}inputs: [{{key: mail, type: int}}]\n", "<!-- ionflux: ignore IFX108 -->"
    assert said(f"---\n{yaml}---\n{BODY}") == ["5:28 IFX108"]
    assert said(f"---\n{yaml}---\n{comment}\n{BODY}") == []


def test_origins_name_the_lines_of_the_front_matter(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(DOCUMENT)
    shown = json.loads(run("show", tmp_path, "--origin", "--format", "json").stdout)["agents"][0]
    assert shown["form"] == "front-matter"
    places = {origin["field"]: (origin["way"], origin["line"]) for origin in shown["origins"]}
    assert places["name"] == ("yaml", 3)
    assert places["kpis_definition"] == ("section", 9)


def test_any_truncated_document_is_read() -> None:
    yaml = f"{YAML}inputs:\n  - {{key: mail, type: int}}\n"
    text = f"---\n{yaml}---\n{BODY}\n## AGENT 002 — Second\n```yaml\n{YAML}```\n---\n"
    for end in range(len(text)):
        check(text[:end])
        check(f"{text[end:]}{text}")
