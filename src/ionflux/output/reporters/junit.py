"""Findings as JUnit XML: a suite per document, a test case per agent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from ionflux.core.findings import Diagnostic, Severity
from ionflux.core.patterns import regex
from ionflux.core.terminal import printable
from ionflux.output.groups import groups
from ionflux.output.report import Report

_NOT_XML = regex("[\ufffe\uffff]")

_Cases = Mapping[str, Sequence[Diagnostic]]


def render(report: Report) -> Iterator[str]:
    """Yield a suite for each document; a case fails for findings that fail the run."""
    suites = _suites(report)
    tests = sum(len(cases) for cases in suites.values())
    failures = sum(_failures(cases, report.failing) for cases in suites.values())
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="ionflux" tests="{tests}" failures="{failures}" errors="0">\n'
    for name, cases in suites.items():
        yield from _suite(name, cases, report.failing)
    yield "</testsuites>\n"


def _suites(report: Report) -> dict[str, dict[str, list[Diagnostic]]]:
    """Return the findings by document and agent; agents without findings are also included."""
    suites: dict[str, dict[str, list[Diagnostic]]] = {}
    for group in groups(report):
        cases = suites.setdefault(group.path, {})
        name = group.agent.id if group.agent else group.path
        if group.agent and name in cases:  # another section with the same id
            name = f"{name}, line {group.agent.line}"
        cases[name] = group.findings
    return suites


def _failures(cases: _Cases, failing: frozenset[Severity]) -> int:
    return sum(any(found.severity in failing for found in case) for case in cases.values())


def _suite(name: str, cases: _Cases, failing: frozenset[Severity]) -> Iterator[str]:
    failures = _failures(cases, failing)
    yield f" <testsuite name={_attribute(name)} tests={_attribute(len(cases))}"
    yield f' failures="{failures}" errors="0" skipped="0" time="0">\n'
    for case, findings in cases.items():
        yield f"  <testcase classname={_attribute(name)} name={_attribute(case)}"
        yield f' time="0">{"".join(_outcome(findings, failing))}</testcase>\n'
    yield " </testsuite>\n"


def _outcome(findings: Sequence[Diagnostic], failing: frozenset[Severity]) -> Iterator[str]:
    failures = [found for found in findings if found.severity in failing]
    others = [found for found in findings if found.severity not in failing]
    if failures:
        worst = min(failures, key=lambda found: list(Severity).index(found.severity))
        more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
        says = _attribute(f"{worst.code} {worst.message}{more}")
        yield f'<failure type="{worst.severity}" message={says}>{_lines(failures)}</failure>'
    if others:
        yield f"<system-out>{_lines(others)}</system-out>"


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
    """Return the text with control characters, and those that XML does not allow, escaped."""
    return _NOT_XML.sub(lambda m: f"\\u{ord(m.group()):04x}", printable(text))
