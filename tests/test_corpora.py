"""The examples of CommonMark and of the YAML test suite, as documents and as definitions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

import ionflux
from corpora import YamlCase, commonmark, yaml_suite
from ionflux.markdown.parser import parse
from ionflux.markdown.scan import scan
from marks import by_commonmark, outlined
from outcomes import check
from reading_samples import HEADING, IDENTITY, blueprint

FENCE = "~~~~~~~~~~~~"
FIRST = 4
"""The line on which a block of `defined` begins."""


def defined(yaml: str) -> str:
    """Write an agent whose definition is this block."""
    end = "" if yaml.endswith("\n") else "\n"
    return f"{HEADING}\n### YAML\n{FENCE}yaml\n{yaml}{end}{FENCE}\n"


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Report in which example something failed."""
    try:
        yield
    except Exception as error:
        error.add_note(f"in the example {name}")
        raise


@pytest.fixture(scope="module")
def examples() -> list[str]:
    found = commonmark()
    assert len(found) == 652
    return found


@pytest.fixture(scope="module")
def cases() -> list[YamlCase]:
    found = yaml_suite()
    assert len(found) == 402
    return found


WAYS = {
    "document": lambda text: text,
    "section": lambda text: blueprint(f"### KPIs\n{text}"),
    "definition": defined,
}


@pytest.mark.parametrize("way", WAYS)
def test_any_example_ends_in_a_result_or_in_findings(
    examples: list[str], cases: list[YamlCase], way: str
) -> None:
    texts = {str(number): text for number, text in enumerate(examples, 1)}
    texts |= {case.name: case.text for case in cases}
    for number, (name, text) in enumerate(texts.items()):
        with naming(name):
            document = WAYS[way](text)
            result = check(document)
            if number % 10 == 0:  # twice the work
                assert result == ionflux.compile_text(document)


# Markdown.

# A tag on a line of its own is often an anchor, and does not hide a fence that follows it.
UNLIKE_COMMONMARK = {161}
MARKS = 69


def test_headings_and_fences_are_those_of_commonmark(examples: list[str]) -> None:
    marks = {number: by_commonmark(text) for number, text in enumerate(examples, 1)}
    unlike = {n for n, text in enumerate(examples, 1) if outlined(text) != marks[n]}
    assert unlike == UNLIKE_COMMONMARK
    assert sum(map(len, marks.values())) == MARKS


def test_the_scan_of_lines_is_equal_to_the_parser(examples: list[str]) -> None:
    scanned = {text: found for text in examples if (found := scan(text)) is not None}
    assert {text: parse(text) for text in scanned} == scanned
    assert len(scanned) > 600


# YAML.

SYNTAX = {"IFX101", "IFX102", "IFX111"}

# Valid, but rejected: each is a finding at its place, and no blueprint needs them.
REFUSED = {
    "a key that is no word": {
        "4FJ6", "6BFJ", "6PBE", "9MMW", "KK5P", "LX3P", "M2N8-1", "M5DY", "Q9WF", "RZP5", "SBG9",
        "V9D5", "X38W", "XW4D",
    },
    "a key that is nothing": {
        "2JQS", "6M2F", "CFD4", "M2N8-0", "NHX8", "S3PD", "SM9W-1", "UKK6-0",
    },
    "a tab at the beginning of a line": {
        "6BCT", "6CA3", "96NN-0", "96NN-1", "A2M4", "DK95-0", "DK95-3", "DK95-4", "Q5MG", "R4YG",
        "Y79Y-1", "Y79Y-10",
    },
    "libyaml: in braces, a colon without a space or on another line than its key": {
        "4MUZ-0", "4MUZ-1", "4MUZ-2", "58MP", "5MUD", "5T43", "9SA2", "DBG4", "HM87-0", "JR7V",
        "K3WX", "NJ66", "VJP3-1", "WZ62",
    },
    "libyaml: an anchor with other characters than letters, digits and dashes": {
        "2SXE", "8XYN", "W5VH", "Y2GN",
    },
    "libyaml: a question mark at the beginning of a word in brackets": {"652Z", "HM87-1"},
    "libyaml: directives that it does not know": {"2LFX", "6LVF", "BEC7", "MUS6-5", "MUS6-6"},
    "libyaml: a block of text without an indent at the top": {"DK3J", "FP8R"},
}  # fmt: skip

# Not valid, but read by libyaml as intended.
READ = {
    "lines of a value in quotes or brackets without an indent": {
        "9C9N", "DK95-1", "QB6E", "Y79Y-3",
    },
    "a comment without a space before it": {"9JBA", "CVW2", "SU5Z", "X4QW", "MUS6-0"},
    "a dash that is a value": {"G5U8", "YJV2"},
    "blank lines that are indented more than the text": {"S98Z"},
    "a comma in a tag, which is a finding of its own": {"U99R"},
}  # fmt: skip

# What cannot be a value, since it is a separate document.
MARKED = re.compile(r"^(%|---|\.\.\.)", re.MULTILINE)


def syntax(text: str) -> list[ionflux.Diagnostic]:
    """Return the findings about the syntax of a block; all of them are in it."""
    document = defined(text)
    found = [d for d in ionflux.compile_text(document).diagnostics if d.code in SYNTAX]
    last = document.count("\n")
    assert all(FIRST <= d.line <= d.end_line < max(last, FIRST + 1) for d in found)
    return found


def test_what_is_valid_has_no_finding_about_its_syntax(cases: list[YamlCase]) -> None:
    single = [case for case in cases if case.valid and case.documents == 1]
    assert len(single) == 284
    assert {case.name for case in single if syntax(case.text)} == set().union(*REFUSED.values())


def test_what_is_not_valid_has_a_finding_in_its_place(cases: list[YamlCase]) -> None:
    wrong = [case for case in cases if not case.valid]
    assert len(wrong) == 94
    assert {case.name for case in wrong if not syntax(case.text)} == set().union(*READ.values())


def test_values_are_those_of_the_suite(cases: list[YamlCase]) -> None:
    compared = 0
    for case in cases:
        if not case.valid or case.documents != 1 or MARKED.search(case.text):
            continue
        lines = re.sub(r"^(?=.)", "  ", case.text, flags=re.MULTILINE)
        compiled = ionflux.compile_text(defined(f"{IDENTITY}extra:\n{lines}"))
        if case.value is not None and compiled.definitions:
            compared += 1
            unknown = compiled.definitions[0].additional_sections["unknown_keys"]
            assert unknown["extra"] == case.value, case.name
    assert compared > 130
