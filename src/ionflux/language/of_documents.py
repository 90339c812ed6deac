"""Which language the titles of a document are in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import dropwhile

from ionflux.core.words import Words
from ionflux.language import Language, Vocabulary

_LOANWORDS = 4
"""How many English titles a document in another language may have for each title of its own."""

_BASE = "english"
"""The language whose titles are used as loanwords in every other."""


def language_of(titles: Iterable[str], vocabulary: Vocabulary) -> Language:
    """Return the language of a document's section titles; English if they do not tell.

    Documents in other languages also have English titles ("Stack & APIs"), so a title that is not
    English counts for more. Numbers before a title do not count.
    """
    known = _known_titles(vocabulary)
    texts = [_without_number(vocabulary.title_words(title)) for title in titles]
    own = [text for text in texts if not _begins(text, known[_BASE])]
    best = vocabulary.languages[_BASE]
    most = len(texts) - len(own)
    counts = Counter(own)
    for name, language in vocabulary.languages.items():
        score = _LOANWORDS * sum(n for text, n in counts.items() if _begins(text, known[name]))
        if score and score >= most:
            best, most = language, score
    return best


@lru_cache(maxsize=8)
def _known_titles(vocabulary: Vocabulary) -> Mapping[str, frozenset[Words]]:
    """Return the titles of each language, by its name."""
    named = vocabulary.languages.items()
    return {name: frozenset(map(vocabulary.title_words, each.titles)) for name, each in named}


def _without_number(title: Words) -> Words:
    return tuple(dropwhile(str.isdigit, title))


def _begins(title: Words, known: frozenset[Words]) -> bool:
    most = min(len(title), _longest(known))
    return any(title[:length] in known for length in range(1, most + 1))


@cache
def _longest(titles: frozenset[Words]) -> int:
    return max(map(len, titles), default=0)
