"""Findings as SARIF 2.1.0, for code scanning services."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from urllib.parse import quote

from ionflux.checks.descriptions import Description, descriptions
from ionflux.core.edits import Fix
from ionflux.core.findings import Diagnostic, Severity
from ionflux.core.json_value import JsonValue
from ionflux.core.version import __version__
from ionflux.output.fixes import Range, Ranges
from ionflux.output.identifiers import identified
from ionflux.output.report import Report

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LIMIT = 25_000
"""Maximum number of results in a run for code scanning, which rejects logs with more."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_FINGERPRINT = "ionflux/v1"


def render(report: Report) -> Iterator[str]:
    """Yield one log with one run: every rule, and one result per finding, each on a line."""
    rules = descriptions()
    driver = {
        "name": "ionflux",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
    }
    head = json.dumps(run, ensure_ascii=False, indent=1).removesuffix("\n}")
    yield f'{{"$schema": "{_SCHEMA}",\n"version": "2.1.0",\n"runs": [{head},\n "results": ['
    yield from _results(report, {rule.code: index for index, rule in enumerate(rules)})
    yield "]}]}\n"


def _invocation(report: Report) -> dict[str, JsonValue]:
    found: dict[str, JsonValue] = {"executionSuccessful": not report.unreadable}
    if len(report.diagnostics) > LIMIT:
        said = f"the log contains the worst {LIMIT} of {len(report.diagnostics)} findings"
        found["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": said}}]
    return found


def _rule(rule: Description) -> dict[str, JsonValue]:
    text = f"{rule.summary}\n\n{rule.text}"
    return {
        "id": rule.code,
        "name": rule.name.title().replace("-", ""),
        "shortDescription": {"text": rule.summary},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _results(report: Report, indices: dict[str, int]) -> Iterator[str]:
    ranges = Ranges(report.lines)
    for number, (found, identifier) in enumerate(identified(_shown(report), report.lines)):
        result = _result(found, indices[found.code], identifier)
        if found.fix:
            result["fixes"] = [_fix(found, found.fix, ranges)]
        text = json.dumps(result, ensure_ascii=False)
        yield f"{',' if number else ''}\n  {text.encode('utf-8', 'backslashreplace').decode()}"


def _shown(report: Report) -> Sequence[Diagnostic]:
    """Return the findings, or the worst of them if there are too many."""
    if len(report.diagnostics) <= LIMIT:
        return report.diagnostics
    order = tuple(Severity)
    return sorted(report.diagnostics, key=lambda found: order.index(found.severity))[:LIMIT]


def _result(found: Diagnostic, index: int, identifier: str) -> dict[str, JsonValue]:
    place: dict[str, JsonValue] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(found.path)},
            "region": {
                "startLine": found.line,
                "startColumn": found.column,
                "endLine": found.end_line,
                # The column after the last one.
                "endColumn": found.end_column + 1,
            },
        }
    }
    if found.agent:
        place["logicalLocations"] = [{"name": found.agent, "kind": "module"}]
    return {
        "ruleId": found.code,
        "ruleIndex": index,
        "level": _LEVELS[found.severity],
        "message": {"text": _text(found)},
        "locations": [place],
        "partialFingerprints": {_FINGERPRINT: identifier},
    }


def _fix(found: Diagnostic, fix: Fix, ranges: Ranges) -> dict[str, JsonValue]:
    how = "" if fix.safe else " (may change the meaning)"
    replacements = [
        {
            "deletedRegion": _region(ranges.of(found.path, edit)),
            "insertedContent": {"text": edit.text},
        }
        for edit in fix.edits
    ]
    change = {"artifactLocation": {"uri": _uri(found.path)}, "replacements": replacements}
    return {
        "description": {"text": f"{found.hint or found.message}{how}".replace("](", "] (")},
        "artifactChanges": [change],
    }


def _region(place: Range) -> dict[str, JsonValue]:
    (line, column), (end_line, end_column) = place
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
    }


def _text(found: Diagnostic) -> str:
    text = f"{found.message}\n{found.hint}" if found.hint else found.message
    # SARIF would turn `[text](address)` in a document into a link.
    return text.replace("](", "] (")


def _uri(address: str) -> str:
    quoted = quote(_bytes(address))
    return f"file://{quoted}" if PurePath(address).is_absolute() else quoted


def _bytes(name: str) -> bytes:
    """Return a path as bytes, with escapes if it is not valid for the file system."""
    try:
        return os.fsencode(name)
    except UnicodeEncodeError:
        return name.encode("utf-8", "backslashreplace")
