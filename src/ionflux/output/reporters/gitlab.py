"""Findings as a Code Quality report of GitLab, which merge requests show."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ionflux.core.findings import Diagnostic, Severity
from ionflux.core.json_value import JsonValue
from ionflux.output.identifiers import identified
from ionflux.output.report import Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> Iterator[str]:
    """Yield one list with an object for each finding, each of these on a line."""
    yield "["
    for number, found in enumerate(identified(report.diagnostics, report.lines)):
        text = json.dumps(_object(*found), ensure_ascii=False)
        # A path that is not UTF-8 has lone surrogates, which are escaped in JSON.
        yield f"{',' if number else ''}\n  {text.encode('utf-8', 'backslashreplace').decode()}"
    yield "]\n"


def _object(found: Diagnostic, identifier: str) -> dict[str, JsonValue]:
    hint = f"; {found.hint}" if found.hint else ""
    return {
        "description": f"{found.code} {found.message}{hint}",
        "check_name": found.name,
        "fingerprint": identifier,
        "severity": _SEVERITIES[found.severity],
        "location": {
            "path": found.path,
            "lines": {"begin": found.line, "end": found.end_line},
        },
    }
