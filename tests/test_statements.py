"""Prose in statements: items with their indented lines, other lines, and the places of words."""

from __future__ import annotations

import pytest

from ionflux.checks.statements import Statement, statements
from ionflux.documents.source import SourceFile
from ionflux.forms.blueprint import Passage


def found(text: str) -> list[Statement]:
    return statements(Passage(SourceFile("a.md", text), text, 0))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("* Cron: hourly\n* Webhook: /a", ["*Cron: hourly", "*Webhook: /a"]),
        ("- Cron:\n  hourly\n\n  at 8\n- next", ["*Cron:\n  hourly\n\n  at 8", "*next"]),
        ("1. one\n2) two\n   - inside", ["*one", "*two", "*inside"]),
        ("- [ ] open\n- [x] done", ["*open", "*done"]),
        ("> - quoted\n> text", ["*quoted", "text"]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", ["a | b |", "1 | 2 |"]),
        ("#### Title\ntext\nmore", ["Title", "text", "more"]),
        ("- item\nnot indented", ["*item", "not indented"]),
        ("- item\n  ---\n  text", ["*item", "text"]),
        ("- item\n \n  text", ["*item", "text"]),
        ("- item\n  ```\n  code\n  ```", ["*item", "code"]),
        ("* * *\n***\n___\n- - -\n* *", ["**"]),
        ("a <!-- b -->\n~~c~~ d", ["a", "d"]),
        (r"\*a\* \n", [r"*a* \n"]),
        ("", []),
        ("\n \n\t\n", []),
    ],
)
def test_a_statement_is_an_item_or_another_line(text: str, expected: list[str]) -> None:
    assert [f"{'*' * each.is_item}{each.words}" for each in found(text)] == expected


def test_words_after_backslashes_have_their_places() -> None:
    (_, statement) = found("first\n- \\*/5 \\* then")
    start = statement.words.index("then")
    place = statement.part(start, start + len("then"))
    assert (place.line, place.column, place.end_column) == (2, 11, 14)


def test_a_long_statement_is_cut_between_words() -> None:
    parts = found(f"- {'word ' * 900}end")
    assert all(len(part.words) <= 2_000 for part in parts)
    assert " ".join(part.words.strip() for part in parts) == f"{'word ' * 900}end"


def test_only_lines_with_blanks_before_their_marks_are_indented() -> None:
    assert [each.is_indented for each in found("- a\n  - b\n\t- c\ntext")] == [
        False, True, True, False,
    ]  # fmt: skip
