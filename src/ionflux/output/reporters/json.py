"""Findings as one JSON object: a summary, and the diagnostics."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields

from ionflux.core.findings import Diagnostic
from ionflux.core.json_value import JsonValue
from ionflux.output.fixes import Range, Ranges
from ionflux.output.report import Report

_KEYS = tuple(item.name for item in fields(Diagnostic) if item.name != "fix")


def render(report: Report) -> Iterator[str]:
    """Yield one object with the summary and the findings, each of these on a line."""
    forms = {} if report.forms is None else {"forms": report.forms}
    yield f'{{"summary": {json.dumps(report.summary() | forms)},\n "diagnostics": ['
    ranges = Ranges(report.lines)
    for number, found in enumerate(report.diagnostics):
        yield f"{',' if number else ''}\n  {_object(found, ranges)}"
    yield "]"
    if report.statistics:
        yield f',\n "statistics": {json.dumps(_statistics(report))}'
    yield "}\n"


def _statistics(report: Report) -> JsonValue:
    return [
        {"code": found.code, "name": found.name, "severity": found.severity, "count": count}
        for found, count in report.by_code()
    ]


def _object(found: Diagnostic, ranges: Ranges) -> str:
    shown = {key: getattr(found, key) for key in _KEYS}
    if found.fix:
        edits = [_edit(ranges.of(found.path, edit), edit.text) for edit in found.fix.edits]
        shown["fix"] = {"safe": found.fix.safe, "edits": edits}
    text = json.dumps(shown, ensure_ascii=False)
    # A path that is not UTF-8 has lone surrogates, which are escaped in JSON.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _edit(place: Range, text: str) -> dict[str, JsonValue]:
    start, end = (dict(zip(("line", "column"), at, strict=True)) for at in place)
    return {"start": start, "end": end, "text": text}
