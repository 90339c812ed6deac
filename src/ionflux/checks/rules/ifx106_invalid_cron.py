"""A cron expression that cannot be read; the message names the field that is wrong.

Five fields: minute, hour, day of month, month, day of week; or a macro such as `@daily`. A range
of weekdays may end with Sunday (`MON-SUN`, `6-7`).

A step that is longer than its field is a warning: `*/70` in the minutes takes one value, 0, and so
runs every hour.

Why it matters: the trigger would never fire, or not when it was meant to.

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

from __future__ import annotations

from collections.abc import Iterator

from ionflux.checks.subject import Subject
from ionflux.core.findings import Finding, Severity
from ionflux.models.agent_definition import ScheduleTrigger
from ionflux.models.crons import long_steps

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a warning for each step of a schedule that is longer than its field."""
    for index, trigger in enumerate(subject.agent.triggers_config):
        if not isinstance(trigger, ScheduleTrigger):
            continue
        for term, step, field, size in long_steps(trigger.config["cron"]):
            yield Finding(
                f"`{term}` never takes a second value: the field of the {field} has {size},"
                f" so a step of {step} is too long",
                loc=("triggers_config", index, "config", "cron"),
                hint="every hour is `0 * * * *`, every day `0 0 * * *`, and a longer time between"
                " runs is set by the fields behind",
                severity=Severity.WARNING,
            )
