"""A value is not of the type that the input declares, or does not fit its JSON Schema.

Why it matters: the agent gets an unexpected value, and fails while it runs.

How to fix: correct the value. Quotes make a string: `5` is a number, `"5"` is not.

Bad:

    # the blueprint has: {key: limit, type: number}
    config:
      limit: "5"

Good:

    config:
      limit: 5
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
