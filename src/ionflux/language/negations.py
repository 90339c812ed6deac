"""What a text denies, calls past or planned, or gives as an example, told by the words around."""

from __future__ import annotations

from ionflux.language.lexicon import Terms

ASIDES = frozenset((*":→=—|-–()\"'“”‘’", ","))
"""Marks between something and the words behind it that deny it."""
_STOPS = frozenset((".", ";", ","))
_NEAR = 3
"""Words between something and the word before it that calls it past."""


def is_passed_over(terms: Terms, start: int, end: int) -> bool:
    """Tell whether a text denies what is between two offsets, or calls it past or an example."""
    first, last = terms.index(start), terms.index(end)
    return is_denied_before(terms, first) or is_denied_behind(terms, last)


def is_denied_before(terms: Terms, first: int) -> bool:
    """Tell whether the words before a term deny it, or call it past or an example."""
    words, only_fillers = 0, True
    for at in range(first - 1, -1, -1):
        if terms.text(at) in _STOPS or words == _NEAR:
            return False
        if terms.has(at, "former") or (terms.has(at, "deny") and words < _NEAR - 1):
            return True
        if terms.has(at, "no") and only_fillers:
            return not _is_place(terms, at, first)
        words += not terms.is_mark(at)
        only_fillers = only_fillers and terms.has(at, "filler")
    return False


def _is_place(terms: Terms, at: int, first: int) -> bool:
    """Tell the Portuguese `no domingo`, "on Sunday", from the English and Spanish denial."""
    return at + 1 == first and terms.has(first, "weekday")


def is_denied_behind(terms: Terms, last: int) -> bool:
    """Tell whether the words behind a term deny it, or call it past or an example."""
    at = last
    while terms.text(at) in ASIDES or terms.has(at, "aux"):
        at += 1
    marks = set(map(terms.text, range(last, at)))
    if terms.has(at, "no"):
        return bool(marks) and terms.is_mark(at + 1)
    # Behind a comma or with nothing between, `without errors` is about something else.
    beside = "," in marks or not marks
    return terms.has(at, "ended") and not (terms.has(at, "deny") and beside)
