"""The text report: places that editors follow, carets, and nothing that moves a cursor."""

from __future__ import annotations

import pytest

from ionflux.core.findings import Diagnostic, Severity
from ionflux.output.report import Report, lines_of
from ionflux.output.reporters import formats, reporter
from ionflux.output.reporters.text import WIDTH, tally


def finding(
    line: int = 2,
    column: int = 3,
    end_column: int = 5,
    *,
    message: str = "drifted",
    path: str = "a.md",
    hint: str | None = None,
    severity: Severity = Severity.WARNING,
) -> Diagnostic:
    return Diagnostic(
        code="IFX201",
        name="schedule-drift",
        severity=severity,
        message=message,
        path=path,
        line=line,
        column=column,
        end_line=line,
        end_column=end_column,
        hint=hint,
    )


def shown(text: str, *found: Diagnostic, color: bool = False) -> str:
    report = Report(found, 1, {"agent_001": "a.md"}, lines_of({"a.md": text}), color=color)
    return "".join(reporter("text")(report))


def test_the_line_an_editor_follows_then_source_caret_and_hint() -> None:
    assert shown("one\nab cron yz\n", finding(column=4, end_column=7, hint="add it")) == (
        "a.md:2:4: warning IFX201 drifted\n    2 | ab cron yz\n      |    ^^^^\n  hint: add it\n"
    )


def test_nothing_to_report_is_an_empty_document() -> None:
    assert shown("one\n") == ""


def test_a_finding_outside_the_text_has_no_source_line() -> None:
    assert shown("one", finding(line=9)) == "a.md:9:3: warning IFX201 drifted\n"
    assert shown("one", finding(path="/nowhere/b.md")).count("\n") == 1


def test_carets_stand_under_wide_characters_and_behind_tabs() -> None:
    assert shown("x\n🔥\tcron\n", finding(column=3, end_column=6)).splitlines()[1:] == [
        "    2 | 🔥    cron",
        "      |       ^^^^",
    ]


def test_a_place_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    several = Diagnostic("IFX009", "unclosed-fence", Severity.WARNING, "open", "a.md", 1, 1, 3, 2)
    assert shown("```x\ny\nz\n", several).splitlines()[2] == "      | ^^^^"


@pytest.mark.parametrize("column", [1, 50, 500, 4990])
def test_a_long_line_is_cut_around_the_place(column: int) -> None:
    line = "." * (column - 1) + "CRON" + "." * (5000 - column - 3)
    header, source, carets = shown(line, finding(1, column, column + 3)).splitlines()
    assert header.startswith(f"a.md:1:{column}:")
    assert len(source) <= WIDTH + 10
    assert source[carets.index("^") : carets.rindex("^") + 1] == "CRON"


def test_a_place_longer_than_the_line_shown_is_cut_too() -> None:
    _, source, carets = shown("x" * 5000, finding(1, 1, 5000)).splitlines()
    assert len(carets) <= len(source) <= WIDTH + 10


def test_control_characters_and_turned_writing_are_written_out() -> None:
    text = shown(
        "\x1b[2J\u202e\x9b\n", finding(1, 1, 1, message="a\nb\x1b[31m", path="a.md", hint="\x07")
    )
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\x9b" not in text
    assert "\\x1b[2J\\u202e\\x9b" in text
    assert text.startswith("a.md:1:1: warning IFX201 a\\nb\\x1b[31m\n")


def test_markup_of_documents_is_no_markup_of_ours() -> None:
    assert "[bold]x[/bold]" in shown("[bold]x[/bold]", finding(1, 1, 3))


def test_colour_only_where_asked() -> None:
    assert "\x1b[1;33mwarning\x1b[0m" in shown("one\ntwo", finding(), color=True)
    assert "\x1b" not in shown("one\ntwo", finding())


def test_the_tally_counts_each_severity() -> None:
    report = Report((finding(), finding(severity=Severity.ERROR)), 1, {"a": None, "b": None})
    assert tally(report) == "1 document, 2 agents: 1 error, 1 warning, 0 infos"


def test_formats_are_found_by_name() -> None:
    assert "text" in formats()
