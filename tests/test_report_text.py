"""The text report: places that editors follow, carets, and nothing that moves a cursor."""

from __future__ import annotations

import pytest

from ionflux.core.findings import AgentSection, Diagnostic, Severity
from ionflux.output.report import FAILING_STRICTLY, WIDTH, Report, lines_of
from ionflux.output.reporters import formats, reporter
from ionflux.output.reporters.text import tally


def finding(
    line: int = 2,
    column: int = 3,
    end_column: int = 5,
    *,
    message: str = "drifted",
    path: str = "a.md",
    agent: str | None = None,
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
        agent=agent,
        hint=hint,
    )


AGENTS = (AgentSection("agent_001", "Mailer", "a.md"), AgentSection("agent_002", "Pulse", "a.md"))


def shown(text: str, *found: Diagnostic, color: bool = False) -> str:
    report = Report(found, 1, AGENTS, lines_of({"a.md": text}), color=color)
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


def test_carets_are_under_wide_characters_and_after_tabs() -> None:
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


def test_control_characters_and_changes_of_direction_are_escaped() -> None:
    text = shown(
        "\x1b[2J\u202e\x9b\n", finding(1, 1, 1, message="a\nb\x1b[31m", path="a.md", hint="\x07")
    )
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\x9b" not in text
    assert "\\x1b[2J\\u202e\\x9b" in text
    assert text.startswith("a.md:1:1: warning IFX201 a\\nb\\x1b[31m\n")


def test_markup_in_documents_is_not_interpreted() -> None:
    assert "[bold]x[/bold]" in shown("[bold]x[/bold]", finding(1, 1, 3))


def test_colour_only_on_request() -> None:
    assert "\x1b[1;33mwarning\x1b[0m" in shown("one\ntwo", finding(), color=True)
    assert "\x1b" not in shown("one\ntwo", finding())


def test_the_tally_counts_each_severity() -> None:
    report = Report((finding(), finding(severity=Severity.ERROR)), 1, AGENTS)
    assert tally(report) == "1 document, 2 agents: 1 error, 1 warning, 0 infos"


def test_formats_are_found_by_name() -> None:
    assert "text" in formats()


def test_findings_are_grouped_by_document_and_agent_with_its_name() -> None:
    found = (finding(1, agent="agent_002"), finding(2), finding(3, agent="agent_002"))
    other = finding(path="b.md", agent="agent_009")
    lines = shown("one\ntwo\nthree\n", *found, other).splitlines()
    assert [line for line in lines if "|" not in line] == [
        "a.md: agent_002 Pulse",
        "a.md:1:3: warning IFX201 drifted",
        "a.md:3:3: warning IFX201 drifted",
        "",
        "a.md:2:3: warning IFX201 drifted",
        "",
        "b.md: agent_009",
        "b.md:2:3: warning IFX201 drifted",
    ]


def test_a_line_with_several_findings_is_shown_once() -> None:
    text = shown("one\nab cd ef\n", *(finding(column=n, end_column=n + 1) for n in (1, 4, 7)))
    assert text.count("ab cd ef") == 1
    assert text.count("a.md:2:") == 3


def test_the_last_line_counts_what_is_not_shown() -> None:
    infos = [finding(severity=Severity.INFO)] * 3
    everything = Report([finding(), *infos], 1, AGENTS)
    said = "".join(reporter("text")(everything.showing(Severity.WARNING)))
    assert said.count("a.md:2:3") == 1
    assert said.splitlines()[-1] == "3 infos not shown; `--severity info` shows all"
    worst = everything.showing(Severity.ERROR)
    assert "".join(reporter("text")(worst)) == (
        "1 warning and 3 infos not shown; `--severity info` shows all\n"
    )
    assert tally(worst) == "1 document, 2 agents: 0 errors, 1 warning, 3 infos"
    assert "not shown" not in "".join(reporter("text")(everything.showing(Severity.INFO)))


def test_what_fails_the_run_is_shown_whatever_the_severity() -> None:
    strict = Report([finding()], failing=FAILING_STRICTLY)
    assert strict.showing(Severity.ERROR).diagnostics == [finding()]


def test_statistics_count_each_code_shown_or_not() -> None:
    other = Diagnostic("IFX006", "placeholder", Severity.INFO, "empty", "a.md", 1, 1, 1, 1)
    report = Report([finding(), other, finding()], statistics=True).showing(Severity.ERROR)
    assert "".join(reporter("text")(report)).splitlines()[:-1] == [
        "     2  IFX201  schedule-drift  warning",
        "     1  IFX006  placeholder     info",
    ]


def test_the_concise_form_has_a_line_for_each_finding() -> None:
    found = (finding(1, hint="fix it", agent="agent_001"), finding(2, agent="agent_002"))
    assert "".join(reporter("concise")(Report(found, lines=lines_of({"a.md": "x\ny"})))) == (
        "a.md:1:3: warning IFX201 drifted\na.md:2:3: warning IFX201 drifted\n"
    )


def test_source_lines_fit_a_narrow_terminal() -> None:
    report = Report([finding(1, 150, 155)], lines=lines_of({"a.md": "x" * 300}), width=60)
    assert all(len(line) <= 62 for line in "".join(reporter("text")(report)).splitlines())
