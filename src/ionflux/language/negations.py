"""What a text negates, calls past, planned or optional, or gives as an example.

This is recognised by the words directly before and after: `no longer`, `formerly`, `e.g.`, `was
removed`.
"""

from __future__ import annotations

from functools import cache, lru_cache

from ionflux.core.patterns import regex
from ionflux.core.words import fold_in_place
from ionflux.language.lexicon import Terms, negation_lexicon

_ASIDES = frozenset(":→=—|-–()\"'“”‘’*_`~,")
"""Marks between something and the words after it that negate it."""
_VERSION = regex(r"\bv[0-9]{1,4}\.[0-9]")
_CLAUSE_END = regex(r"[,;]|[.!?](?=\s|$)")
_STOPS = frozenset(".;,")
_WORD = regex(r"[^\W\d_]+")
_NEAR = 60
"""How many characters around some words may negate them."""
_FAR = 40
"""How many terms around something are examined, small words and marks included."""
_WORDS = 3
"""How many words may be between something and the word before it that calls it past."""


def is_passed_over(text: str, start: int, end: int) -> bool:
    """Tell whether a text negates the part between two offsets, or calls it past or an example."""
    before = text[max(start - _NEAR, 0) : start].rpartition("\n")[2]
    after = text[end : end + _NEAR].partition("\n")[0]
    if _cues().isdisjoint(_WORD.findall(f"{before} {after}".lower())):
        return False
    terms = negation_lexicon().terms(fold_in_place(before))
    if is_denied_before(terms, len(terms), over_any_word=False):
        return True
    return is_denied_after(negation_lexicon().terms(fold_in_place(after)), 0)


@cache
def _cues() -> frozenset[str]:
    return negation_lexicon().cues("deny", "no", "former", "ended")


def is_denied_before(terms: Terms, first: int, *, over_any_word: bool) -> bool:
    """Tell whether the words before a term negate it, or call it past or an example.

    A few words may be between: any, or only such as `the` and `uses`.
    """
    words, only_small, only_fillers = 0, True, True
    for at in range(first - 1, max(first - 1 - _FAR, -1), -1):
        if terms.text(at) == "," and terms.has(at - 1, "former"):
            return True
        if terms.text(at) in _STOPS or words == _WORDS or not (only_small or over_any_word):
            return False
        if terms.has(at, "former") or (terms.has(at, "deny") and words < _WORDS - 1):
            return True
        if terms.has(at, "no"):
            if only_fillers:
                return not _is_place(terms, at, first)
            if only_small and _is_english(terms, at):
                return True
        is_small = terms.is_mark(at) or terms.has(at, "small", "filler")
        words += not is_small
        only_small = only_small and is_small
        only_fillers = only_fillers and (terms.is_mark(at) or terms.has(at, "filler"))
    return False


def tells_of_another_version(text: str, start: int, end: int) -> bool:
    """Tell whether the clause around two offsets refers to some version: `until v0.2: hourly`.

    "Since" a version means that it applies now.
    """
    if not _names_version(text):
        return False
    begin = max((found.end() for found in _CLAUSE_END.finditer(text, 0, start)), default=0)
    after = _CLAUSE_END.search(text, end)
    clause = text[begin : after.start() if after else len(text)]
    found = _VERSION.search(clause)
    if not found:
        return False
    terms = negation_lexicon().terms(fold_in_place(clause[: found.start()]))
    return not any(terms.has(at, "since") for at in range(len(terms) - 2, len(terms)))


@lru_cache(maxsize=8)  # asked for each of the many things that one text may name
def _names_version(text: str) -> bool:
    return _VERSION.search(text) is not None


def _is_place(terms: Terms, at: int, first: int) -> bool:
    """Distinguish the Portuguese `no Redis`, "in Redis", from the English and Spanish `no`.

    The English word is at the beginning of a clause or has English words before it.
    """
    if not all(map(terms.is_mark, range(at + 1, first))):
        return False
    if at + 1 == first and terms.has(first, "weekday"):
        return True
    at_begin = at == 0 or terms.is_mark(at - 1)
    return not (at_begin or _is_english(terms, at))


def _is_english(terms: Terms, no: int) -> bool:
    """Tell whether the words before a `no` are certainly English."""
    if no and terms.has(no - 1, "before_no"):
        return True
    return any(terms.has(at, "english") for at in range(no))


def is_denied_after(terms: Terms, last: int) -> bool:
    """Tell whether the words after a term negate it, or call it past or an example."""
    at = last
    while at < last + _FAR and (
        terms.text(at) in _ASIDES or terms.has(at, "aux", "run", "schedule", "cron")
    ):
        at += 1
    marks = set(map(terms.text, range(last, at)))
    if terms.has(at, "no"):
        return bool(marks) and terms.is_mark(at + 1)
    # After a comma or with nothing between, `without errors` refers to something else.
    beside = "," in marks or not marks
    return terms.has(at, "ended") and not (terms.has(at, "deny") and beside)
