"""An override of a trigger that the definition does not have.

Why it matters: the override changes nothing, though its writer believes it does.

How to fix: use a type, and for webhooks a path, that the definition has.

Bad:

    # the blueprint has a webhook only
    config:
      triggers:
        - type: schedule
          config_override: {cron: "0 9 * * *"}

Good:

    config:
      triggers:
        - type: webhook
          enabled: false
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
