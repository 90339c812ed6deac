"""Findings as one JSON object: a summary, and the diagnostics."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields

from ionflux.core.findings import Diagnostic
from ionflux.output.report import Report

_KEYS = tuple(item.name for item in fields(Diagnostic))


def render(report: Report) -> Iterator[str]:
    """Yield one object with the summary and the findings, each of these on a line."""
    forms = {} if report.forms is None else {"forms": report.forms}
    yield f'{{"summary": {json.dumps(report.summary() | forms)},\n "diagnostics": ['
    for number, found in enumerate(report.diagnostics):
        yield f"{',' if number else ''}\n  {_object(found)}"
    yield "]}\n"


def _object(found: Diagnostic) -> str:
    text = json.dumps({key: getattr(found, key) for key in _KEYS}, ensure_ascii=False)
    # A path that is not UTF-8 has lone surrogates, which are escaped in JSON.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
