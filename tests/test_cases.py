"""Small documents of kinds that such tools misread, with the expected result of each.

An agent must be read or reported at its line; a section must be read or reported, and its text
kept. The documents are in `cases/`, a folder for each kind.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

import ionflux

CASES = Path(__file__).parent / "cases"

# The findings by document: code, severity and line of each error and warning.
FINDINGS: dict[str, list[tuple[str, str, int]]] = {
    "raw_html_never_closed/comment": [("IFX013", "error", 11)],
    "raw_html_never_closed/doctype": [("IFX013", "error", 11)],
    "raw_html_never_closed/php": [("IFX013", "error", 11)],
    "raw_html_never_closed/pre": [("IFX013", "error", 11)],
    "raw_html_never_closed/style_word": [("IFX013", "error", 11)],
    "agent_heading_nearly_right/anchor_first": [],
    "agent_heading_nearly_right/escaped_dash": [],
    "agent_heading_nearly_right/no_dash": [("IFX010", "error", 12)],
    "agent_heading_nearly_right/renumbered": [("IFX010", "error", 12)],
    "fence_on_the_line_of_a_list_marker/dash": [],
    "fence_on_the_line_of_a_list_marker/number": [],
    "byte_order_mark_inside/joined": [],
    "attributes_and_anchors_in_agent_headings/anchor_end": [],
    "attributes_and_anchors_in_agent_headings/attr": [],
    "attributes_and_anchors_in_agent_headings/attr_sub": [],
    "numbers_of_section_headings/bold_dot": [],
    "numbers_of_section_headings/dot": [],
    "numbers_of_section_headings/keycap": [],
    "backslash_escapes_in_plain_text/plain": [],
    "labels_that_a_formatter_joined/small": [],
    "labels_that_a_formatter_joined/before": [],
    "standard_section_in_another_shape/capabilities_emoji": [("IFX012", "warning", 10)],
    "standard_section_in_another_shape/capabilities_prose": [("IFX012", "warning", 10)],
    "standard_section_in_another_shape/label_all_bold": [],
    "standard_section_in_another_shape/stack_table": [],
    "file_tree_as_tree_prints_it/emoji": [],
    "file_tree_as_tree_prints_it/link": [],
    "file_tree_as_tree_prints_it/slashes": [],
    "file_tree_as_tree_prints_it/summary": [],
    "what_is_no_text_in_list_items/comment": [],
    "what_is_no_text_in_list_items/fence": [],
    "what_is_no_text_in_list_items/task": [],
    "fence_behind_four_columns/list": [],
    "fence_behind_four_columns/quote": [],
    "lost_agents/no_dash": [("IFX010", "error", 36)],
    "lost_agents/number_word": [("IFX010", "error", 36)],
    "lost_agents/colon_style": [("IFX010", "error", 36)],
    "lost_agents/plain": [("IFX010", "error", 36)],
    "lost_agents/bold": [("IFX010", "error", 36)],
    "lost_agents/bold_heading": [],
    "lost_agents/no_space": [("IFX010", "error", 36)],
    "lost_agents/setext": [("IFX010", "error", 36)],
    "lost_agents/typo": [("IFX010", "error", 36)],
    "lost_agents/dot": [("IFX010", "error", 36)],
    "lost_agents/number_only": [("IFX010", "error", 36)],
    "lost_agents/numbered": [("IFX010", "error", 36)],
    "lost_agents/roman": [("IFX010", "error", 36)],
    "lost_agents/level_slip": [("IFX011", "warning", 149)],
    "sections_not_understood/capabilities_behind_dashes": [],
    "sections_not_understood/capabilities_in_a_table": [],
    "sections_not_understood/capabilities_in_lines": [("IFX012", "warning", 4)],
    "sections_not_understood/epithet_all_bold": [],
    "sections_not_understood/epithet_and_tagline": [],
    "sections_not_understood/epithet_in_code": [],
    "sections_not_understood/epithet_misspelt": [("IFX012", "warning", 5)],
    "sections_not_understood/files_a_level_up": [("IFX003", "error", 1), ("IFX011", "warning", 4)],
    "sections_not_understood/files_in_a_list": [],
    "sections_not_understood/files_indented": [],
    "sections_not_understood/files_without_a_blank": [("IFX012", "warning", 4)],
    "sections_not_understood/stack_in_a_sentence": [("IFX012", "warning", 4)],
    "sections_not_understood/stack_in_a_table": [],
}


@cache
def compiled(name: str) -> ionflux.Compilation:
    return ionflux.compile_text((CASES / f"{name}.md").read_text("utf-8"), path=f"{name}.md")


def agent(name: str) -> dict[str, Any]:
    """Return the last agent of a document, as it is written."""
    return compiled(name).definitions[-1].model_dump(mode="json")


@pytest.mark.parametrize("name", FINDINGS)
def test_mistakes_are_found_at_their_lines(name: str) -> None:
    found = [(d.code, str(d.severity), d.line) for d in compiled(name).diagnostics]
    assert [each for each in found if each[1] != "info"] == FINDINGS[name]


def test_every_document_has_an_expectation() -> None:
    there = {str(p.relative_to(CASES).with_suffix("")) for p in CASES.rglob("*.md")}
    assert there - {"labels_that_a_formatter_joined/joined"} == FINDINGS.keys()


@pytest.mark.parametrize("name", [name for name in FINDINGS if name.startswith("raw_html")])
def test_the_agent_that_raw_html_takes_in_is_named(name: str) -> None:
    (found,) = (d for d in compiled(name).diagnostics if d.code == "IFX013")
    assert "AGENT 002 — Other" in f"{found.message} {found.hint}"


@pytest.mark.parametrize(
    ("name", "agents"),
    [
        ("agent_heading_nearly_right/anchor_first", ["MailScout", "Other"]),
        ("agent_heading_nearly_right/escaped_dash", ["MailScout", "Other"]),
        ("fence_on_the_line_of_a_list_marker/dash", ["MailScout", "Other"]),
        ("fence_on_the_line_of_a_list_marker/number", ["MailScout", "Other"]),
        ("byte_order_mark_inside/joined", ["A1", "A2"]),
        ("lost_agents/bold_heading", ["First", "PriceHawk"]),
        ("lost_agents/level_slip", ["EmailWizard"]),
        ("fence_behind_four_columns/list", ["MailScout"]),
        ("fence_behind_four_columns/quote", ["MailScout"]),
    ],
)
def test_agents_that_are_found(name: str, agents: list[str]) -> None:
    assert [found.name for found in compiled(name).definitions] == agents


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("attributes_and_anchors_in_agent_headings/anchor_end", {"epithet": None}),
        ("attributes_and_anchors_in_agent_headings/attr", {"epithet": None}),
        ("attributes_and_anchors_in_agent_headings/attr_sub", {"epithet": "Pulse of it"}),
        ("numbers_of_section_headings/bold_dot", {"kpis_definition": "Open rate 40 %"}),
        ("numbers_of_section_headings/dot", {"kpis_definition": "Open rate 40 %"}),
        ("numbers_of_section_headings/keycap", {"kpis_definition": "Open rate 40 %"}),
        (
            "backslash_escapes_in_plain_text/plain",
            {
                "epithet": "Faz P&L do mail_scout",
                "core_capabilities": ["P&L por hora", "1. one"],
            },
        ),
        (
            "labels_that_a_formatter_joined/small",
            {"epithet": "One", "tagline": "Two", "archetype": "Sage", "dna_phrase": "x"},
        ),
        ("standard_section_in_another_shape/label_all_bold", {"epithet": "One"}),
        ("what_is_no_text_in_list_items/comment", {"core_capabilities": ["one", "three"]}),
        ("what_is_no_text_in_list_items/fence", {"core_capabilities": ["one", "two"]}),
        ("what_is_no_text_in_list_items/task", {"core_capabilities": ["one", "two"]}),
        ("sections_not_understood/capabilities_in_lines", {"core_capabilities": []}),
        ("sections_not_understood/capabilities_in_a_table", {"core_capabilities": ["Does A"]}),
        (
            "sections_not_understood/capabilities_behind_dashes",
            {"core_capabilities": ["Does A", "Does B"]},
        ),
        ("sections_not_understood/epithet_all_bold", {"epithet": "The Hawk"}),
        (
            "sections_not_understood/epithet_and_tagline",
            {"epithet": "The Hawk", "tagline": "Sees all"},
        ),
        ("sections_not_understood/epithet_in_code", {"epithet": "The Hawk"}),
        ("lost_agents/bold_heading", {"epithet": "The Hawk"}),
    ],
)
def test_values(name: str, fields: dict[str, Any]) -> None:
    found = agent(name)
    assert {field: found[field] for field in fields} == fields


@pytest.mark.parametrize(
    ("name", "databases", "queues"),
    [
        ("standard_section_in_another_shape/stack_table", ["Postgres"], ["Redis + RQ"]),
        ("sections_not_understood/stack_in_a_table", ["Postgres"], ["Redis"]),
    ],
)
def test_stacks(name: str, databases: list[str], queues: list[str]) -> None:
    found = agent(name)["stack_details"]
    assert found["database_dependencies"] == databases
    assert found["queue_dependencies"] == queues


THREE = {"a.py": None, "sub/b.py": None, "z.md": None}


@pytest.mark.parametrize(
    ("name", "root", "files"),
    [
        ("file_tree_as_tree_prints_it/emoji", "/agents/m/", THREE),
        ("file_tree_as_tree_prints_it/link", "/agents/m/", THREE),
        (
            "file_tree_as_tree_prints_it/slashes",
            "/agents/m/",
            THREE | {"a.py": "main entry", "sub/b.py": "helper"},
        ),
        ("file_tree_as_tree_prints_it/summary", "/agents/m/", THREE),
        ("sections_not_understood/files_in_a_list", "/agents/x/", {"a.py": None, "b.py": None}),
        ("sections_not_understood/files_indented", "/agents/x/", {"a.py": None}),
    ],
)
def test_file_trees(name: str, root: str, files: dict[str, str | None]) -> None:
    found = agent(name)["key_files_and_paths"]
    assert found["root"] == root
    assert {file["path"]: file["description"] for file in found["files"]} == files


def test_labels_that_a_formatter_joined_are_read_as_before() -> None:
    """Only lines are broken elsewhere: each label has the words that it had."""
    before = agent("labels_that_a_formatter_joined/before")
    joined = agent("labels_that_a_formatter_joined/joined")
    for field in (
        "epithet", "tagline", "archetype", "dna_phrase", "core_capabilities", "essence_punch",
        "essence_interpretation", "description",
    ):  # fmt: skip
        assert before[field]
        assert joined[field] == before[field]


@pytest.mark.parametrize(
    ("name", "section", "words"),
    [
        ("standard_section_in_another_shape/capabilities_emoji", "core_capabilities", "✅ two"),
        ("standard_section_in_another_shape/capabilities_prose", "core_capabilities", "versions."),
        ("sections_not_understood/capabilities_in_lines", "core_capabilities", "Does B."),
        ("sections_not_understood/epithet_misspelt", "header", "The Hawk"),
        ("sections_not_understood/stack_in_a_sentence", "stack", "Redis and Kafka"),
        ("what_is_no_text_in_list_items/fence", "core_capabilities", "not-an-item"),
    ],
)
def test_what_is_not_understood_is_kept(name: str, section: str, words: str) -> None:
    assert words in agent(name)["additional_sections"][section]
