"""The parts of a schedule in words: periods, days of the week and times, read from terms.

Each reader takes the terms of a clause and the index at which a part may begin, and returns the
part or None.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ionflux.language.lexicon import Terms

MINUTES: Mapping[str, float] = {
    "second": 1 / 60,
    "minute": 1,
    "hour": 60,
    "day": 1_440,
    "week": 10_080,
    "fortnight": 20_160,
    "month": 43_200,
    "quarter": 129_600,
    "semester": 259_200,
    "year": 518_400,
}
"""The units of time in minutes; a month has thirty days here, and a year twelve months."""

Times = tuple[tuple[int, int], ...]
"""Hours and minutes."""

DASHES = frozenset(("-", "–", "—"))
JOINTS = frozenset((",", "/", "&", "+"))
_WEEK_DAYS = 7
_MONTH_DAYS = 31
_SHORTEST_PLURAL = 4
"""How many letters a plural has; `das` and `los` are not plurals of nouns."""
_MOST_DAYS = 4
"""How many days of the week mean that something runs daily."""
_HOURS, _NOON = 24, 12
_TWO_DIGITS = 2
_NEAR = 4
"""How many terms the parts of one expression span at most."""


class Part(NamedTuple):
    """A part of a schedule: the terms from `first` up to `last`, and their meaning.

    `period` is in minutes, None if not stated; `repeats` is how many times within it.
    `dates` are days of the month.
    `kind` is `period`, `rate` (a word such as "weekly"), `days`, `time` or `vague`. A `weak` part
    counts only next to another. `or_period` is the other reading of a time: hours may be either.
    """

    kind: str
    first: int
    last: int
    period: float | None = None
    repeats: int = 1
    days: frozenset[int] = frozenset()
    times: Times = ()
    zone: str = ""
    or_period: float | None = None
    weak: bool = False
    dates: tuple[int, ...] = ()


def every(terms: Terms, at: int) -> Part | None:
    """Read `every 5 minutes`, `toda segunda`, `every other day`, `cada media hora`.

    A statement about each hour or day of something ("the sales of each day") is not a schedule.
    """
    edge = any(terms.has(before, "edge", "end") for before in range(max(at - _NEAR, 0), at))
    if terms.has(at - 1, "of") and not edge:
        return None
    to = at + 1
    while terms.has(to, "other", "end") and to < at + _NEAR:
        to += 1
    passed = terms.roles_in(at + 1, to)
    if "end" in passed and terms.has(to, "weekday", "unit"):
        return Part("period", at, to + 1, MINUTES["month"])
    found = _span(terms, to)
    if not found or not found.period:
        return None
    return found._replace(first=at, period=found.period * (2 if "other" in passed else 1))


def _span(terms: Terms, at: int) -> Part | None:
    """Read the words after `every`: a number and a unit, a unit, or days of the week."""
    if span := terms.value(at, "span"):
        return Part("period", at, at + 1, float(span))
    if duration := _duration(terms, at):
        return duration
    if days := _days_from(terms, at):
        return days._replace(period=_period_of(days))
    unit = _unit(terms, at)
    if terms.has(at, "dated") and (dates := _dates(terms, at + 1)):
        last, month = at + 2 * len(dates), MINUTES["month"]
        return Part("period", at, last, month, len(dates), dates=dates)
    return Part("period", at, at + 1, unit) if unit and unit >= 1 else None


def _dates(terms: Terms, at: int) -> tuple[int, ...]:
    """Return the days of the month that follow the word for day: `todo dia 5`, `dias 1 e 15`.

    In English, the word for day is not before them.
    """
    found, after = list[int](), at
    while (date := _date(terms, at)) is not None:
        found.append(date)
        after = at + 1
        if not (terms.text(after) in JOINTS or terms.has(after, "and")):
            break
        if time_at(terms, after + 1):
            return ()
        at = after + 1
    return () if _is_amount(terms, after) else tuple(found)


def _is_amount(terms: Terms, after: int) -> bool:
    """Tell by the term after a number that it is not a date: `todo dia 3 relatórios`, `9-18h`."""
    if terms.has(after, "unit", "short", "times") or terms.text(after) == "%":
        return True
    if terms.text(after) in DASHES:
        return terms.number(after + 1) is not None
    if terms.text(after + 1) == "-" and terms.touches(after):  # `e-mails`
        return True
    word = terms.text(after)
    is_noun = terms.is_unknown(after) or terms.has(after, "small")
    return is_noun and word.endswith("s") and len(word) >= _SHORTEST_PLURAL


def _date(terms: Terms, at: int) -> int | None:
    number = terms.number(at)
    is_date = number is not None and 0 < number <= _MONTH_DAYS and not time_at(terms, at)
    return number if is_date else None


def _duration(terms: Terms, at: int) -> Part | None:
    """Read `15 min`, `two hours`."""
    number, unit = terms.number(at), _unit(terms, at + 1, short=True)
    return Part("period", at, at + 2, number * unit) if number and unit else None


def _unit(terms: Terms, at: int, *, short: bool = False) -> float | None:
    """Return the minutes of a unit; `s`, `min` and `h` are units only after a number."""
    unit = terms.value(at, "unit") or (terms.value(at, "short") if short else "")
    return MINUTES[unit] if unit else None


def repeated(terms: Terms, at: int) -> Part | None:
    """Read `10 em 10 minutos`."""
    if not terms.has(at + 1, "em") or terms.number(at) is None:
        return None
    found = _duration(terms, at + 2)
    return found._replace(first=at) if found else None


def counted(terms: Terms, at: int) -> Part | None:
    """Read `twice a week`, `3 vezes ao dia`, `1x/day`, `twice daily`."""
    if terms.has(at, "count"):
        count, to = int(terms.value(at, "count")), at + 1
    elif terms.has(at + 1, "times") and (number := terms.number(at)):
        count, to = number, at + 2
    else:
        return None
    if rate := terms.value(to, "adverb") or terms.value(to, "adjective"):
        return Part("period", at, to + 1, MINUTES[rate], count)
    per = terms.has(to, "per") or terms.text(to) == "/"
    unit = _unit(terms, to + 1) if per else None
    return Part("period", at, to + 2, unit, count) if unit else None


def fixed_rate(terms: Terms, at: int) -> Part:
    """Read words that are a frequency wherever they are: `diariamente`, `hora em hora`."""
    number, _, unit = terms.value(at, "rate").rpartition(" ")
    return Part("period", at, at + 1, MINUTES[unit] * int(number or 1))


def rate_expression(terms: Terms, at: int) -> Part | None:
    """Read `rate(5 minutes)`."""
    found = _duration(terms, at + 2)
    if not found or terms.text(at) != "rate" or terms.text(at + 1) != "(":
        return None
    return found._replace(kind="vague", first=at, last=found.last + (terms.text(found.last) == ")"))


def end_of_month(terms: Terms, at: int) -> Part | None:
    """Read `Last day of the month`, `Primeira segunda do mês`, at the clause's beginning."""
    begins = at < _NEAR and all(
        terms.is_mark(before) or terms.has(before, "on", "per", "filler") for before in range(at)
    )
    if not begins or not terms.has(at + 1, "weekday", "unit"):
        return None
    for to in range(at + 2, at + 2 + _NEAR):
        if terms.value(to, "unit") == "month":
            return Part("period", at, to + 1, MINUTES["month"])
    return None


