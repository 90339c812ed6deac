"""The heading states a number of lines, but the text has another number.

`### 1 ▸ Introdução (22 linhas)` states 22 lines that are not blank, counted up to the "Punch
final" mark. A heading without a number is not checked.

Why it matters: the number is the author's own requirement. A line lost in editing, or two joined
lines, are not noticed otherwise.

How to fix: write the missing lines, or correct the number in the heading.

Bad:

    ### 1 ▸ Introduction (3 lines)
    The inbox is full.
    Nobody reads it.

Good:

    ### 1 ▸ Introduction (2 lines)
    The inbox is full.
    Nobody reads it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.checks.subject import Subject
from ionflux.core.findings import Finding, Severity
from ionflux.core.patterns import regex
from ionflux.core.words import counted, fold
from ionflux.language import vocabulary

SEVERITY = Severity.WARNING

_PROMISE = regex(r"\(\s*(?P<number>[0-9]{1,6})\s+(?P<word>\w+)\s*\)")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding if the introduction is longer or shorter than stated."""
    text = subject.agent.introduction_text
    sections = subject.of("introduction")
    # An introduction that is not written yet is reported as IFX005 or IFX006.
    if not text or not sections or (promised := _promised(sections[0].title)) is None:
        return
    written = sum(map(bool, map(str.strip, text.split("\n"))))
    if written != promised:
        yield Finding(
            f"the heading states {promised} lines, but the introduction has {written}",
            loc=("introduction_text",),
            hint=_hint(promised - written),
            field="introduction_text",
        )


def _promised(title: str) -> int | None:
    for found in _PROMISE.finditer(title):
        if fold(found["word"]) in vocabulary().line_words:
            return int(found["number"])
    return None


def _hint(missing: int) -> str:
    lines = counted(abs(missing), "line")
    return f"{lines} {'missing' if missing > 0 else 'too many'}; blank lines do not count"
