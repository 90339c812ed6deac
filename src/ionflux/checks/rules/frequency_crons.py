"""The cron expression for a frequency in words, if there is one that satisfies it."""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.checks.rules.kept_frequencies import Schedule, keeps
from ionflux.language.frequencies import Frequency
from ionflux.language.schedule_parts import MINUTES
from ionflux.models.crons import cron_times

_HOUR, _DAY, _WEEK = (int(MINUTES[unit]) for unit in ("hour", "day", "week"))
_HOURS = 24
_DATES = {
    MINUTES["month"]: "1 *",
    MINUTES["quarter"]: "1 */3",
    MINUTES["semester"]: "1 */6",
    MINUTES["year"]: "1 1",
}
"""The fields of day and month for a run on one day of a longer period."""
_ZONES = frozenset(("", "utc"))


def cron_for(named: Frequency) -> str | None:
    """Return an expression that runs exactly as a frequency says, or None.

    A daily or rarer frequency without a time runs at midnight on the first day.
    """
    if named.zone not in _ZONES:
        return None
    for expression in _expressions(named):
        times = cron_times(expression)
        if times and keeps([Schedule(times)], named, exactly=True):
            return expression
    return None


def _expressions(named: Frequency) -> Iterator[str]:
    """Yield expressions that may satisfy a frequency; a period before a time of the day."""
    days = ",".join(map(str, sorted(named.days))) or "*"
    for period in (named.or_period, named.period):
        if period is not None and period / named.repeats < _DAY and not (named.times and days):
            yield from (f"{often} * * {days}" for often in _often(period / named.repeats))
    if named.or_period:
        yield from (f"{often} * * {days}" for often in _often(named.or_period))
    for time in _times_of(named):
        if named.dates:
            yield f"{time} {','.join(map(str, sorted(named.dates)))} * {days}"
        elif named.period in _DATES:
            yield f"{time} {_DATES[named.period]} {days}"
        elif named.period == _WEEK and not named.days:
            yield f"{time} * * 1"
        else:
            yield f"{time} * * {days}"


def _often(interval: float) -> Iterator[str]:
    """Yield the fields of minutes and hours for a run every so many minutes."""
    minutes = int(interval)
    if minutes != interval or not minutes:
        return
    if minutes < _HOUR and _HOUR % minutes == 0:
        yield f"*/{minutes} *" if minutes > 1 else "* *"
    elif minutes == _HOUR:
        yield "0 *"
    elif minutes % _HOUR == 0 and _HOURS % (minutes // _HOUR) == 0:
        yield f"0 */{minutes // _HOUR}"


def _times_of(named: Frequency) -> Iterator[str]:
    """Yield the fields of minutes and hours for some times of the day; midnight without any."""
    if not named.times:
        yield "0 0"
        return
    minutes = {minute for _, minute in named.times}
    if len(minutes) == 1:
        hours = ",".join(str(hour) for hour in sorted({hour for hour, _ in named.times}))
        yield f"{minutes.pop()} {hours}"
