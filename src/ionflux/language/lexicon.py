"""A text as terms: its words and marks, each with its possible roles in some language."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, cached_property
from types import MappingProxyType

from ionflux.core.patterns import regex
from ionflux.core.words import Words, fold
from ionflux.language import languages, vocabulary

_TOKEN = regex(r"[0-9]+|[^\W\d_]+|[^\w\s]|_")
_INSIDE = frozenset("-_./'’,")
"""Marks that may be between the words of a phrase."""
_APART = str.maketrans(dict.fromkeys(_INSIDE - {","}, " "))
_DIGITS = 6
"""How many digits a meaningful number has at most."""

Roles = Mapping[str, str]
"""The possible roles of a term, with values for some: `{"weekday": "1"}` for Monday."""

_NO_ROLES: Roles = MappingProxyType({})
_PADDING = 10
"""Empty terms after the last, so that a reader may look ahead without checking bounds."""


class Terms:
    """The terms of a text, by index: words, numbers, marks and known phrases.

    `roles` has the possible roles of each; `known` are the indices of those that have any. Before
    the first and after the last are line ends.
    """

    def __init__(
        self, text: str, tokens: Sequence[re.Match[str]], begins: list[int], roles: list[Roles]
    ) -> None:
        """Take a text and its tokens; `begins` are the indices of those that begin a term."""
        self._text = text
        self._tokens = tokens
        self._begins = begins
        self._length = len(begins)
        self._texts = [tokens[at][0] for at in begins] + ["\n"] * _PADDING
        self._roles = roles + [_NO_ROLES] * _PADDING
        self.known = [at for at, known in enumerate(roles) if known]

    def __len__(self) -> int:
        return self._length

    def among(self, texts: AbstractSet[str]) -> list[int]:
        """Return the indices of the terms whose text is one of some texts."""
        return [at for at, text in enumerate(self._texts) if text in texts]

    def text(self, at: int) -> str:
        """Return a term's text; for a phrase, its first word."""
        return self._texts[at]

    def roles(self, at: int) -> Roles:
        """Return the possible roles of a term."""
        return self._roles[at]

    def roles_in(self, first: int, last: int) -> frozenset[str]:
        """Return the possible roles of all terms from one index up to another."""
        return frozenset().union(*[self._roles[at] for at in self.known_in(first, last)])

    def known_in(self, first: int, last: int) -> list[int]:
        """Return the indices of terms with any role, from one index up to another."""
        return self.known[bisect_left(self.known, first) : bisect_left(self.known, last)]

    def having(self, role: str) -> list[int]:
        """Return the indices of the terms that may have a role."""
        return [at for at in self.known if role in self._roles[at]]

    def has(self, at: int, *roles: str) -> bool:
        """Tell whether a term may have one of some roles."""
        known = self._roles[at]
        return bool(known) and not known.keys().isdisjoint(roles)

    def value(self, at: int, role: str) -> str:
        """Return the value that a term has in a role; empty if it does not have the role."""
        return self._roles[at].get(role, "")

    def number(self, at: int) -> int | None:
        """Return the value of a term that is a number, in figures or in words."""
        figures = self._roles[at].get("number", "")
        return int(figures) if figures and len(figures) <= _DIGITS else None

    def is_mark(self, at: int) -> bool:
        """Tell whether a term is neither a word nor a number."""
        return not self._texts[at][0].isalnum()

    def is_unknown(self, at: int) -> bool:
        """Tell whether a term is a word that is not in any table."""
        return not self._roles[at] and self._texts[at].isalpha()

    def start(self, at: int) -> int:
        """Return the offset in the text at which a term begins."""
        return self._tokens[self._begins[at]].start()

    def end(self, at: int) -> int:
        """Return the offset in the text at which a term ends."""
        after = self._begins[at + 1] if at + 1 < self._length else len(self._tokens)
        return self._tokens[after - 1].end()

    def touches(self, at: int) -> bool:
        """Tell whether nothing is between a term and the next."""
        return 0 <= at < self._length - 1 and self.end(at) == self.start(at + 1)

    def around(self, at: int) -> tuple[str, str]:
        """Return the character before a term, and the two after it."""
        start, end = self.start(at), self.end(at)
        return self._text[max(start - 1, 0) : start], self._text[end : end + 2]

    def index(self, offset: int) -> int:
        """Return the index of the first term that begins at an offset in the text or after it."""
        return bisect_left(range(self._length), offset, key=self.start)


