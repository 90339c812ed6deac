"""The configuration sets an input that the definition does not declare; the hint names the nearest.

Why it matters: a typing error leaves the real input at its default.

How to fix: correct the key, or declare the input in the blueprint. Declare keys of the
platform that are not inputs in the project's configuration (`configure.extra`).

Bad:

    config:
      shopfy_event: {}

Good:

    config:
      shopify_event: {}
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
