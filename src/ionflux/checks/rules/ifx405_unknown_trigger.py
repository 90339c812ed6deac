"""An override of a trigger that the definition does not have, or of one of several.

A trigger is named by `type`, or by `trigger_definition_key`; where several triggers fit, also by
their `cron`, `path` or `method`.

Why it matters: the override changes nothing, though its writer believes it does.

How to fix: use a type or key that the definition has; where several triggers fit, add the `cron` or
`path` of the one that is meant.

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
