"""Cron expressions: their mistakes, when they run, and their plain form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ionflux.core.patterns import regex
from ionflux.core.words import counted

if TYPE_CHECKING:
    from cronsim import CronSim

T = TypeVar("T")

CRON_FIELDS = 5
"""Minute, hour, day of month, month, day of week; the library would also accept seconds."""

CRON_MACROS = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
"""The names that cron accepts for whole expressions, and their expressions."""

_SIZES = (60, 24, 31, 12, 7)
_NAMES = ("minute", "hour", "day of the month", "month", "day of the week")
_LISTED = (12, 12, 5, 12, 7)
"""How many values are written out, at most, for an uneven step of each field."""
_DIGITS = 9
_DAY_OF_MONTH = 2
_DAY_OF_WEEK = 4
_WEEK = 7
# To the library, Sunday is only the first day, so a range cannot end with it.
_UNTIL_SUNDAY = regex(r"\b(?P<first>mon|tue|wed|thu|fri|sat|[1-6])-sun\b")
_WEEKDAYS = {"mon": "1", "tue": "2", "wed": "3", "thu": "4", "fri": "5", "sat": "6"}


class LongStep(NamedTuple):
    """A step that is longer than its field, so that only the first value applies."""

    term: str
    step: int
    field: str
    size: int


class Times(NamedTuple):
    """The minutes, hours, days, months and weekdays at which an expression runs.

    None for days or weekdays means every one. `both` tells whether a day has to match both
    of them; None if that makes no difference.
    """

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int] | None
    months: frozenset[int]
    weekdays: frozenset[int | tuple[int, int]] | None
    both: bool | None


def standard(expression: str) -> str:
    """Return the expression with single spaces, and a name such as `@daily` as five fields."""
    plain = CRON_MACROS.get(expression.strip().lower(), expression)
    fields = plain.split()
    if len(fields) == CRON_FIELDS:
        fields[-1] = _UNTIL_SUNDAY.sub(_until_seven, fields[-1].lower())
    return " ".join(fields)


def _until_seven(found: re.Match[str]) -> str:
    return f"{_WEEKDAYS.get(found['first'], found['first'])}-7"


@lru_cache(maxsize=256)  # most agents use the same few expressions
def cron_fault(expression: str) -> str | None:
    """Return what is wrong with an expression, naming the field, or None."""
    from cronsim import CronSimError  # most commands never meet a cron

    plain = standard(expression)
    if (count := len(plain.split())) != CRON_FIELDS:
        return f"it has {counted(count, 'field')}, not {CRON_FIELDS}"
    try:
        _read(plain)
    except CronSimError as error:
        return str(error).lower()
    except ValueError:  # a number of thousands of digits
        return "bad number"
    return None


@lru_cache(maxsize=256)
def cron_times(expression: str) -> Times | None:
    """Return when an expression runs, or None if it is not valid."""
    if cron_fault(expression):
        return None
    cron = _read(standard(expression))
    days = _unless_all(cron.days, _SIZES[_DAY_OF_MONTH])
    weekdays = _unless_all({0 if day == _WEEK else day for day in cron.weekdays}, _WEEK)
    return Times(
        frozenset(cron.minutes),
        frozenset(cron.hours),
        days,
        frozenset(cron.months),
        weekdays,
        # cron requires both day fields to match, or either; that matters where both are restricted.
        cron.day_and if days and weekdays else None,
    )


def long_steps(expression: str) -> Iterator[LongStep]:
    """Yield the steps of an expression that are longer than their fields."""
    for field, name, size in zip(standard(expression).split(), _NAMES, _SIZES, strict=False):
        for term in field.split(",") if "/" in field else ():
            step = term.partition("/")[2]
            if step.isdigit() and int(step[:_DIGITS]) > size:
                yield LongStep(term, int(step[:_DIGITS]), name, size)


def unusual_terms(expression: str) -> Iterator[str]:
    """Yield the terms that many schedulers reject: the last day (`L`, `LW`, `5L`), `5#2`."""
    fields = expression.split()
    if len(fields) != CRON_FIELDS:
        return
    for term in fields[_DAY_OF_MONTH].split(","):
        if "L" in term.upper():
            yield term
    for term in fields[_DAY_OF_WEEK].split(","):
        if "#" in term or term.upper().endswith("L"):
            yield term


def written_plainly(expression: str) -> str:
    """Return an expression that runs at the same times, without terms that are easily misread.

    `*/50` in the minutes takes the values 0 and 50, which are not 50 minutes apart, so they are
    written as values; `1-7` is every day of the week.
    """
    plain = standard(expression)
    if cron_fault(expression):
        return plain
    cron, fields = _read(plain), plain.split()
    weekdays = {day for day in cron.weekdays if isinstance(day, int)}
    values = (cron.minutes, cron.hours, cron.days, cron.months, weekdays)
    rows = zip(fields, values, _SIZES, _LISTED, strict=True)
    shown = [
        _listed(taken) if len(taken) <= most and _is_uneven(field, size) else field
        for field, taken, size, most in rows
    ]
    if {day % _WEEK for day in weekdays} == set(range(_WEEK)) and fields[_DAY_OF_MONTH].startswith(
        "*"
    ):
        shown[-1] = "*"
    return " ".join(shown)


def _listed(values: set[int]) -> str:
    return ",".join(map(str, sorted(values)))


def _is_uneven(field: str, size: int) -> bool:
    bases = (term.partition("/") for term in field.split(","))
    return any(base == "*" and step and size % int(step[:_DIGITS]) for base, _, step in bases)


def _read(plain: str) -> CronSim:
    from datetime import UTC, datetime

    from cronsim import CronSim

    return CronSim(plain, datetime(2024, 1, 1, tzinfo=UTC))


def _unless_all(values: set[T], size: int) -> frozenset[T] | None:
    return None if len(values) == size else frozenset(values)
