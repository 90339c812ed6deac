"""The YAML block is not valid YAML; the place is in the Markdown document.

Why it matters: the block cannot be read, so the agent cannot be compiled.

How to fix: check the reported place and the line above it. The usual causes: a tab, a colon in
text without quotes, a quote that is not closed, an item that is not indented like its
neighbours.

Bad:

    description: sends mail: fast
    triggers:
      - type: webhook
       path: "/run"

Good:

    description: "sends mail: fast"
    triggers:
      - type: webhook
        path: "/run"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ionflux.core.edits import Fix
from ionflux.core.findings import Finding, Severity

if TYPE_CHECKING:
    from ionflux.checks.fixing import About

SEVERITY = Severity.ERROR


def fix(_: Finding, about: About) -> Fix | None:
    """Repair the whole block, if the correction is certain."""
    # Not needed to explain the code.
    from ionflux.checks.syntax_repairs import repaired
    from ionflux.forms.sections.definition_block import block_of

    fence = about.page.fence_at(about.start)
    if fence is None or not fence.closed:
        return None
    block = block_of(about.source, fence)
    found = repaired(block)
    return about.in_block(block, *found.edits, safe=found.certain) if found else None
