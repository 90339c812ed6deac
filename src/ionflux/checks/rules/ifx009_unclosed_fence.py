"""A code fence that is never closed.

It ends with the document, and all text after it is code. A fence that includes the heading of
another agent, and ends where a fence of that agent should have ended, is also reported.

Why it matters: headings in code are not structure: every section and every agent after the
fence is lost.

How to fix: close the fence with as many backticks (or tildes) as opened it, or delete it if
it is a leftover.

Bad:

    ```
    /agents/emailwizard/
      └── agent.py

    ## AGENT 002 — Stock Keeper

Good:

    ```
    /agents/emailwizard/
      └── agent.py
    ```

    ## AGENT 002 — Stock Keeper
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ionflux.core.edits import Edit, Fix, insertion
from ionflux.core.findings import Finding, Severity
from ionflux.core.patterns import regex

if TYPE_CHECKING:
    from ionflux.checks.fixing import About
    from ionflux.forms.sections.page import Page
    from ionflux.markdown import Fence

SEVERITY = Severity.WARNING


_HEADING = regex(r"(?:\A|\n) {0,3}#{1,6}[ \t]++(?P<title>[^\n]*\S)")


def fix(finding: Finding, about: About) -> Fix | None:
    """Close the fence after the last line of the document, or remove an empty one."""
    fence = about.page.fence_at(about.start)
    if fence is None or fence.closed or fence.contained or finding.severity is Severity.ERROR:
        return None
    text = about.source.text
    body = text[fence.body : fence.body_end]
    if not body.strip():
        return Fix((Edit(fence.start, fence.body, ""),))
    if not _is_all_code(about.page, fence, body):
        return None
    line = text[fence.start : fence.body]
    indent = line[: len(line) - len(line.lstrip(" "))]
    closing = insertion(fence.body + len(body.rstrip()), f"\n{indent}{fence.run}")
    return Fix((closing,))


def _is_all_code(page: Page, fence: Fence, body: str) -> bool:
    """Tell whether the content of an open fence seems to be code to its end."""
    # Not needed to explain the code.
    from ionflux.forms.sections.definition_block import block_of, is_yaml
    from ionflux.forms.sections.titles import meaning
    from ionflux.yaml.composer import compose

    if is_yaml(fence) and not compose(block_of(page.source, fence)).roots:
        return False
    titles = (meaning(found["title"], page.vocabulary) for found in _HEADING.finditer(body))
    return not any(title.kind or title.agent for title in titles)
