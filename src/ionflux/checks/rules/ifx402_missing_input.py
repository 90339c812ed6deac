"""A required input has no value.

Why it matters: the agent cannot run without it, and would fail when it is first triggered.

How to fix: set the value under `config`, or make the input optional in the blueprint.

Bad:

    # the blueprint has: {key: goal, type: string, required: true}
    config: {}

Good:

    config:
      goal: more followers
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