class Lexicon:
    """Phrases of all languages with their roles, to be found in folded texts.

    `tables` map roles to phrases with commas between them. A role may have a value after a
    colon, and a phrase may have several roles, in different languages or in the same.
    """

    def __init__(self, tables: Iterable[Mapping[str, str]], numbers: Mapping[str, int]) -> None:
        found: dict[Words, dict[str, str]] = {}
        self._accented: list[str] = []
        for table in tables:
            for role, phrases in table.items():
                name, _, value = role.partition(":")
                if not phrases.isascii():
                    self._accented.append(phrases)
                for phrase in _phrases(phrases):
                    found.setdefault(phrase, {})[name] = value
        for word, number in numbers.items():
            found.setdefault((word,), {})["number"] = str(number)
        self._phrases: Mapping[Words, Roles] = found
        self._by_first: dict[str, list[tuple[Words, Roles]]] = {}
        for phrase in sorted(found, key=len, reverse=True):
            self._by_first.setdefault(phrase[0], []).append((phrase[1:], found[phrase]))

    def cues(self, *roles: str) -> frozenset[str]:
        """Return the longest word of each phrase with one of some roles: few texts have one.

        Of several, it is the last in the alphabet: `g` of `e.g`, since `e` is a common word in
        Portuguese. It is in lower case, both as written in the tables and folded.
        """
        return frozenset().union(*[self._cues.get(role, ()) for role in roles])

    @cached_property
    def _cues(self) -> Mapping[str, AbstractSet[str]]:
        """The words that a text with some phrase of a role has."""
        as_written: dict[str, set[str]] = {}
        for word in _TOKEN.findall("\n".join(self._accented).lower()):
            if not word.isascii():
                as_written.setdefault(fold(word), set()).add(word)
        found = defaultdict[str, set[str]](set)
        for phrase, roles in self._phrases.items():
            longest = phrase[0] if len(phrase) == 1 else max(sorted(phrase, reverse=True), key=len)
            for role in roles:
                found[role].add(longest)
        for cues in found.values():
            for word in as_written.keys() & cues:
                cues.update(as_written[word])
        return found

    def roles(self, phrase: str) -> Roles:
        """Return the possible roles of a phrase by itself."""
        return self._phrases.get(_tokens(fold(phrase).translate(_APART)), _NO_ROLES)

    def terms(self, folded: str) -> Terms:
        """Return the terms of a text; of phrases that begin at the same word, the longest."""
        tokens = list(_TOKEN.finditer(folded))
        texts = [token[0] for token in tokens]
        begins, roles = list[int](), list[Roles]()
        reached = 0
        for at, text in enumerate(texts):
            if at < reached:
                continue
            known, reached = _NO_ROLES, at + 1
            if phrases := self._by_first.get(text):
                known, reached = _longest(texts, reached, phrases)
            elif text.isdecimal():
                known = {"number": text}
            begins.append(at)
            roles.append(known)
        return Terms(folded, tokens, begins, roles)


@cache  # words of negation are in every lexicon
def _phrases(table: str) -> tuple[Words, ...]:
    """Return the phrases of a text with commas between them."""
    return tuple([_tokens(phrase) for phrase in fold(table).translate(_APART).split(",")])


def _tokens(phrase: str) -> Words:
    """Return the tokens of a phrase without marks; for most phrases, these are its words."""
    words = phrase.split()
    return tuple(words) if "".join(words).isalpha() else tuple(_TOKEN.findall(phrase))


def _longest(
    tokens: Sequence[str], at: int, phrases: Iterable[tuple[Words, Roles]]
) -> tuple[Roles, int]:
    """Return the roles of the first phrase that goes on at a token, and the index after it."""
    for rest, roles in phrases:
        if (end := _end(tokens, at, rest)) is not None:
            short = "short_form" in roles and end < len(tokens) and tokens[end] == "."
            return roles, end + short
    return _NO_ROLES, at


def _end(tokens: Sequence[str], at: int, rest: Words) -> int | None:
    """Return the index after the rest of a phrase at a token, or None if it does not go on."""
    for word in rest:
        while at < len(tokens) and tokens[at] in _INSIDE:
            at += 1
        if at == len(tokens) or tokens[at] != word:
            return None
        at += 1
    return at


@cache
def schedule_lexicon() -> Lexicon:
    """Return the words of schedules in every language, and those of negation."""
    tables = [table for known in languages() for table in (known.schedule, known.negations)]
    return Lexicon(tables, vocabulary().numbers)


@cache
def negation_lexicon() -> Lexicon:
    """Return the words that negate something or mark it as past, in every language."""
    return Lexicon((language.negations for language in languages()), {})


@cache
def namespace_lexicon() -> Lexicon:
    """Return the words around the names of memory namespaces, in every language."""
    tables = [table for known in languages() for table in (known.namespace, known.negations)]
    return Lexicon(tables, {})
