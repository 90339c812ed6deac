"""How often and when something runs, according to a text.

Each clause is searched for the parts of a schedule, and parts that belong together make a
`Frequency`. Breaker rules, limits, windows and durations are not frequencies, nor is anything that
the text negates, calls past or gives as an example.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ionflux.core.patterns import regex
from ionflux.language import schedule_parts as parts
from ionflux.language.lexicon import Terms, schedule_lexicon
from ionflux.language.negations import is_denied_after, is_denied_before
from ionflux.language.schedule_parts import DASHES, JOINTS, MINUTES, Part, Times

_FIGURES = regex(r"[0-9] ?(?::[0-9]|[apAP][mM]\b|em [0-9])|@ ?[0-9]|rate\([0-9]")
_AMOUNT = regex(r"[0-9] ?[a-zA-Z(]")
_DIGIT = regex(r"[0-9]")

_LABEL_ENDS = frozenset((":", "→", "=", "—", "|"))
_LINKS = frozenset((*_LABEL_ENDS, "-", "–", "(", '"', "'", "“", "‘"))
"""Marks between a word that announces a schedule and the schedule."""
_CLAUSE_ENDS = frozenset(".!?;")
_ACTIONS = ("run", "does", "schedule", "cron")
"""Words next to which `daily` says how often something runs."""
_PERIODS = ("period", "rate")
"""The kinds of parts that begin a new frequency."""
_BETWEEN = ("from", "through", "at")
"""Roles of the words, beside dashes, that join the hours of a window."""
_LABEL_TERMS = 8
_APART = 6
"""How many terms may be between two parts that belong together."""


class Frequency(NamedTuple):
    """How often and when something runs, and the offsets of the text that says so.

    `period` is in minutes, None if not stated; `repeats` is how many times within it. Hours
    after the word cron may be a time or a period ("Cron 8 h"): then `or_period` is the other
    reading. `dates` are days of the month. `announced` tells whether the words refer to the
    schedule itself ("Schedule: weekly") and not to some task.
    """

    start: int
    end: int
    period: float | None = None
    repeats: int = 1
    days: frozenset[int] = frozenset()
    times: Times = ()
    zone: str = ""
    announced: bool = False
    or_period: float | None = None
    dates: tuple[int, ...] = ()

    @property
    def extent(self) -> tuple[int, int]:
        """The offsets of its words in the text."""
        return self.start, self.end

    @property
    def says_when(self) -> bool:
        """Whether it can be compared with a cron expression."""
        return self.period is not None or bool(self.days or self.times)


def may_name_one(text: str, words: Sequence[str], *, vague: bool) -> bool:
    """Tell whether a text has words or figures that every frequency has.

    `words` are its words in lower case. Frequencies that do not say when ("scheduled jobs")
    are included only with `vague`.
    """
    cues = _cues()
    if not cues.when.isdisjoint(words) or _FIGURES.search(text):
        return True
    if not (cues.every.isdisjoint(words) or cues.units.isdisjoint(words)):
        return True
    if not cues.announcing.isdisjoint(words):
        return vague or _AMOUNT.search(text) is not None
    return not cues.clock.isdisjoint(words) and _DIGIT.search(text) is not None


class _Cues(NamedTuple):
    """Words of which a text with a frequency has at least one, unless it has such figures."""

    when: frozenset[str]
    every: frozenset[str]
    units: frozenset[str]
    announcing: frozenset[str]
    clock: frozenset[str]


@cache
def _cues() -> _Cues:
    cues = schedule_lexicon().cues
    return _Cues(
        when=cues(
            *("rate", "adverb", "adjective", "weekday", "shortday", "count", "times", "clock"),
            "end",
        ),
        every=cues("every"),
        units=cues("unit", "span", "short"),
        announcing=cues("schedule", "cron", "vague", "type"),
        clock=cues("at", "zone"),
    )


def frequencies(folded: str, *, vague: bool) -> Iterator[Frequency]:
    """Yield the frequencies in a text, which is one statement, folded in place.

    Those that do not say when are included only with `vague`.
    """
    terms = schedule_lexicon().terms(folded)
    body = _after_label(terms)
    label = terms.roles_in(0, body)
    for first, last in _clauses(terms):
        roles = terms.roles_in(first, last)
        if roles.isdisjoint(_READERS):
            continue
        for found in _Clause(terms, first, last, roles, body if first == 0 else 0, label).read():
            if vague or found.says_when:
                yield found


def introduces_the_past(folded: str) -> bool:
    """Tell whether a line that ends with a colon marks the items below it as past or examples."""
    terms = schedule_lexicon().terms(folded)
    return "former" in terms.roles_in(0, len(terms))


def _after_label(terms: Terms) -> int:
    """Return the index after a statement's label and the mark that ends it; 0 for no label."""
    for at in range(1, _LABEL_TERMS + 1):
        if terms.text(at) in _LABEL_ENDS and not _is_in_time(terms, at):
            return at + 1
    return 0


