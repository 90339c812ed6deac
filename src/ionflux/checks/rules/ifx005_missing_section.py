"""A section of the standard blueprint is not there.

Its field is `null` or empty in the definition.

Why it matters: the section may have been forgotten, or its title may be one that is not
understood (then IFX007 names it).

How to fix: add the section, or leave it out for good: this is an info, and fails nothing.

Bad:

    ### 9 ▸ Scheduling & Triggers
    …
    ### 11 ▸ Failure & Fallback

Good:

    ### 9 ▸ Scheduling & Triggers
    …
    ### 10 ▸ KPIs
    …
    ### 11 ▸ Failure & Fallback
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ionflux.core.edits import Fix, insertion
from ionflux.core.findings import Finding, Severity

if TYPE_CHECKING:
    from ionflux.checks.fixing import About

SEVERITY = Severity.INFO

_PLACEHOLDER = "TBD"
_DEEPEST = 6


def fix(_: Finding, about: About) -> Fix | None:
    """Add the sections at the agent's end, each with a placeholder."""
    from ionflux.models.fields import standard_sections  # not to explain the code

    agent, page = about.blueprint, about.page
    heading = page.heading_at(about.start)
    if agent is None or heading is None or heading.level == _DEEPEST:
        return None
    missing = [kind for kind in standard_sections() if kind not in agent.kinds]
    marks = "#" * (heading.level + 1)
    titles = (page.language.title_of(kind) for kind in missing)
    written = "".join(f"\n\n{marks} {title}\n{_PLACEHOLDER}" for title in titles)
    return Fix((insertion(page.end_of_text(heading), written),), safe=False)
