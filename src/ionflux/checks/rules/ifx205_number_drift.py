"""The heading's number differs from the id's.

`## AGENTE 004 — …` belongs to the id `agent_004` (or `agent_4`, or `agent_004_beta`). A UUID
has no number to compare.

Why it matters: people say "agent 4", programs use `agent_004`. A copied blueprint that kept the
id of the original overwrites the original.

How to fix: correct the wrong one; other blueprints show which numbers are free.

Bad:

    ## AGENT 004 — Stock Keeper

    id: agent_003

Good:

    ## AGENT 004 — Stock Keeper

    id: agent_004
"""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.checks.fixing import About
from ionflux.checks.subject import Subject
from ionflux.core.edits import Fix
from ionflux.core.findings import Finding, Severity
from ionflux.core.patterns import regex

SEVERITY = Severity.WARNING

_DIGITS = regex(r"agent_([0-9]+)")
_RUN = regex(r"[0-9]{1,18}")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding if heading and id have different numbers."""
    match, number = _DIGITS.match(subject.agent.id), subject.heading.number
    if match and number is not None and match[1].lstrip("0") != str(number).lstrip("0"):
        yield Finding(
            f"the heading says agent {number}, but the id is `{subject.agent.id}`",
            loc=("id",),
            hint=f"the heading's id would be `agent_{number:03}`",
            field="id",
        )


def fix(_: Finding, about: About) -> Fix | None:
    """Write the id's number in the heading, in as many digits as the heading has."""
    agent = about.blueprint
    found = _DIGITS.match(str(agent.values.get("id"))) if agent else None
    if agent is None or found is None:
        return None
    title = about._replace(place=agent.heading.place)
    written = next(
        (run for run in _RUN.findall(title.words) if int(run) == agent.heading.number), None
    )
    number = found[1].lstrip("0") or "0"
    return title.rewriting(written, number.zfill(len(written))) if written else None
