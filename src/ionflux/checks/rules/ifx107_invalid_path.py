"""A webhook path that does not start with `/` or holds white space.

Why it matters: no call could ever reach it.

How to fix: begin the path with `/`, and use `-` or `_` for blanks.

Bad:

    triggers:
      - type: webhook
        path: "emailwizard/run now"

Good:

    triggers:
      - type: webhook
        path: "/emailwizard/run-now"
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
