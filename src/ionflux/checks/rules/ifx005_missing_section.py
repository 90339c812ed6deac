"""A section of the standard blueprint is missing.

Its field is `null` or empty in the definition.

Why it matters: the section may have been forgotten, or its title may not be
recognised (then IFX007 reports it).

How to fix: add the section, or omit it: this is only an info, which does not fail the run.

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

_FORMS = frozenset({"sections", "front-matter"})
"""The forms whose agents consist of the standard sections."""

_PLACEHOLDER = "TBD"
_DEEPEST = 6
_DEFINITION, _ABOVE_DEFINITION = "definition", "strategic_integrations"
"""The section of the YAML block, and the one that it follows in a complete blueprint."""


def fix(_: Finding, about: About) -> Fix | None:
    """Add each section after those that precede it, with a placeholder.

    There is no fix if a section would be added where a fence or raw HTML is still open.
    """
    from ionflux.models.fields import standard_sections  # not needed to explain the code

    agent, page = about.blueprint, about.page
    heading = page.heading_at(about.start)
    if agent is None or agent.form not in _FORMS or heading is None or heading.level == _DEEPEST:
        return None
    below = page.below(heading)
    ends = [each.start for each in below if about.is_agent_title(each.title)]
    end = min([*ends[:1], len(page.source.text) if about.end is None else about.end])
    own = [each for each in below if each.start < end]
    order = list(standard_sections())
    order.insert(order.index(_ABOVE_DEFINITION) + 1, _DEFINITION)
    level = min((each.level for each in own), default=heading.level + 1)
    kinds = [about.kind_of(each.title) for each in own]
    added: dict[int, str] = {}
    for number, kind in enumerate(order):
        if kind in agent.kinds or kind == _DEFINITION:
            continue
        written = f"{'#' * level} {page.language.title_of(kind)}\n{_PLACEHOLDER}"
        before = [at for at, each in enumerate(kinds) if each in order[:number]]
        if before or not own:
            above = (
                [each for each in own[: before[-1] + 1] if each.level == level] if before else []
            )
            offset = page.end_of_text(above[-1] if above else heading, end)
            written = f"\n\n{written}"
        else:
            offset, written = own[0].start, f"{written}\n\n"
        added[offset] = added.get(offset, "") + written
    if any(map(page.is_left_open, added)):
        return None
    return Fix(tuple(insertion(*each) for each in added.items()), safe=False)
