"""A required key is missing.

Required are `id`, `name` and `version`, a trigger's `type`, a schedule's `cron`, a webhook's
`path`, and `key` and `type` of inputs and outputs; in an instance file `agent_definition_id`,
`workspace_id`, `name` and `created_by_user_id`. A key without a value is also missing.

Why it matters: there is no sensible default for any of these.

How to fix: add the key. If an unknown key was probably meant (`title` for `name`), the finding
points at that key.

Bad:

    triggers:
      - type: schedule

Good:

    triggers:
      - type: schedule
        cron: "0 8 * * *"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ionflux.core.edits import Fix
from ionflux.core.findings import Finding, Severity

if TYPE_CHECKING:
    from ionflux.checks.fixing import About

SEVERITY = Severity.ERROR


def fix(finding: Finding, about: About) -> Fix | None:
    """Write the key instead of the one that was certainly meant."""
    return about.rewriting(about.words.strip("\"'"), finding.write) if finding.write else None
