"""A cron expression that cannot be read; the message names the field that is wrong.

Five fields: minute, hour, day of month, month, day of week; or a macro such as `@daily`.

Why it matters: the trigger would never fire.

How to fix: correct the field named. Quote the expression: a YAML value cannot begin with a
bare `*`.

Bad:

    triggers:
      - type: schedule
        cron: "0 25 * * *"

Good:

    triggers:
      - type: schedule
        cron: "0 23 * * *"
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
