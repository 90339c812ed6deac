"""Technologies by name: reading stack items, assigning each to its list, comparing names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import takewhile

from ionflux.core.patterns import regex
from ionflux.core.words import Words, fold, words
from ionflux.language import vocabulary
from ionflux.language.model_names import is_model
from ionflux.language.technology_names import (
    DATABASES,
    LONGEST,
    OTHERS,
    QUEUES,
    TOOLS,
    known_technology,
    named_in,
)
from ionflux.markdown.plain import unquote

__all__ = [
    "DATABASES",
    "MODELS",
    "OTHERS",
    "QUEUES",
    "is_label",
    "key",
    "list_for",
    "listed",
    "named_by",
    "named_in",
    "split",
]

MODELS = "models"
"""The meaning of a label for models."""

_PROSE = 300
"""How many characters make an item prose, in which alternatives are not searched for."""
_NAME_WORDS = 4
"""How many words the name of an alternative has at most."""

_SEPARATORS = regex(r"[,;]|/(?<=\s/)(?=\s)|\.(?<=[^\s.]{2}\.)\s(?=\s*[A-Z0-9])")
_PARENTHESIS = regex(r"[()]")
_EDGES = " \t\n,:–—-.&/+→(\u00a0"
_TOKEN = regex(r"[^\W_]+")
_WITHIN_NAMES = frozenset(".-_'’@")
"""Characters that join the words of one name where there is no space beside them."""
_JOINTS = ("+", "→", "->")
_JOINED = regex(r"[+→]|->")
_VERSION = regex(r"v?\d+")

Dependency = tuple[str, str, str]
"""The list that a technology belongs to, its key, and its name as written."""


@lru_cache(maxsize=64)  # the reader and the rules look at one item in turn
def split(value: str) -> tuple[str, ...]:
    """Return the technologies in a stack item's value, without remarks.

    It is split at commas, semicolons, ` / `, full stops between names, and between alternatives;
    parentheses are dropped. Parentheses that are not closed are ordinary text.
    """
    if "(" in value and value.count("(") == value.count(")"):
        value = _outside_parentheses(value)
    pieces = _SEPARATORS.split(value)
    return tuple([name for piece in pieces for name in _alternatives(piece) if name])


def listed(label: str, value: str) -> tuple[Dependency, ...]:
    """Return the technologies of a stack item that are dependencies."""
    return _listed_in_short(label, value) if len(value) <= _PROSE else _listed(label, value)


def _listed(label: str, value: str) -> tuple[Dependency, ...]:
    names = [(list_for(label, name), name) for name in split(value)]
    return tuple([(kind, key(name), name) for kind, name in names if kind])


_listed_in_short = lru_cache(maxsize=256)(_listed)  # most agents use the same few technologies


@lru_cache(maxsize=256)
def list_for(label: str, technology: str) -> str | None:
    """Return the dependency list of a technology, or None if it is not a dependency.

    A technology that is known by name goes to its own list whatever the label, and a model is
    never a dependency.
    """
    if is_model(technology):
        return None
    labelled = named_by(label)
    labelled = None if labelled == MODELS else labelled
    known = known_technology(words(technology))
    if known is None:
        return labelled
    if known.kind == TOOLS:
        return OTHERS if labelled == DATABASES else labelled
    # Redis is both: under the label of a queue it is a queue.
    return QUEUES if known.name == "redis" and labelled == QUEUES else known.kind


@lru_cache(maxsize=256)
def named_by(label: str) -> str | None:
    """Return the list that a label means, or `models`, or None for neither."""
    bare = _outside_parentheses(label) if "(" in label else label
    parts = (_label_words(part) for part in bare.split("/"))
    return next((kind for part in parts for kind in _kinds(part)), OTHERS)


def is_label(text: str) -> bool:
    """Tell whether a text is itself a known label, and not words that contain one."""
    return _label_words(text) in vocabulary().stack_labels


def _label_words(part: str) -> Words:
    """Return the words of a label without numbers (`Queue2`) and qualifiers (`Main LLM`)."""
    qualifiers = vocabulary().stack_qualifiers
    found = [word.rstrip("0123456789") or word for word in words(part) if not word.isdecimal()]
    while len(found) > 1 and found[-1] in qualifiers:
        found.pop()
    while len(found) > 1 and found[0] in qualifiers:
        del found[0]
    return tuple(found)


def _kinds(label: Words) -> Iterator[str | None]:
    """Yield the known meanings of a label, the best reading first."""
    known = vocabulary()
    ways = (
        (known.stack_labels, label),
        (known.last_nouns, label[-1:]),
        *((known.first_nouns, label[:length]) for length in range(LONGEST, 0, -1)),
    )
    return (table[phrase] for table, phrase in ways if phrase in table)


@lru_cache(maxsize=256)
def key(technology: str) -> str:
    """Return a key shared by all names of a technology, without remarks and versions."""
    if any(mark in technology for mark in _JOINTS):
        parts = (key(part) for part in _JOINED.split(technology))
        return " + ".join(part for part in parts if part)
    if "(" in technology:
        technology = _outside_parentheses(technology)
    found = words(_without_remarks(technology)) or words(technology)
    known = known_technology(found)
    if known and known.kind != TOOLS:
        return known.name
    versions = takewhile(_VERSION.fullmatch, reversed(found[1:]))
    found = found[: len(found) - sum(1 for _ in versions)]
    return known.name if known and known.length == len(found) else " ".join(found)


def _alternatives(piece: str) -> list[str]:
    """Split a piece where it names alternatives, and remove the remarks from each."""
    tokens = piece.split()
    piece = " ".join(tokens)
    between = vocabulary().conjunctions
    if len(piece) > _PROSE or ("/" not in piece and between.keys().isdisjoint(map(fold, tokens))):
        return [_clean(piece)]
    joints = list(_joint().finditer(piece))
    reached, names = 0, []
    for number, joint in enumerate(joints, 1):
        end = joints[number].start() if number < len(joints) else len(piece)
        left = piece[reached : joint.start()]
        if _divides(joint[0], left, piece[joint.end() : end], piece[joint.end() :]):
            names.append(left)
            reached = joint.end()
    return [_clean(name) for name in (*names, piece[reached:])]


def _divides(joint: str, left: str, right: str, rest: str) -> bool:
    """Tell whether two technologies are on the sides of a joint; `right` ends at the next."""
    if joint == "/":
        return _are_alternatives(left, right)
    meaning = vocabulary().conjunctions[fold(joint)]
    if meaning == "and":
        return _is_known(left) and _is_known(right)
    if meaning == "with":
        return _without_remarks(rest) != rest.strip()
    names = _may_be_name(left) and _may_be_name(right)
    return names or (meaning == "or" and not _without_remarks(right))


@cache
def _joint() -> re.Pattern[str]:
    longest_first = sorted(vocabulary().conjunctions, key=len, reverse=True)
    between = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<=\s)(?:{between})(?=\s)|(?<=\w)/(?=\w)", re.IGNORECASE)


def _are_alternatives(left: str, right: str) -> bool:
    """Distinguish `Kafka/Redpanda` (one is known, the other looks like a name) from `CSV/JSON`."""
    one, other = _is_known(left), _is_known(right)
    return (one and other) or (one and _is_brand(right)) or (other and _is_brand(left))


def _is_brand(name: str) -> bool:
    """Distinguish a product's name from a format (`JSON`) and from a common word."""
    return len(name) > _NAME_WORDS and name[0].isupper() and not name.isupper()


