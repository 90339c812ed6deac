"""Words: compared without case and accents, near to one another, and counted."""

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
"""Characters of a title, a label or a name."""


def fold(text: str) -> str:
    """Return the text without accents and case, for comparison."""
    return text.lower() if text.isascii() else _BEYOND_ASCII.sub(_folded, text).lower()


def fold_in_place(text: str) -> str:
    """Return the text folded to as many characters, so that offsets in it stay what they are."""
    return text.lower() if text.isascii() else _BEYOND_ASCII.sub(_first_folded, text).lower()


def _folded(found: re.Match[str]) -> str:
    return _without_accents(found[0])


def _first_folded(found: re.Match[str]) -> str:
    return _without_accents(found[0])[:1] or " "


@cache
def _without_accents(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def words(text: str) -> Words:
    """Return the folded words of a text; marks and symbols are not words."""
    return _words_of_short(text) if len(text) <= _SHORT else _words(text)


def _words(text: str) -> Words:
    return tuple(_WORD.findall(fold(text)))


_words_of_short = lru_cache(maxsize=256)(_words)  # titles, labels and names are repeated


def phrases(table: str) -> frozenset[str]:
    """Return the phrases of a table that is written with commas, for sets that read as words."""
    return frozenset(" ".join(phrase.split()) for phrase in table.split(","))


def nearest(word: str, valid: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """Return the valid word that is most like a word, or None where none is so much like it."""
    names = {fold(name): name for name in sorted(valid, reverse=True)}
    close = get_close_matches(fold(word), names, n=1, cutoff=likeness)
    return names[close[0]] if close else None


def one_slip(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter more, less, other, or by two exchanged ones."""
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
    """Return a hint: the valid word that was probably meant, else all of them; empty for none."""
    names = sorted(valid)
    if near := nearest(word, names):
        return f"did you mean `{near}`?"
    return f"valid: {quoted(names)}" if names else ""


def did_you_mean(word: str, valid: Iterable[str]) -> str:
    """Return the suggestion as the end of a message, with the semicolon that goes before it."""
    hint = suggestion(word, valid)
    return f"; {hint}" if hint else ""


def quoted(names: Iterable[str]) -> str:
    """Return names as a message lists them: `a`, `b`."""
    return ", ".join(f"`{name}`" for name in names)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: `1 finding`, `2 findings`."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"
