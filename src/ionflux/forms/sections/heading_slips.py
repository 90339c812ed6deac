"""Lines that are nearly an agent's heading: what number and title they would have."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from ionflux.core.patterns import regex
from ionflux.core.words import fold, one_slip
from ionflux.forms.sections.titles import bare_title
from ionflux.language import Vocabulary
from ionflux.markdown.plain import plain

_SLIP = regex(
    r"\W{0,20}+(?:[0-9]{1,3}[.)]\W{0,10}+)?+(?P<word>[^\W\d_]{4,12})(?![^\W\d_])"
    r"(?:[\s.#:_–—-]{1,10}(?:[nN][ºo°.]{0,2}[\s.]{0,3}(?=\d))?"
    r"(?:[(\[{]\s?(?=\d{1,18}\s?[)\]}]))?(?P<number>\d{1,18}|[^\W\d_]{1,20}\b))?(?P<rest>.*)"
)
# The word for an agent and a number, anywhere in a title: `Mail Scout — Agent 001`.
_WITHIN = regex(
    r"(?<![^\W_])(?P<word>[^\W\d_]{4,12})[\s#.:_–—-]{1,3}(?P<number>[0-9]{1,18})(?![^\W_])"
)
# What may be between a number and the dash before a title: `001a —`, `1.2 —`, `001 (beta) —`.
_ADDED = regex(
    r"(?:\.[0-9]{1,6}|[^\W\d_]{1,2}|\s*(?P<remark>\([^()]{1,60}\)))\s*[—–:-]+\s*(?P<title>.+)"
)
# The units after the tens of a number in words: `twenty-three`, `vinte e três`.
_UNITS = regex(r"(?:-|\s{1,3}(?:[^\W\d_]\s{1,3})?)(?P<unit>[^\W\d_]{2,7})(?![^\W\d_])(?P<rest>.*)")
_SEPARATORS = " \t.,:;|/\\_=>~·•→‒―−–—-*"
_CLOSING = f"{_SEPARATORS})]}}"
_ROMAN = regex(r"[IVXLC]{1,7}")
_TENS = 20
LONGEST = 300
"""How many characters of a line are examined."""


class Slip(NamedTuple):
    """A line that is nearly an agent's heading."""

    number: int | None
    title: str
    in_digits: bool
    exact: bool
    """Whether its first word is the word for an agent, without a typing error."""
    right: bool = False
    """Whether it is a proper heading of an agent, so that the rest of the agent is missing."""


def _unescaped(line: str) -> str:
    """Return a line with its character references, such as `&mdash;`, replaced."""
    if "&" not in line:
        return line
    from html import unescape  # few lines have any

    return unescape(line)


def slip_of(line: str, vocabulary: Vocabulary) -> Slip | None:
    """Parse a line that is nearly an agent's heading; None for any other line."""
    found = _SLIP.fullmatch(unicodedata.normalize("NFKC", plain(_unescaped(line[:LONGEST]))))
    if not found:
        return None
    word = fold(found["word"])
    exact = word in vocabulary.agent
    if not exact and not _is_near(word, vocabulary):
        return None
    number, rest = _number(found["number"] or "", vocabulary), found["rest"]
    if number is None:
        rest = f"{found['number'] or ''}{rest}"
        if not exact:
            return None
    elif not found["number"].isdecimal():
        number, rest = _with_units(number, rest, vocabulary)
    in_digits = (found["number"] or "").isdecimal()
    return Slip(number, _title(_without_added(rest) if in_digits else rest), in_digits, exact)


def slip_within(heading: str, vocabulary: Vocabulary) -> Slip:
    """Return the title, and the agent's number if it is anywhere in the heading."""
    text = plain(heading)
    for found in _WITHIN.finditer(text[:LONGEST]):
        if fold(found["word"]) in vocabulary.agent:
            before, after = text[: found.start()], text[found.end() :]
            title = _title(_without_added(after)) or _title(before.rstrip("([{"))
            return Slip(int(found["number"]), title, in_digits=True, exact=False)
    return Slip(None, bare_title(heading), in_digits=False, exact=False)


def _without_added(rest: str) -> str:
    """Return the text after a number without what was added to it; a remark goes to the end."""
    if added := _ADDED.fullmatch(rest):
        return f"{added['title'].rstrip(_SEPARATORS)} {added['remark'] or ''}".strip()
    return rest


def _title(rest: str) -> str:
    """Return the text after a number, without separators and enclosing parentheses."""
    title = rest.lstrip(_CLOSING).rstrip(_SEPARATORS)
    return title[1:-1].strip() if title[:1] == "(" and title[-1] == ")" else title


def _is_near(word: str, vocabulary: Vocabulary) -> bool:
    return any(one_slip(word, agent) for agent in vocabulary.agent if word != f"{agent}s")


def _number(written: str, vocabulary: Vocabulary) -> int | None:
    if written.isdecimal():
        return int(written)
    if _ROMAN.fullmatch(written):
        return _from_roman(written)
    return vocabulary.numbers.get(fold(written))


def _with_units(number: int, rest: str, vocabulary: Vocabulary) -> tuple[int, str]:
    """Return tens in words with the units after them, and the text after these."""
    found = _UNITS.fullmatch(rest) if number >= _TENS and number % 10 == 0 else None
    unit = vocabulary.numbers.get(fold(found["unit"]), 0) if found else 0
    return (number + unit, found["rest"]) if found and 0 < unit < 10 else (number, rest)


def _from_roman(written: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in written]
    return sum(
        -value if value < max(values[index:]) else value for index, value in enumerate(values)
    )