def _may_be_name(text: str) -> bool:
    """Distinguish the name of a technology from a phrase."""
    text = _clean(text)
    return bool(text) and (
        (len(text.split()) <= _NAME_WORDS and (text[0].isupper() or " " not in text))
        or _is_known(text)
    )


def _is_known(text: str) -> bool:
    return known_technology(words(_without_remarks(text))) is not None or is_model(text.strip())


def _clean(piece: str) -> str:
    """Return a piece without remarks; empty if it does not name anything."""
    piece = unquote(_without_remarks(piece).removesuffix(".").strip())
    if fold(piece.split(" ", 1)[0]) in vocabulary().denials or piece in vocabulary().placeholders:
        return ""
    return piece


def _without_remarks(piece: str) -> str:
    """Return a piece without the remarks at its ends."""
    piece = piece.strip()
    if not _may_begin_or_end(piece):
        return piece
    tokens = list(_TOKEN.finditer(piece))
    folded = tuple(fold(token[0]) for token in tokens)
    first, last = 0, len(tokens)
    while (
        size := _remark(folded[first : first + LONGEST], _leading(), from_start=True)
    ) and not _is_within_name(piece, tokens, first + size):
        first += size
    while (
        last > first
        and (
            size := _remark(
                folded[max(first, last - LONGEST) : last], _trailing(), from_start=False
            )
        )
        and not _is_within_name(piece, tokens, last - size)
    ):
        last -= size
    if first >= last:
        return ""
    start = tokens[first].start() if first else 0
    end = tokens[last].start() if last < len(tokens) else len(piece)
    return piece[start:end].rstrip(_EDGES) if last < len(tokens) else piece[start:end]


def _is_within_name(piece: str, tokens: Sequence[re.Match[str]], index: int) -> bool:
    """Tell whether a word and the one before it are parts of one name: `Monday.com`, `e-mail`."""
    if not 0 < index < len(tokens):
        return False
    return piece[tokens[index - 1].end() : tokens[index].start()] in _WITHIN_NAMES


def _may_begin_or_end(piece: str) -> bool:
    """Tell whether a remark may be at an end of a piece; most pieces have none."""
    first, last = words(piece.partition(" ")[0]), words(piece.rpartition(" ")[2])
    return not (first and last) or first[0] in _first_words() or last[-1] in _last_words()


def _remark(near: Words, remarks: frozenset[Words], *, from_start: bool) -> int:
    """Return how many words at an end belong to a remark."""
    for size in range(len(near), 0, -1):
        if (near[:size] if from_start else near[-size:]) in remarks:
            return size
    return 0


def _outside_parentheses(value: str) -> str:
    pieces, depth, reached = [], 0, 0
    for found in _PARENTHESIS.finditer(value):
        if depth == 0:
            pieces.append(value[reached : found.start()])
        depth = max(depth + (1 if found[0] == "(" else -1), 0)
        reached = found.end()
    if depth == 0:
        pieces.append(value[reached:])
    return "".join(pieces)


@cache
def _leading() -> frozenset[Words]:
    known = vocabulary()
    return known.stack_remarks | {words(word) for word in known.conjunctions}


@cache
def _trailing() -> frozenset[Words]:
    known = vocabulary()
    withs = (words(word) for word, meaning in known.conjunctions.items() if meaning == "with")
    return known.stack_remarks | frozenset(withs)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in _leading() if phrase)


@cache
def _last_words() -> frozenset[str]:
    return frozenset(phrase[-1] for phrase in _trailing())
