"""A webhook path does not start with `/`, or contains white space, `?` or `#`.

The part of a URL after `?` is its query, and the part after `#` is never sent: neither belongs to
the path.

Why it matters: no call could ever reach it.

How to fix: begin the path with `/`, use `-` or `_` instead of blanks, and write variable parts as
placeholders (`/orders/{id}`).

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