def days(terms: Terms, at: int) -> Part | None:
    """Read days of the week: strong with a word before them, or a range with a time after it."""
    named = terms.has(at, "on")
    found = _days_from(terms, at + named)
    if not found:
        return None
    to = found.last + (terms.text(found.last) in JOINTS)
    to += terms.has(to, "at")
    hour = terms.number(to) if terms.has(to - 1, "at") else None
    timed = len(found.days) > 1 and bool(time_at(terms, to) or (hour and hour < _HOURS))
    period = _period_of(found) if named or timed else None
    return found._replace(first=at, period=period, weak=period is None)


def _period_of(found: Part) -> float:
    return MINUTES["day" if len(found.days) > _MOST_DAYS else "week"]


def _days_from(terms: Terms, at: int) -> Part | None:
    """Read `Monday`, `Mon-Fri`, `lunes a viernes`, `Monday and Friday`, without a period."""
    named = _day(terms, at)
    to = at + 1
    while named and (following := _day(terms, to + 1)):
        if terms.text(to) in DASHES or terms.has(to, "through"):
            named |= _range(max(named), min(following))
        elif terms.text(to) not in JOINTS and not terms.has(to, "and"):
            break
        named |= following
        to += 2
    # `sun` and `ter` are days only next to another.
    is_day = to > at + 1 or terms.has(at, "weekday")
    return Part("days", at, to, days=named) if named and is_day else None