def _is_in_time(terms: Terms, at: int) -> bool:
    """Tell whether a colon is between the figures of a time."""
    beside = (terms.text(at - 1), terms.text(at + 1))
    return all(map(str.isdecimal, beside)) and terms.touches(at - 1) and terms.touches(at)


def _clauses(terms: Terms) -> Iterator[tuple[int, int]]:
    """Yield begin and end of each clause, as indices of terms."""
    begin = 0
    for at in terms.among(_CLAUSE_ENDS):
        if terms.text(at) == ";" or not terms.touches(at):
            yield begin, at
            begin = at + 1
    yield begin, len(terms)


class _Clause(NamedTuple):
    """One clause of a statement: the terms from `first` up to `last`, which is a mark.

    `roles` are the roles that they may have. Those before `body` are the label and the mark after
    it, if the clause has them; `label` has the roles of the words of the statement's label.
    """

    terms: Terms
    first: int
    last: int
    roles: frozenset[str]
    body: int
    label: frozenset[str]

    def read(self) -> Iterator[Frequency]:
        """Yield the frequencies of the clause."""
        for group in self._groups():
            lead = _lead(group)
            first, last = self._extent(lead, group)
            if not self._is_denied(lead, first, last):
                yield self._frequency(lead, group, first, last)

    def _frequency(self, lead: Part, group: Sequence[Part], first: int, last: int) -> Frequency:
        whole = lead
        for part in group:
            if part is not lead:
                times = tuple(dict.fromkeys((*whole.times, *part.times)))
                zone = whole.zone or part.zone
                whole = whole._replace(days=whole.days | part.days, times=times, zone=zone)
        return Frequency(
            self.terms.start(first),
            self.terms.end(last - 1),
            whole.period,
            whole.repeats,
            whole.days,
            whole.times,
            whole.zone,
            self.terms.has(first, "cron") or self._is_after(first, "cron", "schedule"),
            whole.or_period if len(whole.times) == 1 else None,
            whole.dates,
        )

    def _groups(self) -> Iterator[list[Part]]:
        """Yield the parts that belong together: each period with the days and times next to it."""
        group = _Group()
        for part in self._parts():
            beside = not group.parts or self._are_joined(group.parts[-1].last, part.first)
            if part.kind in _PERIODS and group.periods:
                yield group.parts
                group = _Group()
            if beside or not part.weak:
                group.add(part, beside=beside)
        if _strong(group.parts):
            yield group.parts

    def _parts(self) -> Iterator[Part]:
        reached, in_window = self.first, None
        for at in self.terms.known_in(self.first, self.last):
            part = self._part(at) if reached <= at else None
            if not part:
                continue
            reached = part.last
            if part.kind == "time" and in_window is None:
                in_window = self._has_window()
            if self._counts(part) and not (part.kind == "time" and in_window):
                yield part

    def _part(self, at: int) -> Part | None:
        for role in self.terms.roles(at):
            if (reader := _READERS.get(role)) and (part := reader(self, at)):
                return part
        return None

    def _counts(self, part: Part) -> bool:
        """Tell whether a part may belong to a schedule, in this clause and under this label."""
        by_cron = self.terms.has(part.first, "cron") or self._is_after(part.first, "cron")
        if by_cron or (part.kind == "vague" and part.period):
            return True
        if "guard" in self.label or "bound" in self.roles:
            return False
        # Days and times may be excluded: `every day, except on Sundays`.
        if part.kind in {"days", "time"} and is_denied_before(
            self.terms, part.first, over_any_word=True
        ):
            return False
        return "called" not in self.label or part.kind not in {"time", "rate"}

    def _has_window(self) -> bool:
        """Tell whether the clause states hours between which something may happen."""
        if "window" in self.roles:
            return True
        if self.roles.isdisjoint(_BETWEEN) and not self.terms.among(DASHES):
            return False
        return any(map(self._begins_window, self.terms.known_in(self.first, self.last)))

    def _begins_window(self, at: int) -> bool:
        if self.terms.has(at, "from"):
            return self.terms.has(at + 1, "number")
        if not (time := parts.time_at(self.terms, at)):
            return False
        last = time.last
        joins = self.terms.text(last) in DASHES or self.terms.has(last, "through", "at")
        return joins and parts.time_at(self.terms, time.last + 1) is not None

    def _extent(self, lead: Part, group: Sequence[Part]) -> tuple[int, int]:
        """Return the terms of a part and of those next to it, including `cron` before them."""
        first, last = lead.first, lead.last
        for part in group:
            if part.first >= last and self._are_joined(last, part.first):
                last = part.last
        return first - self.terms.has(first - 1, "cron"), last

    def _are_joined(self, last: int, first: int) -> bool:
        return first - last <= _APART and all(
            self.terms.text(at) in JOINTS or self.terms.has(at, "and", "at", "on", "of", "per")
            for at in range(last, first)
        )

    def _is_denied(self, lead: Part, first: int, last: int) -> bool:
        if is_denied_before(self.terms, first, over_any_word=True) or is_denied_after(
            self.terms, last
        ):
            return True
        if lead.kind != "vague" or last > self.body:
            return False
        # `Cron: none`, `Cron for cleaning: not needed`, and `Cron:` with nothing after it.
        empty = all(map(self.terms.is_mark, range(self.body, self.last)))
        return empty or is_denied_after(self.terms, self.body - 1)

    def _is_after(self, at: int, *roles: str) -> bool:
        """Tell whether a term follows some word, or is the first under a label with such a word."""
        before = at - 1
        while self.terms.text(before) in _LINKS and before > at - _APART:
            before -= 1
        if before >= self.first and self.terms.has(before, *roles):
            return True
        return 0 < self.body <= at and before < self.body and not self.label.isdisjoint(roles)

    def _is_name(self, at: int) -> bool:
        """Distinguish a word of an identifier or path (`daily_sales`, `@daily-team`) from prose."""
        before, after = self.terms.around(at)
        return bool(
            (before and before in "_@/.#-")
            or (after and after[0] in "_/(")
            or (after[:1] in {".", "-", "@"} and after[1:].isalnum())
        )

    def numbered(self, at: int) -> Part | None:
        """Read what begins with a number: `10 em 10 min`, `3 times a day`, `8h`, `Cron 12 h`."""
        announced = self._is_after(at, "cron", "schedule")
        found = parts.clock_or_span(self.terms, at, announced=announced)
        if found and found.weak and at == 0 and found.last == self.body - 1:
            found = found._replace(weak=False)  # the label itself: `08:00: brief`
        return parts.repeated(self.terms, at) or parts.counted(self.terms, at) or found

    def adverb(self, at: int) -> Part | None:
        """Read `daily` where it says how often something runs, unlike in `the daily report`."""
        describes = self.terms.is_unknown(at + 1)
        if (describes and not self._is_after(at, *_ACTIONS)) or self._is_name(at):
            return None
        return Part("rate", at, at + 1, MINUTES[self.terms.value(at, "adverb")])

    def adjective(self, at: int) -> Part | None:
        """Read `semanal` where it describes the run, unlike in `o resumo semanal`."""
        alone = at == self.first and (at + 1 == self.last or self.terms.text(at + 1) in _LABEL_ENDS)
        timed = self.terms.has(at + 1, "at") and parts.at_time(self.terms, at + 1) is not None
        labelled = bool(self.body) and "schedule" in self.label
        beside = self.terms.has(at + 1, "run") or self._is_after(at, *_ACTIONS)
        if not (alone or timed or labelled or beside) or self._is_name(at):
            return None
        return Part("rate", at, at + 1, MINUTES[self.terms.value(at, "adjective")])

    def cron(self, at: int) -> Part | None:
        """Read the word cron, where it is not part of a file's name."""
        return None if self._is_name(at) else Part("vague", at, at + 1)

    def type(self, at: int) -> Part | None:
        """Read `Trigger: schedule`."""
        named = at == 0 and self.body == 2 and self.terms.has(self.body, "schedule")
        return Part("vague", at, self.body + 1) if named else None

    def vague(self, at: int) -> Part:
        """Read `scheduled jobs`, `agendado para`."""
        return Part("vague", at, at + 1)


