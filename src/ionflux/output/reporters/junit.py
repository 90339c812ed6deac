"""Findings as JUnit XML: a suite per document, a test case per agent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from ionflux.core.findings import Diagnostic, Severity
from ionflux.core.patterns import regex
from ionflux.core.terminal import printable
from ionflux.output.reporters.report import Report

_NOT_XML = regex("[\ufffe\uffff]")
_NOWHERE = "ionflux"


class _Case(NamedTuple):
    """An agent, or a document where a finding belongs to no agent."""

    suite: str
    name: str


def render(report: Report) -> Iterator[str]:
    """Yield one suite per document; errors and warnings fail a case, infos are its output."""
    suites = _suites(report)
    tests = sum(len(cases) for cases in suites.values())
    failures = sum(_fails(found) for cases in suites.values() for found in cases.values())
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="ionflux" tests="{tests}" failures="{failures}" errors="0">\n'
    for name, cases in suites.items():
        yield from _suite(name, cases)
    yield "</testsuites>\n"


def _suites(report: Report) -> dict[str, dict[str, list[Diagnostic]]]:
    """Return the findings by document and agent; agents without findings are there too."""
    cases: dict[_Case, list[Diagnostic]] = {}
    placed = {agent: path for agent, path in report.agents.items() if path is not None}
    for agent, path in report.agents.items():
        cases[_Case(path or _NOWHERE, agent)] = []
    for found in report.diagnostics:
        suite = placed.get(found.agent, found.path) if found.agent else found.path
        cases.setdefault(_Case(suite, found.agent or found.path), []).append(found)
        # An agent of which only findings tell the document does not pass beside itself.
        if found.agent and suite != _NOWHERE:
            cases.pop(_Case(_NOWHERE, found.agent), None)
    suites: dict[str, dict[str, list[Diagnostic]]] = {}
    for case, findings in cases.items():
        suites.setdefault(case.suite, {})[case.name] = findings
    return suites


def _fails(findings: Sequence[Diagnostic]) -> bool:
    return any(found.severity is not Severity.INFO for found in findings)


def _suite(name: str, cases: Mapping[str, Sequence[Diagnostic]]) -> Iterator[str]:
    failures = sum(_fails(findings) for findings in cases.values())
    yield f" <testsuite name={_attribute(name)} tests={_attribute(len(cases))}"
    yield f' failures="{failures}" errors="0" skipped="0" time="0">\n'
    for case, findings in cases.items():
        yield f"  <testcase classname={_attribute(name)} name={_attribute(case)}"
        yield f' time="0">{"".join(_outcome(findings))}</testcase>\n'
    yield " </testsuite>\n"


def _outcome(findings: Sequence[Diagnostic]) -> Iterator[str]:
    failing = [found for found in findings if found.severity is not Severity.INFO]
    infos = [found for found in findings if found.severity is Severity.INFO]
    if failing:
        worst = min(failing, key=lambda found: list(Severity).index(found.severity))
        more = f" (and {len(failing) - 1} more)" if len(failing) > 1 else ""
        says = _attribute(f"{worst.code} {worst.message}{more}")
        yield f'<failure type="{worst.severity}" message={says}>{_lines(failing)}</failure>'
    if infos:
        yield f"<system-out>{_lines(infos)}</system-out>"


def _lines(findings: Sequence[Diagnostic]) -> str:
    return "\n".join(escape(_plain(line)) for found in findings for line in _said(found))


def _said(found: Diagnostic) -> Iterator[str]:
    place = f"{found.path}:{found.line}:{found.column}"
    yield f"{place}: {found.severity} {found.code} {found.message}"
    if found.hint:
        yield f"  hint: {found.hint}"


def _attribute(text: object) -> str:
    return quoteattr(_plain(str(text)))


def _plain(text: str) -> str:
    """Write out every character that XML may not hold, and every other control character."""
    return _NOT_XML.sub(lambda m: f"\\u{ord(m.group()):04x}", printable(text))
