"""The YAML has an unknown key; the hint names the nearest valid one.

If none is similar, it lists those that are valid there.

In a blueprint the key is kept, as it is, in `additional_sections.unknown_keys`; in an instance file
it is dropped.

Why it matters: a typing error in an optional key makes its value ineffective, and nothing else
would show it.

How to fix: correct the key. If it is meant for another program, silence the code for the
agent.

Bad:

    outputs:
      - key: report
        type: md
        descripton: what was sent

Good:

    outputs:
      - key: report
        type: md
        description: what was sent
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ionflux.core.edits import Fix
from ionflux.core.findings import Finding, Severity

if TYPE_CHECKING:
    from ionflux.checks.fixing import About

SEVERITY = Severity.WARNING


def fix(finding: Finding, about: About) -> Fix | None:
    """Write the key that was certainly meant."""
    return about.rewriting(about.words.strip("\"'"), finding.write) if finding.write else None
