"""Cron expressions, found in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ionflux.core.patterns import regex
from ionflux.models.crons import CRON_FIELDS, CRON_MACROS, cron_fault, standard

_NAMES = "mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_ATOM = rf"(?:\*|\?|L|\d{{1,3}}|{_NAMES})"
_PART = rf"{_ATOM}(?:-{_ATOM})?(?:/\d{{1,3}})?(?:\#\d)?"
_FIELD = rf"{_PART}(?:,{_PART})*"
# A star right after a colon or another mark of emphasis is not a field: `*Cron:* 0 8 * * *`.
_BEGINS = r"(?:(?<![^\s`'\"“”‘(\[|])|(?<=[:*_])(?!\*))"
_RUN = regex(rf"{_BEGINS}(?:{_FIELD}[ \t]+){{4,6}}{_FIELD}(?![\w/%]|-\w)", re.IGNORECASE)
# Of three stars in a row, the one on the inside is a field: `**0 8 * * ***`.
_BOLD = regex(r"\*\*(?=\*\S)|\*\*(?!\*)")
_WORD = regex(r"\S+")
_TWO_FIELDS = regex(r"[*?\dlL][ \t]+[*?\d]")
_MACRO = regex(rf"(?<![\w@./-])(?:{'|'.join(CRON_MACROS)})(?![\w-]|\.\w)", re.IGNORECASE)
# Five numbers in a row are an expression only where the sentence announces one.
_ANNOUNCED = regex(r"[`'\"“‘]$|\bcron(?:tab)?\b[^.;]{0,40}$", re.IGNORECASE)
_NEAR = 60
"""How many characters before an expression are searched for an announcement."""


class WrittenCron(NamedTuple):
    """A cron expression in a line: its words, and where they begin.

    `readings` are its possible expressions: of six fields, the first or the last five.
    """

    words: str
    start: int
    readings: tuple[str, ...]

    @property
    def extent(self) -> tuple[int, int]:
        """The offsets of the words in the line."""
        return self.start, self.start + len(self.words)

    @property
    def valid(self) -> str | None:
        """The first reading that is a cron expression, in five fields."""
        return next((standard(each) for each in self.readings if not cron_fault(each)), None)


def written_crons(line: str) -> Iterator[WrittenCron]:
    """Yield the cron expressions and macros in a line of prose (without its list marker)."""
    if _TWO_FIELDS.search(line):
        line = _BOLD.sub("  ", line) if "**" in line else line
        for match in _RUN.finditer(line):
            if found := _expression(line, match):
                yield found
    if "@" in line:
        for match in _MACRO.finditer(line):
            yield WrittenCron(match.group(), match.start(), (match.group(),))


def _expression(line: str, match: re.Match[str]) -> WrittenCron | None:
    tokens = list(_WORD.finditer(match.group()))
    before = line[max(match.start() - _NEAR, 0) : match.start()]
    if "*" not in match.group() and not _ANNOUNCED.search(before):
        return None
    # Numbers after an expression belong to the sentence: `0 8 * * * 3 retries`.
    while len(tokens) > CRON_FIELDS and tokens[-1].group().isdigit():
        tokens.pop()
    fields = [token.group() for token in tokens]
    readings = {" ".join(fields[:CRON_FIELDS]), " ".join(fields[-CRON_FIELDS:])}
    words = match.group()[: tokens[-1].end()]
    return WrittenCron(words, match.start(), tuple(sorted(readings)))
