"""A standard section at the agent's own level, which ends the agent.

An agent ends before the next heading of the same or a higher level. A standard section there that
the agent lacks was probably meant to be a part of it.

Why it matters: the section's field stays empty, and so do those of all sections below it.

How to fix: give the heading one more `#` than the agent's.

Bad:

    ## AGENT 001 — Email Wizard

    ## Files & Paths

Good:

    ## AGENT 001 — Email Wizard

    ### Files & Paths
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ionflux.core.edits import Fix, insertion
from ionflux.core.findings import Finding, Severity

if TYPE_CHECKING:
    from ionflux.checks.fixing import About

SEVERITY = Severity.WARNING
_DEEPEST = 6


def fix(finding: Finding, about: About) -> Fix | None:
    """Move the section to the level of the agent's sections, with everything below it."""
    heading = about.page.heading_at(about.start)
    if heading is None or finding.write is None:
        return None
    moved = [heading, *about.page.below(heading)]
    marks = "#" * (len(finding.write) - heading.level)
    if not marks or max(each.level for each in moved) + len(marks) > _DEEPEST:
        return None
    text = about.source.text
    return Fix(tuple(insertion(text.index("#", each.start), marks) for each in moved), safe=False)
