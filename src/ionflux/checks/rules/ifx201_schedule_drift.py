"""The text names a schedule that no trigger has, or speaks of one where the YAML has none.

A cron expression in the scheduling section must mean the same as that of a `schedule` trigger:
`0 */1 * * *`, `0 * * * *` and `@hourly` are one.

Words are compared, too: how often ("hourly", "a cada 15 min", "semanal"), on which days of the week
and at what time. A schedule keeps them that runs at least as often, on those days and at that
time: a daily run can do what is to be done weekly, and `*/15 * * * *` runs at 08:00. Words that
name the schedule itself ("Schedule: weekly", "Cron semanal"), or the only ones in the text that
name a frequency, must be the schedule's own: a daily trigger is not weekly. Of a time in another
time zone than the schedule's, only the minutes are compared, and days of the month are not.

Where the YAML has no schedule, whatever speaks of one is reported ("scheduled jobs", "Cron:").
Breaker rules, limits, retries, windows ("between 08:00 and 18:00") and durations ("24 h without an
event") are not schedules. What the text denies, calls past or planned, strikes out or gives as an
example is passed over ("no longer `0 9 * * *`", "e.g. hourly").

Why it matters: the platform runs what the YAML says. The job that the text promises never runs,
or runs at another time, and nobody sees why.

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

from collections.abc import Collection, Hashable, Iterator, Sequence
from typing import NamedTuple

from ionflux.checks.fixing import About
from ionflux.checks.rules.crons import WrittenCron, written_crons
from ionflux.checks.rules.frequency_crons import cron_for
from ionflux.checks.rules.kept_frequencies import Schedule, keeps
from ionflux.checks.rules.statements import Statement, statements
from ionflux.checks.subject import Subject
from ionflux.core.edits import Fix
from ionflux.core.findings import Finding, Severity
from ionflux.language.frequencies import Frequency, frequencies, introduces_the_past, may_name_one
from ionflux.language.negations import is_passed_over, tells_of_another_version
from ionflux.models.agent_definition import ScheduleTrigger
from ionflux.models.crons import cron_times
from ionflux.models.sameness import cron_key
from ionflux.yaml.quoting import as_yaml

SEVERITY = Severity.WARNING

_SHOWN = 5
"""Schedules of the YAML that a hint shows."""


class _Drift(NamedTuple):
    """What is wrong, and the offsets in the section between which the text says it."""

    start: int
    end: int
    message: str
    hint: str
    cron: str | None


class _Told(NamedTuple):
    """A statement with the cron expressions and the frequencies that it names."""

    statement: Statement
    crons: Sequence[WrittenCron]
    frequencies: Sequence[Frequency]

    def drift(self, named: WrittenCron | Frequency, message: str, hint: str) -> _Drift:
        """Return what is wrong with what the statement names; `{}` stands for the words."""
        start, end = named.extent
        message = message.replace("{}", self.statement.words[start:end])
        cron = named.valid if isinstance(named, WrittenCron) else cron_for(named)
        return _Drift(*self.statement.extent(start, end), message, hint, cron)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield findings for the statements that disagree with the schedules of the YAML."""
    triggers = [t for t in subject.agent.triggers_config if isinstance(t, ScheduleTrigger)]
    for section in subject.of("scheduling"):
        told = tuple(_told(section.text, vague=not triggers))
        for drift in _beside(triggers, told) if triggers else _without_schedule(told):
            place = section.part(drift.start, drift.end)
            yield Finding(
                drift.message, place, hint=drift.hint, field="triggers_config", write=drift.cron
            )


def _told(text: str, *, vague: bool) -> Iterator[_Told]:
    """Yield what names a schedule, without items below a line that calls them past or examples."""
    is_past = False
    for statement in statements(text):
        if not statement.is_item:
            is_past = statement.words.endswith(":") and introduces_the_past(statement.folded())
        if is_past:
            continue
        crons = tuple(written_crons(statement.words))
        # Where the YAML has no schedule, one word about another is enough.
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


def _without_schedule(told: Sequence[_Told]) -> Iterator[_Drift]:
    """Yield what speaks of a schedule, one for each statement."""
    for one in told:
        if cron := next(_other_crons(one, ()), None):
            hint = f'add `- type: schedule` with `cron: "{cron.words}"` to the triggers'
            message = "the text names the cron `{}`, but the YAML has no schedule"
            yield one.drift(cron, message, hint)
        elif one.frequencies and not one.crons:
            named = one.frequencies[0]
            hint = "add a trigger of type `schedule` to the YAML, or take it out of the text"
            message = "the text speaks of a schedule (“{}”), but the YAML has none"
            yield one.drift(named, message, hint)


def _beside(triggers: Sequence[ScheduleTrigger], told: Sequence[_Told]) -> Iterator[_Drift]:
    """Yield what names another schedule than those of the YAML."""
    crons = [trigger.config["cron"] for trigger in triggers]
    keys = {cron_key(cron) for cron in crons}
    is_only_one = sum(len(one.crons) + len(one.frequencies) for one in told) == 1
    for one in told:
        others: list[tuple[WrittenCron | Frequency, str]] = [
            (cron, "the text names the cron `{}`, which no trigger has")
            for cron in _other_crons(one, keys)
        ]
        if not others and (named := _not_kept(one, triggers, is_only_one=is_only_one)):
            message = "the text says “{}”, and no schedule in the YAML runs like that"
            others = [(named, message)]
        for found, message in others:
            said = " and ".join(f"`{cron}`" for cron in crons[:_SHOWN])
            yield one.drift(found, message, f"the YAML says {said}")


def _schedule(trigger: ScheduleTrigger) -> Schedule | None:
    times = cron_times(trigger.config["cron"])
    zone = dict(trigger.config).get("timezone")
    return Schedule(times, str(zone or "")) if times else None


def _other_crons(one: _Told, known: Collection[Hashable]) -> Iterator[WrittenCron]:
    """Yield the cron expressions of a statement that mean none of the known, each once."""
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
    """Return the first frequency of a statement that the schedules do not keep."""
    for named in one.frequencies:
        schedules = [schedule for trigger in triggers if (schedule := _schedule(trigger))]
        itself = named.announced and not one.crons
        compared = itself or (is_only_one if named.period is None else named.period >= 1)
        if compared and not keeps(schedules, named, exactly=itself or is_only_one):
            return named
    return None


def fix(finding: Finding, about: About) -> Fix | None:
    """Add the schedule that the text names, where there is a cron expression for it."""
    if finding.write is None:
        return None
    return about.adding(["triggers"], {"type": "schedule", "cron": as_yaml(finding.write)})
