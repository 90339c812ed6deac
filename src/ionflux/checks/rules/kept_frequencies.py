"""Whether schedules satisfy a frequency in words: how often and when something runs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ionflux.language.frequencies import Frequency
from ionflux.language.schedule_parts import MINUTES
from ionflux.models.crons import Times

_HOUR, _DAY, _WEEK, _YEAR = (MINUTES[unit] for unit in ("hour", "day", "week", "year"))
_ALL_YEAR, _WEEKS, _MONTHS = 365, 52, 12
_WEEK_DAYS = 7
_ENOUGH = 0.65
"""The share of the days that is still daily: something that runs on working days runs daily."""
_MORE = 1.5
"""How many times more days than stated something may run on if the words are exact."""
_OFTEN = 4
"""How many times a day something runs at most that is called daily."""


class Schedule(NamedTuple):
    """A schedule of the YAML: when it runs, and its time zone, if it has one."""

    times: Times
    zone: str = ""


def keeps(schedules: Sequence[Schedule], named: Frequency, *, exactly: bool) -> bool:
    """Tell whether schedules satisfy a frequency.

    A schedule satisfies it if it runs at least as often, on the stated days and at the stated
    times. With `exactly`, it may not run much more often, nor on other days of the week.
    """
    if named.or_period:
        either = named._replace(period=named.or_period, or_period=None, times=())
        if keeps(schedules, either, exactly=exactly):
            return True
    if named.period is not None and named.period < _DAY:
        return _keeps_interval(schedules, named.period / named.repeats, exactly=exactly)
    fitting = [s for s in schedules if _fits_days(s.times, named.days, exactly=exactly)]
    fitting = fitting or _together(schedules, named.days)
    if named.period is not None and not _is_as_often(fitting, named, exactly=exactly):
        return False
    return bool(fitting) and all(_runs_at(fitting, time, named.zone) for time in named.times)


def _keeps_interval(schedules: Sequence[Schedule], interval: float, *, exactly: bool) -> bool:
    if exactly:
        return any(interval in _gaps(schedule.times) for schedule in schedules)
    return any(min(_gaps(schedule.times)) <= interval for schedule in schedules)


@lru_cache(maxsize=256)
def _gaps(times: Times) -> frozenset[int]:
    """Return the minutes between one run of a day and the next."""
    runs = sorted(hour * 60 + minute for hour in times.hours for minute in times.minutes)
    return frozenset(later - earlier for earlier, later in pairwise([*runs, runs[0] + int(_DAY)]))


def _fits_days(times: Times, days: frozenset[int], *, exactly: bool) -> bool:
    """Tell whether a schedule runs on all of some weekdays; with `exactly`, on no others."""
    if not days:
        return True
    if times.weekdays is None:
        return times.days is None and not (exactly and len(days) < _WEEK_DAYS)
    return days == times.weekdays if exactly else days <= times.weekdays


def _together(schedules: Sequence[Schedule], days: frozenset[int]) -> list[Schedule]:
    """Return schedules that together run on all of some days of the week, and on no others."""
    found = [s for s in schedules if s.times.weekdays and s.times.weekdays <= days]
    covered = {day for schedule in found for day in schedule.times.weekdays or ()}
    return found if days and days <= covered else []


def _is_as_often(schedules: Sequence[Schedule], named: Frequency, *, exactly: bool) -> bool:
    period = named.period or _DAY
    meant = named.repeats * _YEAR / period
    scaled = period <= _WEEK
    if named.days and named.repeats == 1:
        # `Saturdays and Sundays` are two runs a week; `every day, Monday to Friday` are five.
        each_week = len(named.days) * _WEEKS
        meant = meant * len(named.days) if period >= _WEEK else min(meant, each_week)
    days = [_days_a_year(schedule.times, whole_year=scaled) for schedule in schedules]
    runs = [_runs_a_day(schedule.times) for schedule in schedules]
    done = days if named.repeats == 1 else [d * r for d, r in zip(days, runs, strict=True)]
    if sum(done) < meant * _ENOUGH:
        return False
    most = max(_OFTEN, named.repeats, len(named.times))
    return not exactly or any(
        number <= meant * _MORE and often <= most for number, often in zip(done, runs, strict=True)
    )


def _runs_a_day(times: Times) -> int:
    return len(times.hours) * len(times.minutes)


def _days_a_year(times: Times, *, whole_year: bool) -> float:
    """Return on how many days a schedule runs; with `whole_year`, as if it ran in every month."""
    months = _MONTHS if whole_year else len(times.months)
    by_weekday = sum(_WEEKS if isinstance(day, int) else _MONTHS for day in times.weekdays or ())
    by_date = len(times.days or ()) * _MONTHS
    either = by_weekday + by_date or _ALL_YEAR
    days = by_weekday * by_date / _ALL_YEAR if times.both else either
    return min(days, _ALL_YEAR) * months / _MONTHS


def _runs_at(schedules: Sequence[Schedule], time: tuple[int, int], zone: str) -> bool:
    """Tell whether a schedule runs at a time. In another zone, only the minutes are compared."""
    hour, minute = time
    return any(
        minute in schedule.times.minutes
        and (hour in schedule.times.hours or not _same_zone(zone, schedule.zone))
        for schedule in schedules
    )


def _same_zone(named: str, own: str) -> bool:
    """Tell whether hours can be compared; a time without a zone is in the schedule's."""
    return not named or (named == "utc" and own.upper() in {"", "UTC", "ETC/UTC", "GMT"})
