"""An override is for a trigger that the definition does not have, or fits several.

A trigger is identified by `type`, or by `trigger_definition_key`; if several triggers fit, also by
their `cron`, `path` or `method`.

Why it matters: the override has no effect, although its author expects one.

How to fix: use a type or key that the definition has; if several triggers fit, add the `cron` or
`path` of the right one.

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
