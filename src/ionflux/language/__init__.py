"""The words of blueprints: one module per language or house style, tables only.

A document may mix them, and real ones do; so readers ask the vocabulary, which is all tables
together. A new dialect is a new module with a `DIALECT`.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import NamedTuple

from ionflux.core.patterns import regex

Words = tuple[str, ...]

_WORD = regex(r"[^\W_]+")
_BEYOND_ASCII = regex(r"[^\x00-\x7f]")
_FEW = 60
"""Characters of a title, a label or a name."""
_ALPHANUMERIC = frozenset(string.ascii_letters + string.digits)
_LIGATURES = 4
"""Characters by which a phrase is shorter where some stand for several letters."""
_BEFORE = " \t*_>-“\"'`(#|—–•~+=[{"
"""Marks that stand before words most often."""
_MARKS = 40
"""Characters that may stand around the words of a phrase and between them."""


def fold(text: str) -> str:
    """Return the text without accents and case, for comparison."""
    if text.isascii():
        return text.lower()
    return _BEYOND_ASCII.sub(_bare, text).casefold()


@cache
def _without_accents(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _bare(found: re.Match[str]) -> str:
    return _without_accents(found[0])


def words(text: str) -> Words:
    """Return the folded words of a text; marks and symbols are no words."""
    return _words_of_few(text) if len(text) <= _FEW else _words(text)


def _words(text: str) -> Words:
    return tuple(_WORD.findall(fold(text)))


_words_of_few = lru_cache(maxsize=1024)(_words)  # titles, labels and names come again and again


def phrases(table: str) -> frozenset[str]:
    """Return the phrases of a table that is written with commas, for sets that read as words."""
    return frozenset(" ".join(phrase.split()) for phrase in table.split(","))


class Dialect(NamedTuple):
    """What one dialect calls things; every table maps its words to the program's names."""

    agent: Iterable[str] = ()
    """Words that begin an agent's heading."""
    titles: Mapping[str, str] = MappingProxyType({})
    """Section titles to kinds of section."""
    labels: Mapping[str, str] = MappingProxyType({})
    """Labels of narrative fields to fields of the model."""
    keys: Mapping[str, str] = MappingProxyType({})
    """Keys of the YAML block, wherever they stand, to canonical keys."""
    connectives: Iterable[str] = ()
    """Words that do not count in a title."""
    marks: Mapping[str, str] = MappingProxyType({})
    """Lines inside a section that begin something of their own, to its kind."""
    line_words: Iterable[str] = ()
    """What an introduction's heading counts: `(22 linhas)`."""
    placeholders: Iterable[str] = ()
    """Texts that mean that there is none yet."""
    remarks: Iterable[str] = ()
    """Beginnings of parenthesised remarks that mean the same."""
    boilerplate: Iterable[str] = ()
    """Lines that belong to the form and say nothing."""


class Phrases:
    """Some phrases; whether a text is one of them is asked of every line, so most must be quick."""

    def __init__(self, phrases: Iterable[Words]) -> None:
        self.phrases = frozenset(phrases)
        initials = {phrase[0][0] for phrase in self.phrases}
        # Letters and digits that no phrase begins with.
        self.strange = _ALPHANUMERIC - initials - {initial.upper() for initial in initials}
        lengths = [len(" ".join(phrase)) for phrase in self.phrases] or [0]
        self.shortest = max(min(lengths) - _LIGATURES, 1)
        self.longest = max(lengths) + _MARKS

    def __contains__(self, text: str) -> bool:
        return (
            self.shortest <= len(text) <= self.longest
            and text.lstrip(_BEFORE)[:1] not in self.strange
            and words(text) in self.phrases
        )

    def may_begin(self, line: str) -> bool:
        """Tell whether a phrase, or mere marks, may begin with a line that is not empty."""
        return line[0] not in self.strange

    def among(self, texts: Iterable[str]) -> list[int]:
        """Return the numbers of those texts that are one of the phrases."""
        phrases, strange = self.phrases, self.strange
        shortest, longest = self.shortest, self.longest
        return [
            number
            for number, text in enumerate(texts)
            if shortest <= len(text) <= longest
            and text[0] not in strange
            and text.lstrip(_BEFORE)[:1] not in strange
            and words(text) in phrases
        ]


@dataclass(frozen=True, slots=True, eq=False)  # there is one; its kinds are remembered by it
class Vocabulary:
    """All dialects together, with their words folded."""

    agent: frozenset[str]
    titles: Mapping[Words, str]
    labels: Mapping[Words, str]
    keys: Mapping[str, str]
    connectives: frozenset[str]
    marks: Phrases
    line_words: frozenset[str]
    placeholders: Phrases
    remarks: tuple[Words, ...]
    boilerplate: Phrases

    def title_words(self, title: str) -> Words:
        """Return the words of a title that count."""
        return tuple(word for word in words(title) if word not in self.connectives)


@cache
def vocabulary() -> Vocabulary:
    """Return the tables of every module in this package, merged."""
    modules = [import_module(f"{__name__}.{info.name}") for info in iter_modules(__path__)]
    dialects = [module.DIALECT for module in modules if hasattr(module, "DIALECT")]
    tables = {name: [getattr(d, name) for d in dialects] for name in Dialect._fields}
    connectives = frozenset(fold(word) for table in tables["connectives"] for word in table)

    def by_words(name: str) -> dict[Words, str]:
        return {
            tuple(w for w in words(text) if name != "titles" or w not in connectives): meaning
            for table in tables[name]
            for text, meaning in table.items()
        }

    def listed(name: str) -> list[Words]:
        return [words(text) for table in tables[name] for text in table]

    return Vocabulary(
        agent=frozenset(fold(word) for table in tables["agent"] for word in table),
        titles=by_words("titles"),
        labels=by_words("labels"),
        keys={fold(key): meaning for table in tables["keys"] for key, meaning in table.items()},
        connectives=connectives,
        marks=Phrases(by_words("marks")),
        line_words=frozenset(fold(word) for table in tables["line_words"] for word in table),
        placeholders=Phrases(listed("placeholders")),
        remarks=tuple(listed("remarks")),
        boilerplate=Phrases(listed("boilerplate")),
    )
