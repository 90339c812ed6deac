"""Schedules in words: every language has the same kinds of words, and none is missed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ionflux.core.words import fold_in_place
from ionflux.language import Language, languages
from ionflux.language.frequencies import frequencies, may_name_one


def roles(language: Language) -> set[str]:
    return {role.partition(":")[0] for role in (*language.schedule, *language.negations)}


def test_every_role_of_a_word_is_one_that_english_or_portuguese_has() -> None:
    first, *others = languages()
    known = roles(first).union(*(roles(language) for language in others if language.code == "pt"))
    assert all(roles(language) <= known for language in languages())


def phrases() -> Iterator[str]:
    for language in languages():
        for table in language.schedule.values():
            yield from (phrase.strip() for phrase in table.split(","))


FIGURES = ("1", "2", "3", "08:00", "8h", "15min", "20h30", "@9", "rate(5", "UTC")
MARKS = (":", ";", ",", ".", "(", ")", "-", "/", "—")
WORDS = st.sampled_from([*phrases(), *FIGURES, *MARKS])


@given(st.lists(WORDS, max_size=8).map(" ".join), st.booleans())
def test_no_word_for_a_frequency_is_missed(text: str, vague: bool) -> None:
    words = re.findall(r"[^\W\d_]+", text.lower())
    if list(frequencies(fold_in_place(text), vague=vague)):
        assert may_name_one(text, words, vague=vague)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("every 5 minutes", 5),
        ("a cada duas horas", 120),
        ("cada media hora", 30),
        ("every other day", 2_880),
        ("dia sim, dia não", 2_880),
        ("día sí, día no", 2_880),
        ("quinzenalmente", 20_160),
        ("bi-weekly", 20_160),
        ("3 vezes por semana", 10_080),
        ("Trimestralmente", 129_600),
        ("semestralmente", 259_200),
        ("cada año", 518_400),
        ("todo dia 5", 43_200),
        ("cada día 15 a las 8", 43_200),
        ("todo dia 8h", 1_440),
        ("todo dia às 8", 1_440),
        ("every day 10", 1_440),
    ],
)
def test_a_period_is_read_in_minutes(text: str, period: int) -> None:
    assert [named.period for named in frequencies(fold_in_place(text), vague=False)] == [period]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("daily at 8:30", ((8, 30),)),
        ("todos os dias às 8h30", ((8, 30),)),
        ("todos los días a las 8 de la tarde", ((20, 0),)),
        ("every day at 12 am", ((0, 0),)),
        ("daily at midnight and at noon", ((0, 0), (12, 0))),
        ("toda segunda às 8h e às 20h", ((8, 0), (20, 0))),
    ],
)
def test_times_are_read(text: str, times: tuple[tuple[int, int], ...]) -> None:
    assert [named.times for named in frequencies(fold_in_place(text), vague=False)] == [times]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("every Monday", {1}),
        ("toda terça e quinta", {2, 4}),
        ("Fri-Mon 9:00", {5, 6, 0, 1}),
        ("los lunes y miércoles", {1, 3}),
        ("on weekends", {6, 0}),
        ("nos dias úteis", {1, 2, 3, 4, 5}),
    ],
)
def test_days_of_the_week_are_read(text: str, days: set[int]) -> None:
    assert [named.days for named in frequencies(fold_in_place(text), vague=False)] == [days]
