"""The configuration sets an input that the definition does not declare; the nearest is named.

Why it matters: a typing error leaves the real input at its default.

How to fix: correct the key, or declare the input in the blueprint.

Bad:

    config:
      shopfy_event: {}

Good:

    config:
      shopify_event: {}
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
