"""The scheduling text names a cron that no trigger has, or a schedule that the YAML lacks.

A cron expression in the scheduling section must mean the same as that of a `schedule` trigger:
`0 */1 * * *`, `0 * * * *` and `@hourly` are one. A schedule in words ("every 15 min", "Cron
semanal", "08:00 UTC") is only held against the YAML when that has no schedule at all. Breaker
rules, limits and durations ("24 h without an event") are no schedules.

Why it matters: the platform runs what the YAML says. The job that the text promises never runs,
or runs at another time, and nobody sees why.

How to fix: add the trigger to the YAML, or correct the text.

Bad:

    triggers:
      - type: webhook
        path: "/upload"

    ### 9 ▸ Scheduling & Triggers
    * Cron: 0 8 * * * refreshes the statistics.

Good:

    triggers:
      - type: webhook
        path: "/upload"
      - type: schedule
        cron: "0 8 * * *"

    ### 9 ▸ Scheduling & Triggers
    * Cron: 0 8 * * * refreshes the statistics.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from ionflux.checks.rules.crons import WrittenCron, written_crons
from ionflux.checks.rules.spoken import spoken_schedule
from ionflux.checks.rules.statements import Statement, statements
from ionflux.checks.subject import Subject
from ionflux.core.findings import Finding, Severity
from ionflux.models.agent_definition import ScheduleTrigger
from ionflux.models.sameness import cron_key

SEVERITY = Severity.WARNING

_NAMED = 5
_TEXT = "scheduling_and_triggers_summary"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield one finding per statement that disagrees with the schedules of the YAML."""
    text = subject.agent.scheduling_and_triggers_summary or ""
    crons = tuple(
        t.config["cron"] for t in subject.agent.triggers_config if isinstance(t, ScheduleTrigger)
    )
    known = {cron_key(cron) for cron in crons}
    said = f"the YAML says {' and '.join(f'`{cron}`' for cron in crons[:_NAMED])}"
    for statement in statements(text):
        if crons:
            yield from _other_crons(statement, known, said)
        else:
            yield from _no_schedule(text, statement)


def _other_crons(statement: Statement, known: set[Hashable], said: str) -> Iterator[Finding]:
    seen: set[Hashable] = set()
    for written in written_crons(statement.words):
        meant = {cron_key(reading) for reading in written.readings}
        if meant.isdisjoint(known) and meant.isdisjoint(seen):
            seen |= meant
            yield _finding(
                f"the text names the cron `{written.words}`, which no trigger has",
                _extent(statement, written),
                said,
            )


def _no_schedule(text: str, statement: Statement) -> Iterator[Finding]:
    if written := next(written_crons(statement.words), None):
        yield _finding(
            f"the text names the cron `{written.words}`, but the YAML has no schedule",
            _extent(statement, written),
            f'add `- type: schedule` with `cron: "{written.words}"` to the triggers',
        )
    elif spoken := spoken_schedule(statement):
        start, end = statement.start + spoken[0], statement.start + spoken[1]
        yield _finding(
            f"the text speaks of a schedule (“{text[start:end]}”), but the YAML has none",
            (start, end),
            "add a trigger of type `schedule` to the YAML, or take it out of the text",
        )


def _extent(statement: Statement, written: WrittenCron) -> tuple[int, int]:
    start = statement.start + written.start
    return start, start + len(written.words)


def _finding(message: str, part: tuple[int, int], hint: str) -> Finding:
    return Finding(message, loc=(_TEXT,), part=part, field="triggers_config", hint=hint)
