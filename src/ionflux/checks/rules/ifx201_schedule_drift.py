"""The text names a schedule that no trigger has, or mentions one although the YAML has none.

A cron expression in the scheduling section must mean the same as that of a `schedule` trigger:
`0 */1 * * *`, `0 * * * *` and `@hourly` are the same.

Words are also compared: how often ("hourly", "a cada 15 min", "semanal"), on which days of the week
and at what time. A schedule satisfies them if it runs at least as often, on those days and at that
time: a daily run can do weekly work, and `*/15 * * * *` runs at 08:00. Words that refer to the
schedule itself ("Schedule: weekly", "Cron semanal"), or the only ones in the text that name a
frequency, must match exactly: a daily trigger is not weekly. If the text has another time zone than
the schedule, only the minutes of a time are compared; days of the month never are.

If the YAML has no schedule, any mention of one is reported ("scheduled jobs", "Cron:").
Breaker rules, limits, retries, windows ("between 08:00 and 18:00") and durations ("24 h without an
event") are not schedules. Schedules that the text negates, strikes out, or calls past, planned or
an example are ignored ("no longer `0 9 * * *`", "e.g. hourly").

Why it matters: the platform follows the YAML. The job in the text never runs, or runs at another
time, and the reason is hard to find.

How to fix: add the trigger to the YAML, or correct the text.

Bad:

    triggers:
      - type: schedule
        cron: "0 8 * * *"

    ### 9 ▸ Scheduling & Triggers
    * Cron: 0 9 * * * refreshes the statistics.
    * Hourly: sends the queue.

Good:

    triggers:
      - type: schedule
        cron: "0 8 * * *"

    ### 9 ▸ Scheduling & Triggers
    * Cron: 0 8 * * * refreshes the statistics.
    * Weekly: sends a report.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ionflux.checks.fixing import About
from ionflux.checks.rules.crons import WrittenCron, written_crons
from ionflux.checks.rules.frequency_crons import cron_for
from ionflux.checks.rules.kept_frequencies import Schedule, keeps
from ionflux.checks.statements import Statement, current
from ionflux.checks.subject import Subject
from ionflux.core.edits import Fix
from ionflux.core.findings import Finding, Severity
from ionflux.language.frequencies import Frequency, frequencies, may_name_one
from ionflux.language.negations import is_passed_over, tells_of_another_version
from ionflux.models.crons import cron_times
from ionflux.models.sameness import cron_key
from ionflux.models.triggers import ScheduleTrigger
from ionflux.yaml.quoting import as_yaml

SEVERITY = Severity.WARNING

_SHOWN = 5
"""How many schedules of the YAML a hint lists."""


class _Told(NamedTuple):
    """A statement with its cron expressions and frequencies."""

    statement: Statement
    crons: Sequence[WrittenCron]
    frequencies: Sequence[Frequency]

    def drift(self, named: WrittenCron | Frequency, message: str, hint: str) -> Finding:
        """Return the finding about some words in the statement; `{}` stands for the words."""
        start, end = named.extent
        return Finding(
            message.replace("{}", self.statement.words[start:end]),
            self.statement.part(start, end),
            hint=hint,
            field="triggers_config",
            write=named.valid if isinstance(named, WrittenCron) else cron_for(named),
        )


def check(subject: Subject) -> Iterator[Finding]:
    """Yield findings for the statements that disagree with the schedules of the YAML."""
    triggers = [t for t in subject.agent.triggers_config if isinstance(t, ScheduleTrigger)]
    for statements in subject.statements("scheduling"):
        told = tuple(_told(statements, vague=not triggers))
        yield from _beside(triggers, told) if triggers else _without_schedule(told)


def _told(statements: Iterable[Statement], *, vague: bool) -> Iterator[_Told]:
    """Yield statements with schedules, except items below a line that calls them past."""
    for statement in current(statements):
        crons = tuple(written_crons(statement.words))
        # If the YAML has no schedule, a single word about one is enough.
        asked = not (crons and vague) and may_name_one(
            statement.words, statement.each(), vague=vague
        )
        named = tuple(_frequencies(statement, vague=vague)) if asked else ()
        if crons or named:
            yield _Told(statement, crons, named)


def _frequencies(statement: Statement, *, vague: bool) -> Iterator[Frequency]:
    for named in frequencies(statement.folded(), vague=vague):
        if not tells_of_another_version(statement.words, named.start, named.end):
            yield named


def _without_schedule(told: Sequence[_Told]) -> Iterator[Finding]:
    """Yield mentions of a schedule, one for each statement."""
    for one in told:
        if cron := next(_other_crons(one, ()), None):
            hint = f'add `- type: schedule` with `cron: "{cron.words}"` to the triggers'
            message = "the text names the cron `{}`, but the YAML has no schedule"
            yield one.drift(cron, message, hint)
        elif one.frequencies and not one.crons:
            named = one.frequencies[0]
            hint = "add a trigger of type `schedule` to the YAML, or remove it from the text"
            message = "the text mentions a schedule (“{}”), but the YAML has none"
            yield one.drift(named, message, hint)


def _beside(triggers: Sequence[ScheduleTrigger], told: Sequence[_Told]) -> Iterator[Finding]:
    """Yield words for other schedules than those of the YAML."""
    crons = [trigger.config["cron"] for trigger in triggers]
    keys = {cron_key(cron) for cron in crons}
    is_only_one = sum(len(one.crons) + len(one.frequencies) for one in told) == 1
    for one in told:
        others: list[tuple[WrittenCron | Frequency, str]] = [
            (cron, "the text names the cron `{}`, which no trigger has")
            for cron in _other_crons(one, keys)
        ]
        if not others and (named := _not_kept(one, triggers, is_only_one=is_only_one)):
            message = "the text says “{}”, but no schedule in the YAML runs like that"
            others = [(named, message)]
        for found, message in others:
            said = " and ".join(f"`{cron}`" for cron in crons[:_SHOWN])
            yield one.drift(found, message, f"the YAML says {said}")


def _schedule(trigger: ScheduleTrigger) -> Schedule | None:
    times = cron_times(trigger.config["cron"])
    zone = dict(trigger.config).get("timezone")
    return Schedule(times, str(zone or "")) if times else None


def _other_crons(one: _Told, known: Collection[Hashable]) -> Iterator[WrittenCron]:
    """Yield the cron expressions of a statement that differ from all known ones, each once."""
    seen: set[Hashable] = set()
    for cron in one.crons:
        meant = {cron_key(reading) for reading in cron.readings}
        if meant.isdisjoint(known) and meant.isdisjoint(seen):
            seen |= meant
            words = one.statement.words
            if not (
                is_passed_over(words, *cron.extent) or tells_of_another_version(words, *cron.extent)
            ):
                yield cron


def _not_kept(
    one: _Told, triggers: Sequence[ScheduleTrigger], *, is_only_one: bool
) -> Frequency | None:
    """Return the first frequency of a statement that the schedules do not satisfy."""
    for named in one.frequencies:
        schedules = [schedule for trigger in triggers if (schedule := _schedule(trigger))]
        itself = named.announced and not one.crons
        compared = itself or (is_only_one if named.period is None else named.period >= 1)
        if compared and not keeps(schedules, named, exactly=itself or is_only_one):
            return named
    return None


def fix(finding: Finding, about: About) -> Fix | None:
    """Add the schedule in the text, if there is a cron expression for it."""
    if finding.write is None:
        return None
    return about.adding(["triggers"], {"type": "schedule", "cron": as_yaml(finding.write)})