class _Group:
    """Parts that belong together, and how many of them are periods."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.periods = 0
        self._settled = 0  # how many parts are certainly strong

    def add(self, part: Part, *, beside: bool) -> None:
        """Add a part; if it is not next to the last one, the weak ones before it are dropped."""
        if not beside:
            latest = self.parts[self._settled :]
            self.parts[self._settled :] = _strong(latest)
            self.periods -= sum(each.weak and each.kind in _PERIODS for each in latest)
            self._settled = len(self.parts)
        self.parts.append(part)
        self.periods += part.kind in _PERIODS


def _of(reader: Callable[[Terms, int], Part | None]) -> Callable[[_Clause, int], Part | None]:
    return lambda clause, at: reader(clause.terms, at)


_READERS: Mapping[str, Callable[[_Clause, int], Part | None]] = {
    "every": _of(parts.every),
    "number": _Clause.numbered,
    "count": _of(parts.counted),
    "rate": _of(parts.fixed_rate),
    "adverb": _Clause.adverb,
    "adjective": _Clause.adjective,
    "end": _of(parts.end_of_month),
    "weekday": _of(parts.days),
    "shortday": _of(parts.days),
    "on": _of(parts.days),
    "at": _of(parts.at_time),
    "clock": _Clause.numbered,
    "bound": _of(parts.rate_expression),
    "cron": _Clause.cron,
    "type": _Clause.type,
    "vague": _Clause.vague,
}
"""The parts that a term with a role may begin."""


def _strong(group: Sequence[Part]) -> list[Part]:
    return [part for part in group if not part.weak]


def _lead(group: Sequence[Part]) -> Part:
    """Return the most informative part of a group: a period, else days or a time."""
    strong = _strong(group)
    telling = [part for part in strong if part.kind != "vague"]
    return next((part for part in group if part.kind in _PERIODS), (telling or strong)[0])
