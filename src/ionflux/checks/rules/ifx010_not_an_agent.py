"""Text looks like an agent but is not read as one.

A heading with the word for an agent that lacks its number or its dash, has the number in words or
Roman numerals, another separator or a typing error; bold text, HTML, an underlined line or
`##AGENT` without a blank instead of a heading; and any definition block outside of all agents. It
is an error where a definition block would be lost, a warning where a standard section would be
lost, and an info elsewhere: a prose heading such as `### Agent 1: reuse` is fine.

Why it matters: an agent that is not recognised is not in the output, and `import --prune` would
mark the one in the database as deprecated.

How to fix: write the heading as the hint shows. If no agent is meant, mark the block as a
language other than YAML, or put it into a comment.

Bad:

    ## AGENT 005 Price Hawk

    ### 5 ▸ YAML Definition

Good:

    ## AGENT 005 — Price Hawk

    ### 5 ▸ YAML Definition
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ionflux.core.edits import Fix
from ionflux.core.findings import Finding, Severity
from ionflux.core.patterns import regex

if TYPE_CHECKING:
    from ionflux.checks.fixing import About

SEVERITY = Severity.WARNING


_NEARLY = regex(
    r"(?P<marks>#{1,6})(?P<blank>[ \t]*)"
    r"(?P<lead>[^\w\n]{0,10}[^\W\d_]{1,20}[\s#nNºo°.-]{0,6}[0-9]{1,18}(?![0-9]))"
    # Digits and letters directly after the number are a part of it: `1.2`, `001a`.
    r"(?!\.[0-9])(?P<separator>[ \t.,;|/\\_=>~·•→‒―−)—–:-]++)(?!\([^()]*\)\s*[—–:-])(?P<title>.+)"
)
_DASHES = frozenset("—–:-")


def fix(finding: Finding, about: About) -> Fix | None:
    """Put a dash between the number and the title of a heading, and a blank after its marks."""
    found = _NEARLY.fullmatch(about.words)
    if finding.severity is Severity.INFO or found is None:
        return None
    separator = " — " if _DASHES.isdisjoint(found["separator"]) else found["separator"]
    title = f"{found['lead']}{separator}{found['title']}"
    heading = f"{found['marks']}{found['blank'] or ' '}{title}"
    if heading == about.words or not about.is_agent_title(title):
        return None
    return about.rewriting(about.words, heading)
