"""A check of what must be true of the outcome of any document."""

from __future__ import annotations

import json
import unicodedata

import ionflux
from ionflux.output.report import Report
from ionflux.output.reporters import reporter


def check(text: str) -> ionflux.Compilation:
    """Compile a text and check what must be true of any outcome."""
    result = ionflux.compile_text(text)
    written = json.loads(result.to_json())
    for definition, record in zip(result.definitions, written["agent_definitions"], strict=True):
        assert ionflux.AgentDefinition.model_validate(record) == definition
    length = text.count("\n") + text.count("\r") + 1
    for found in result.diagnostics:
        assert 1 <= found.line <= found.end_line <= length
        assert found.column >= 1
        assert (found.end_line, found.end_column) >= (found.line, found.column)
    order = [(found.path, found.line, found.column, found.code) for found in result.diagnostics]
    assert order == sorted(order)
    lines = text.split("\n")
    report = Report(result.diagnostics, lines=lambda _: lines)
    shown = "".join(reporter("text")(report))
    assert not any(unicodedata.category(c) == "Cc" for c in shown.replace("\n", ""))
    return result
