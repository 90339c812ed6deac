"""Findings as workflow commands, which GitHub shows beside the changed lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from ionflux.core.findings import Diagnostic, Severity
from ionflux.output.reporters.report import Report, portable
from ionflux.output.reporters.shown import shown

LIMIT = 10
"""Annotations of each kind that GitHub shows for one step; it drops all further ones."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_ESCAPED = {"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"}


def render(report: Report) -> Iterator[str]:
    """Yield errors, then warnings, then infos, each up to GitHub's limit; say what was cut."""
    cut = _cut(report)
    for severity in Severity:
        room = LIMIT - 1 if cut and severity is Severity.INFO else LIMIT
        yield from map(_command, islice(_of(report.diagnostics, severity), room))
    # A notice itself, it has kept its place among those that are shown.
    if cut:
        yield f"::notice title=ionflux::{_message(cut)}\n"


def _of(diagnostics: Iterable[Diagnostic], severity: Severity) -> Iterator[Diagnostic]:
    return (found for found in diagnostics if found.severity is severity)


def _cut(report: Report) -> str:
    counts = {severity: report.count(severity) for severity in Severity}
    if all(count <= LIMIT for count in counts.values()):
        return ""
    room = {Severity.ERROR: LIMIT, Severity.WARNING: LIMIT, Severity.INFO: LIMIT - 1}
    said = (f"{room[s]} of {n} {s}s" for s, n in counts.items() if n > room[s])
    return f"GitHub shows {LIMIT} annotations of a kind in a step; shown are {', '.join(said)}"


def _command(found: Diagnostic) -> str:
    place = {"file": portable(found.path), "line": found.line, "endLine": found.end_line}
    if found.line == found.end_line:
        place |= {"col": found.column, "endColumn": found.end_column}
    place["title"] = f"{found.code} {found.name}"
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in place.items())
    text = shown(found.message) + (f"\n{shown(found.hint)}" if found.hint else "")
    return f"::{_COMMANDS[found.severity]} {properties}::{_message(text)}\n"


def _message(text: str) -> str:
    return re.sub(r"[%\r\n]", lambda m: _ESCAPED[m.group()], text)


def _property(text: str) -> str:
    return re.sub(r"[%\r\n:,]", lambda m: _ESCAPED[m.group()], shown(text))
