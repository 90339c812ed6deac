"""Block quotes: what takes markdown-it-py quadratic time is bounded."""

from __future__ import annotations

import pytest

import ionflux
from ionflux.markdown.html import to_html
from reading_samples import blueprint

ALTERNATING = "total:\n>-\n"
"""For each of these quotes, the parser looks at all lines up to an empty one."""
MANY = 20_000
"""Of these it would take minutes."""
NEEDS_THE_PARSER = "* item\n  ```\n  code\n  ```\n"


def test_a_page_with_many_quotes_is_shown() -> None:
    shown = to_html(ALTERNATING * MANY)
    assert shown.count("total:") == MANY
    assert "<blockquote>" in shown


def test_a_document_with_many_quotes_is_read() -> None:
    text = blueprint(f"### KPIs\n{NEEDS_THE_PARSER}\n{ALTERNATING * MANY}\n### Purpose\nkeep")
    (agent,) = ionflux.compile_text(text).definitions
    assert (agent.kpis_definition or "").count("total:") == MANY
    assert agent.description == "keep"


@pytest.mark.parametrize("between", ["", "\n"])
def test_quotes_of_usual_length_are_quotes(between: str) -> None:
    shown = to_html(f"> a\n> b\n{between}" * 300)
    assert shown.count("<blockquote>") == (300 if between else 1)
