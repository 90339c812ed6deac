"""Names of memory namespaces in prose, and words that say that there is none.

The word for a namespace is found among the terms of a statement; the text after and before it
is matched with patterns that begin there and have a bounded length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ionflux.checks.statements import Statement
from ionflux.core.patterns import regex
from ionflux.language.lexicon import Terms, namespace_lexicon
from ionflux.language.negations import is_denied_after

_TEMPLATE = r"\{\{[^{}\n]{0,100}\}\}"
_QUOTED = r"[`'\"“”‘’](?P<quoted>[^\n`\"“”]{0,200}?)[`'\"“”‘’]"
_BARE = rf"(?P<bare>(?:{_TEMPLATE}|\w)(?:{_TEMPLATE}|[\w:/.-])*+)"
_REMARK = regex(r"[*_]*+\s*+\([^()\n]{1,80}\)(?=[*_]*+\s*+[:=→])")
_SIGN = regex(r"[*_\s]*+(?P<sign>[:=→|–—]|-(?=\s))?[*_\s]*+")
_NAME = regex(rf"[*_\s]*+(?:{_QUOTED}|{_BARE})")
_NEXT = regex(rf"\s*+(?:[,;/&+]|\b(?P<word>\w{{1,3}})\b)\s*+(?:{_QUOTED}|{_BARE})")
_BEFORE = regex(
    r"(?:[`'\"“”‘’](?P<quoted>[\w{}:/. -]{1,100})[`'\"“”‘’]"
    r"|(?<!\w)(?P<bare>\w{1,60}_\w{1,60}))[\s*_]{1,10}\(?$"
)
_LIKE_A_NAME = regex(r"[_{\d]|\w[-:/.]\w")
_STOP = regex(r"[*_]*+\s*+(?:$|[.,;:()→—–|\n-])")
_FOLLOWING = regex(r"[*_]*+\s*+(\w+)")
_QUOTES = frozenset("`'\"“”‘’")
_LINKS = frozenset(":=—–-|(→")
_LOOSE = frozenset("|-–—")
"""Signs after which a plain word is more often a remark or the next cell than a name."""
_NEAR = 130
"""How many characters before the word for a namespace are searched for a name."""
_WORDS_BETWEEN = 3


class Namespace(NamedTuple):
    """The name of a namespace in a statement, and its offsets."""

    name: str
    start: int
    is_quoted: bool = False

    @property
    def extent(self) -> tuple[int, int]:
        """The offsets of the name in the statement."""
        return self.start, self.start + len(self.name)


def terms_of(statement: Statement) -> Terms:
    """Return the terms of a statement, to search for namespaces."""
    return namespace_lexicon().terms(statement.folded())


def written_namespaces(line: str, terms: Terms) -> Iterator[Namespace]:
    """Yield each namespace in a statement, except former ones."""
    for at in _words_for_it(terms):
        names = list(_names_after(line, terms, at))
        if not any(map(_is_certain, names)) and (before := _name_before(line, terms, at)):
            names = [before]
        if not terms.has(at - 1, "elsewhere", "former"):
            yield from (found for found in names if not _is_gone(terms, found))


def denied_namespace(terms: Terms) -> tuple[int, int] | None:
    """Return the offsets of words that say that no namespace is needed, or None."""
    if terms.roles_in(0, len(terms)).isdisjoint(("deny", "no", "nothing", "denies")):
        return None
    for at in _words_for_it(terms):
        first, last = _denial_before(terms, at), _denial_after(terms, at)
        if last and not is_denied_after(terms, last):
            return terms.start(at), terms.end(last - 1)
        if first is not None:
            last = _after_need(terms, at + 1) or at + 1
            return terms.start(first), terms.end(last - 1)
    return None


def may_name_one(statement: Statement) -> bool:
    """Tell whether a statement has a word for a namespace."""
    return not _cues().isdisjoint(statement.each())


@cache
def _cues() -> frozenset[str]:
    return namespace_lexicon().cues("namespace")


def _words_for_it(terms: Terms) -> list[int]:
    """Return the indices of the words for a namespace that are not part of another name."""
    return [at for at in terms.having("namespace") if not _is_inside(terms, at)]


def _is_inside(terms: Terms, at: int) -> bool:
    """Tell whether a word is part of an identifier: `namespace_id`."""
    before, after = terms.around(at)
    return before == "_" or after[:1] == "_"


def _names_after(line: str, terms: Terms, at: int) -> Iterator[Namespace]:
    """Yield the names after the word for a namespace; several, if it is a plural."""
    # In Portuguese and Spanish, adjectives follow: `namespace padrão: letters`.
    position = terms.end(at + 1 if terms.has(at + 1, "kind") else at)
    if remark := _REMARK.match(line, position):
        position = remark.end()
    mark = ""
    if sign := _SIGN.match(line, position):
        position, mark = sign.end(), sign["sign"] or ""
    after = terms.index(position)
    if terms.has(after, "called") and terms.start(after) == position:
        position, mark = terms.end(after), mark or terms.text(after)
    found = _NAME.match(line, position)
    several = terms.value(at, "namespace") == "several"
    while found and _is_name(found, line, mark):
        name = _named(found)
        if name.name:
            yield name
        following = _NEXT.match(line, sum((name.start, len(name.name), bool(found["quoted"]))))
        found = following if several and following and _continues(following) else None


def _continues(found: re.Match[str]) -> bool:
    """Tell whether a list of names goes on: a mark or `and`, and a word that looks like a name."""
    if found["word"] and not _has_role(found["word"], "and"):
        return False
    return bool(found["quoted"] or _LIKE_A_NAME.search(found["bare"]))


def _is_name(found: re.Match[str], line: str, sign: str) -> bool:
    """Distinguish a name from a word: it is quoted, looks like one, or is used as one."""
    if found["bare"] is None:
        return True
    bare = found["bare"].rstrip(".:/-")
    if _has_role(bare, "common", "nothing"):
        return False
    if _LIKE_A_NAME.search(bare):
        return True
    if sign in _LOOSE:
        return False
    end = found.start("bare") + len(bare)
    if _STOP.match(line, end):
        return True
    after = _FOLLOWING.match(line, end)
    goes_on = bool(after and _has_role(after[1], "goes_on"))
    return goes_on or (sign != "" and after is None)


def _has_role(word: str, *roles: str) -> bool:
    return not namespace_lexicon().roles(word).keys().isdisjoint(roles)


def _named(found: re.Match[str]) -> Namespace:
    group = "bare" if found["bare"] is not None else "quoted"
    name = found[group]
    start = found.start(group) + len(name) - len(name.lstrip())
    return Namespace(name.strip().rstrip(".:/-").strip(), start, group == "quoted")


def _is_certain(found: Namespace) -> bool:
    """Distinguish a name, which is quoted or looks like one, from a plain word."""
    return found.is_quoted or _LIKE_A_NAME.search(found.name) is not None


def _name_before(line: str, terms: Terms, at: int) -> Namespace | None:
    """Return the name before the word for a namespace: "the `letters` namespace"."""
    start = terms.start(at)
    found = _BEFORE.search(line[max(start - _NEAR, 0) : start])
    if not found:
        return None
    name = _named(found)
    return name._replace(start=name.start + max(start - _NEAR, 0)) if name.name else None


def _is_gone(terms: Terms, found: Namespace) -> bool:
    """Tell whether the words after a name say that it is no longer used."""
    after = terms.index(found.extent[1])
    while terms.text(after) in _QUOTES:
        after += 1
    return is_denied_after(terms, after) or terms.has(after, "former")


def _denial_before(terms: Terms, at: int) -> int | None:
    """Return the index at which `no`, `without a`, `não exige` begin, before a namespace."""
    before = at - 1
    while terms.has(before, "article", "need") and at - before <= _WORDS_BETWEEN:
        before -= 1
    needed = any(terms.has(between, "need") for between in range(before + 1, at))
    needed = needed or terms.has(before, "denies") or terms.has(before - 1, "need")
    needed = needed or _after_need(terms, at + 1) is not None
    if not terms.has(before, "deny", "no", "denies") or not (needed or _ends(terms, at + 1)):
        return None
    # In Portuguese `no namespace` is "in the namespace", after a verb.
    is_place = terms.has(before, "no") and not needed and not terms.is_mark(before - 1)
    return None if is_place else before


def _denial_after(terms: Terms, at: int) -> int | None:
    """Return the index after `none`, `not required`, `não exigido`, after the word."""
    to = at + 1
    while terms.text(to) in _LINKS or terms.has(to, "aux"):
        to += 1
    said = terms.has(to, "nothing") or (to > at + 1 and terms.has(to, "deny", "no"))
    if said and _ends(terms, to + 1):
        return to + 1
    return _after_need(terms, to + 1) if terms.has(to, "deny", "no", "nothing") else None


def _after_need(terms: Terms, at: int) -> int | None:
    """Return the index after a word that says that something is needed."""
    to, last = at, at + _WORDS_BETWEEN
    while to < last and terms.has(to, "article", "aux") and not terms.has(to, "need"):
        to += 1
    return to + 1 if terms.has(to, "need") else None


def _ends(terms: Terms, at: int) -> bool:
    """Tell whether a clause ends at a term."""
    return at >= len(terms) or terms.is_mark(at)
