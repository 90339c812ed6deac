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
    from ionflux.yaml.nodes import Block

SEVERITY = Severity.ERROR


def fix(_: Finding, about: About) -> Fix | None:
    """Repair the whole block, if the correction is certain."""
    from ionflux.checks.syntax_repairs import repaired  # not needed to explain the code

    block = _block(about)
    found = repaired(block) if block else None
    return about.in_block(block, *found.edits, safe=found.certain) if block and found else None


def _block(about: About) -> Block | None:
    """Return the block of YAML that the place is in, if it is closed: a fence or front matter."""
    from ionflux.forms.sections.definition_block import block_of

    fence, front = about.page.fence_at(about.start), about.page.front
    if fence is not None:
        return block_of(about.source, fence) if fence.closed else None
    if front is None or not front.is_closed:
        return None
    block = front.block(about.source)
    return block if block.first_line <= about.place.line < about.source.line(front.end) else None
