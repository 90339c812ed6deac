"""A webhook path that does not start with `/`, or holds white space, `?` or `#`.

What follows `?` in a call is its query, and what follows `#` never leaves the caller: neither is
part of a path.

Why it matters: no call could ever reach it.

How to fix: begin the path with `/`, use `-` or `_` for spaces, and write values that change as
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
