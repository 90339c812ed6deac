"""A cron expression is not valid; the message names the wrong field.

Five fields: minute, hour, day of month, month, day of week; or a macro such as `@daily`. A range
of weekdays may end with Sunday (`MON-SUN`, `6-7`).

A step that is longer than its field is a warning: `*/70` in the minutes has one value, 0, and so
runs every hour. A term that many schedulers reject (`L`, `LW`, `5L`, `5#2`) is an info: crontab,
systemd, Kubernetes and most libraries do not support them.

Why it matters: the trigger would never fire, or not when it was meant to.

How to fix: correct the named field. Quote the expression: a YAML value cannot begin with a
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
from ionflux.core.findings import Finding, Loc, Severity
from ionflux.models.crons import LongStep, long_steps, unusual_terms
from ionflux.models.triggers import ScheduleTrigger

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Finding]:
    """Yield findings about unusual schedules of an agent."""
    for index, trigger in enumerate(subject.agent.triggers_config):
        if isinstance(trigger, ScheduleTrigger):
            loc = ("triggers_config", index, "config", "cron")
            cron = trigger.config["cron"]
            yield from (_long_step(step, loc) for step in long_steps(cron))
            yield from (_unusual_term(term, loc) for term in unusual_terms(cron))


def _long_step(found: LongStep, loc: Loc) -> Finding:
    return Finding(
        f"`{found.term}` never takes a second value: the field of the {found.field} has"
        f" {found.size}, so a step of {found.step} is too long",
        loc=loc,
        hint="every hour is `0 * * * *`, every day `0 0 * * *`, and a longer time between"
        " runs is set by the later fields",
        severity=Severity.WARNING,
    )


def _unusual_term(term: str, loc: Loc) -> Finding:
    return Finding(
        f"many schedulers do not accept `{term}`",
        loc=loc,
        hint="check that yours does, or name the days by their numbers",
        severity=Severity.INFO,
    )
