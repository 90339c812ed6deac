"""Words: compared without case and accents, matched with the nearest, and counted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache, lru_cache

from ionflux.core.patterns import regex

Words = tuple[str, ...]
"""The folded words of a text."""

_WORD = regex(r"[^\W_]+")
_BEYOND_ASCII = regex(r"[^\x00-\x7f]")
_SHORT = 60
"""How many characters a title, a label or a name has at most."""


def fold(text: str) -> str:
    """Return the text without accents and case, for comparison."""
    return text.lower() if text.isascii() else _BEYOND_ASCII.sub(_folded, text).lower()


def fold_in_place(text: str) -> str:
    """Return the text folded to the same number of characters, so that offsets stay the same."""
    return text.lower() if text.isascii() else _BEYOND_ASCII.sub(_first_folded, text).lower()


def _folded(found: re.Match[str]) -> str:
    return _without_accents(found[0])


def _first_folded(found: re.Match[str]) -> str:
    return _without_accents(found[0])[:1] or " "


@cache
def _without_accents(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def letters(text: str) -> str:
    """Return the folded letters and digits of a name, without what stands between its words."""
    return "".join(filter(str.isalnum, fold(text)))


def words(text: str) -> Words:
    """Return the folded words of a text; marks and symbols are not words."""
    return _words_of_short(text) if len(text) <= _SHORT else _words(text)


def _words(text: str) -> Words:
    return tuple(_WORD.findall(fold(text)))


_words_of_short = lru_cache(maxsize=256)(_words)  # titles, labels and names are repeated


def phrases(table: str) -> frozenset[str]:
    """Return the phrases of a text with commas between them, to write sets readably."""
    return frozenset(" ".join(phrase.split()) for phrase in table.split(","))


def nearest(word: str, valid: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """Return the valid word most like a given one, or None if none is similar enough."""
    names = {fold(name): name for name in sorted(valid, reverse=True)}
    close = get_close_matches(fold(word), names, n=1, cutoff=likeness)
    return names[close[0]] if close else None


def one_slip(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter added, missing or changed, or by two swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, others = one[start:], other[start:]
    return (
        rest[1:] == others
        or others[1:] == rest
        or rest[1:] == others[1:]
        or (rest[:2] == others[1::-1] and rest[2:] == others[2:])
    )


def suggestion(word: str, valid: Iterable[str]) -> str:
    """Return a hint: the word that was probably meant, else all valid ones; empty without any."""
    names = sorted(valid)
    if near := nearest(word, names):
        return f"did you mean `{near}`?"
    return f"valid: {quoted(names)}" if names else ""


def did_you_mean(word: str, valid: Iterable[str]) -> str:
    """Return the suggestion as the end of a message, with the semicolon before it."""
    hint = suggestion(word, valid)
    return f"; {hint}" if hint else ""


def quoted(names: Iterable[str]) -> str:
    """Return names as a list for a message: `a`, `b`."""
    return ", ".join(f"`{name}`" for name in names)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: `1 finding`, `2 findings`."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"