def _day(terms: Terms, at: int) -> frozenset[int]:
    return frozenset(map(int, terms.value(at, "weekday") or terms.value(at, "shortday")))


def _range(first: int, last: int) -> frozenset[int]:
    length = (last - first) % _WEEK_DAYS
    return frozenset((first + step) % _WEEK_DAYS for step in range(length + 1))


def at_time(terms: Terms, at: int) -> Part | None:
    """Read a time with the word before it: `at 08:00`, `às 8h`, `a las 8`, `at midnight`."""
    time = time_at(terms, at + 1) or _bare_hour(terms, at + 1)
    return time._replace(first=at) if time else None


def _bare_hour(terms: Terms, at: int) -> Part | None:
    hour = terms.number(at)
    if hour is None or hour >= _HOURS or len(terms.text(at)) > _TWO_DIGITS:
        return None
    ends = at + 1 == len(terms) or terms.text(at + 1) in {",", "(", ")"}
    ends = ends or terms.has(at + 1, "and", "half", "zone")
    return _timed(terms, at, at + 1, hour, 0) if ends else None


def time_at(terms: Terms, at: int) -> Part | None:
    """Read a time: `08:00`, `8h30`, `8 pm`, `midnight`; with a zone where one follows."""
    if clock := terms.value(at, "clock"):
        return _timed(terms, at, at + 1, int(clock), 0)
    figures = terms.text(at)
    if not figures.isdecimal() or len(figures) > _TWO_DIGITS or int(figures) >= _HOURS:
        return None
    to, minute = _minutes(terms, at)
    if to == at + 1 and not terms.has(to, "half"):
        return None
    return _timed(terms, at, to, int(figures), minute)


def _minutes(terms: Terms, at: int) -> tuple[int, int]:
    """Return the index after a time that begins with an hour, and its minutes."""
    sign = terms.text(at + 1)
    figures = terms.text(at + 2) if terms.touches(at + 1) else ""
    has_minutes = figures.isdecimal() and len(figures) == _TWO_DIGITS and figures < "60"
    if sign == ":" and has_minutes and terms.touches(at):
        seconds = terms.text(at + 3) == ":" and terms.text(at + 4).isdecimal()
        return at + (5 if seconds else 3), int(figures)
    if terms.value(at + 1, "short") == "hour":
        return (at + 3, int(figures)) if has_minutes else (at + 2, 0)
    return at + 1, 0


def _timed(terms: Terms, first: int, to: int, hour: int, minute: int) -> Part:
    """Return a time with the half of the day and the zone that follow it."""
    if half := terms.value(to, "half"):
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
        to += 1
    bracket = terms.text(to) == "("
    zone = terms.value(to + bracket, "zone")
    last = to + bracket + 1 if zone else to
    return Part("time", first, last, times=((hour, minute),), zone=zone)


def clock_or_span(terms: Terms, at: int, *, announced: bool) -> Part | None:
    """Read figures of a time or, where a schedule is announced, of a period: `Cron 12 h`."""
    time, span = time_at(terms, at), _duration(terms, at) if announced else None
    if time is None:
        return span
    strong = announced or bool(time.zone) or terms.text(at - 1) == "@"
    either = span.period if span and span.last == time.last else None
    return time._replace(weak=not strong, or_period=either)
