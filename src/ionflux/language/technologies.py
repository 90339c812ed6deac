"""Technologies by name: what a stack item lists, which list each belongs to, which are the same."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import takewhile

from ionflux.core.patterns import regex
from ionflux.core.words import Words, phrases, words
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

__all__ = ["DATABASES", "OTHERS", "QUEUES", "key", "list_for", "named_in", "names_by", "split"]

_LABELS = {
    QUEUES: """
        queue, queues, stream, streams, streaming, message broker, event bus, message bus
    """,
    DATABASES: """
        db, dbs, database, databases, data, storage, vector, vectors, vector store, vector stores,
        vector storage, vectordb, data store, data stores, datastore, datastores, banco vetorial,
        dados, armazenamento, vetor, vetores, base vectorial, datos, almacenamiento, vectores
    """,
    "": """
        runtime, runtimes, framework, frameworks, orm, orms, language, languages, linguagem,
        linguagens, lenguaje, lenguajes, llm, llms, slm, slms, vlm, model, models, embed, embeds,
        embedding, embeddings
    """,
}
"""Labels of a stack section by the list of what they name; none for what is no dependency."""

_LAST_WORDS = {
    QUEUES: "queue, queues, broker, stream, streams",
    DATABASES: "db, dbs, database, databases",
    "": "llm, llms, model, models, embeddings",
}
"""What a longer label names by its last word: `Relational database`, `Task queue`, `Main LLM`."""

_FIRST_WORDS = {
    QUEUES: "fila, filas, cola, colas",
    DATABASES: "banco de dados, bancos de dados, base de dados, bases de dados, base de datos",
    "": "modelo, modelos",
}
"""The same in languages that put the noun first: `Fila de tarefas`, `Modelo principal`."""

_QUALIFIERS = phrases(
    """
    main, primary, secondary, fallback, backup, optional, core, principal, principais,
    primario, secundario, reserva, opcional, respaldo, provider, providers, api, apis
    """
)
"""Words at the ends of a label that do not change what it names."""

_REMARKS = """
    fallback, as fallback, as a fallback, fallback to, fallback on, for fallback, como fallback,
    fallback para, backup, as backup, as a backup, como backup, reserva, como reserva, de reserva,
    respaldo, de respaldo, como respaldo, contingencia, optional, optionally, opcional,
    opcionalmente, potentially, potencialmente, possibly, possivelmente, posiblemente, maybe,
    perhaps, talvez, quizas, tal vez, planned, planejado, planeado, eventually, eventualmente,
    if needed, if necessary, when needed, se necessario, si es necesario, e g, eg, such as,
    for example, por exemplo, por ejemplo, p ex, similar, or similar, equivalent, or equivalent,
    equivalente, ou similar, ou equivalente, o similar, o equivalente, etc, others, and others,
    and more, e outros, y otros, also, tambem, tambien, primary, as primary, by default
"""
"""What an item may say of a technology at either end of its name."""

_LEADING = "either, and, or, e, ou, y, plus, later, with, com, con"
_TRAILING = "later, in future, no futuro, with, com, con, default"
_ABSENT = phrases("no, none, not, nenhum, nenhuma, nao, sem, without, ningun, ninguna, sin")
"""First words of what names nothing: `no queue needed`."""

_PROSE = 300
"""Characters from which an item is prose, and alternatives are not looked for."""
_NAME_WORDS = 4
"""Words that the name of an alternative has at most."""

_SEPARATORS = regex(r"[,;]|(?<=\s)/(?=\s)|(?<=[^\s.]{2})\.\s(?=\s*[A-Z0-9])")
_PARENTHESIS = regex(r"[()]")
_JOINT = regex(
    r"(?<=\s)(?P<word>and/or|e/ou|y/o|or|ou|o|and|e|y|&|with|com|con"
    r"|(?:as |como )?(?:a )?fallback(?: to| on| for| para| de)?)(?=\s)|(?<=\w)(?P<slash>/)(?=\w)",
    re.IGNORECASE,
)
_OR = frozenset(("and/or", "e/ou", "y/o", "or", "ou"))
_AND = frozenset(("o", "and", "e", "y", "&"))
_WITH = frozenset(("with", "com", "con"))
_OF_JOINTS = frozenset((*_OR, *_AND, *_WITH, "fallback"))
_EDGES = " \t\n,:–—-.&/+→(\u00a0"
_TOKEN = regex(r"[^\W_]+")
_JOINTS = ("+", "→", "->")
_JOINED = regex(r"[+→]|->")
_VERSION = regex(r"v?\d+")


def split(value: str) -> list[str]:
    """Return the technologies that a stack item's value lists, without remarks.

    It is split at commas, semicolons, ` / `, full stops between names, and between alternatives;
    what is in parentheses is dropped. Parentheses that do not close are text like any other.
    """
    if "(" in value and value.count("(") == value.count(")"):
        value = _outside_parentheses(value)
    return [name for piece in _SEPARATORS.split(value) for name in _alternatives(piece) if name]


def list_for(label: str, technology: str) -> str | None:
    """Return the dependency list of a technology, or None where it is no dependency.

    One that is known by name goes where it belongs whatever its label says, and a model is never
    a dependency.
    """
    return _list_for(label, technology) or None


@lru_cache(maxsize=1024)  # the same few technologies serve most agents
def _list_for(label: str, technology: str) -> str:
    if is_model(technology):
        return ""
    labelled = names_by(label)
    known = known_technology(words(technology))
    if known is None:
        return labelled
    if known.kind == TOOLS:
        return OTHERS if labelled == DATABASES else labelled
    # Redis is both: under the label of a queue it is one.
    return QUEUES if known.name == "redis" and labelled == QUEUES else known.kind


@lru_cache(maxsize=1024)
def names_by(label: str) -> str:
    """Return the list of what a label names; empty for what is no dependency, such as models."""
    bare = _outside_parentheses(label) if "(" in label else label
    parts = (_label_words(part) for part in bare.split("/"))
    return next((kind for part in parts if (kind := _labelled(part)) is not None), OTHERS)


def _label_words(part: str) -> Words:
    found = [re.sub(r"(?<=[a-z])\d+$", "", word) for word in words(part) if not word.isdecimal()]
    while len(found) > 1 and found[-1] in _QUALIFIERS:
        found.pop()
    while len(found) > 1 and found[0] in _QUALIFIERS:
        del found[0]
    return tuple(found)


def _labelled(label: Words) -> str | None:
    """Return the list of what a label names, or None where it is not known."""
    whole, last, first = _label_tables()
    ways = ((whole, label), (last, label[-1:]), (first, label[:1]), (first, label[:LONGEST]))
    found = (table.get(phrase) for table, phrase in ways)
    return next((kind for kind in found if kind is not None), None)


@cache
def _label_tables() -> list[dict[Words, str]]:
    return [
        {
            tuple(phrase.split()): kind
            for kind, phrases in table.items()
            for phrase in phrases.split(",")
        }
        for table in (_LABELS, _LAST_WORDS, _FIRST_WORDS)
    ]


@lru_cache(maxsize=1024)
def key(technology: str) -> str:
    """Return a text that is equal for two names of one technology, remarks and versions aside."""
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
    """Split a piece where it names alternatives, and take the remarks off each."""
    words_ = piece.split()
    piece = " ".join(words_)
    if len(piece) > _PROSE or ("/" not in piece and _OF_JOINTS.isdisjoint(map(str.lower, words_))):
        return [_clean(piece)]
    joints = list(_JOINT.finditer(piece))
    reached, names = 0, []
    for number, joint in enumerate(joints, 1):
        end = joints[number].start() if number < len(joints) else len(piece)
        left = piece[reached : joint.start()]
        if _divides(joint, left, piece[joint.end() : end], piece[joint.end() :]):
            names.append(left)
            reached = joint.end()
    return [_clean(name) for name in (*names, piece[reached:])]


def _divides(joint: re.Match[str], left: str, right: str, rest: str) -> bool:
    """Tell whether two technologies are on the sides of a joint; `right` ends at the next."""
    word = (joint["word"] or "").lower()
    if joint["slash"]:
        return _are_alternatives(left, right)
    if word in _AND:
        return _is_known(left) and _is_known(right)
    if word in _WITH:
        return _without_remarks(rest) != rest.strip()
    names = _may_be_name(left) and _may_be_name(right)
    return names or (word in _OR and not _without_remarks(right))


def _are_alternatives(left: str, right: str) -> bool:
    """Tell `Kafka/Redpanda` from `CSV/JSON`: one is known, and the other looks like a name."""
    one, other = _is_known(left), _is_known(right)
    return (one and other) or (one and _is_brand(right)) or (other and _is_brand(left))


def _is_brand(name: str) -> bool:
    """Tell a product's name from a format (`JSON`) and from a common word."""
    return len(name) > _NAME_WORDS and name[0].isupper() and not name.isupper()


def _may_be_name(text: str) -> bool:
    """Tell the name of a technology from a phrase."""
    text = _clean(text)
    return bool(text) and (
        (len(text.split()) <= _NAME_WORDS and (text[0].isupper() or " " not in text))
        or _is_known(text)
    )


def _is_known(text: str) -> bool:
    return known_technology(words(_without_remarks(text))) is not None or is_model(text.strip())


def _clean(piece: str) -> str:
    """Return a piece without remarks; empty where it names nothing."""
    piece = _without_remarks(piece).removesuffix(".").strip()
    first = piece.split(" ", 1)[0].lower()
    if first in _ABSENT or piece in vocabulary().placeholders:
        return ""
    return piece


def _without_remarks(piece: str) -> str:
    """Return a piece without the remarks at its ends."""
    piece = piece.strip()
    if not _may_begin_or_end(piece):
        return piece
    tokens = list(_TOKEN.finditer(piece))
    folded = [" ".join(words(token[0])) for token in tokens]
    first, last = 0, len(tokens)
    while size := _remark(folded[first : first + LONGEST], _leading(), from_start=True):
        first += size
    while last > first and (
        size := _remark(folded[max(first, last - LONGEST) : last], _trailing(), from_start=False)
    ):
        last -= size
    if first >= last:
        return ""
    start = tokens[first].start() if first else 0
    end = tokens[last].start() if last < len(tokens) else len(piece)
    return piece[start:end].rstrip(_EDGES) if last < len(tokens) else piece[start:end]


def _may_begin_or_end(piece: str) -> bool:
    """Tell whether a remark may be at an end of a piece; most pieces have none."""
    first, last = words(piece.partition(" ")[0]), words(piece.rpartition(" ")[2])
    return not (first and last) or first[0] in _first_words() or last[-1] in _last_words()


def _remark(near: list[str], remarks: frozenset[str], *, from_start: bool) -> int:
    """Return how many of some words at an end are a remark."""
    for size in range(len(near), 0, -1):
        if " ".join(near[:size] if from_start else near[-size:]) in remarks:
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
def _leading() -> frozenset[str]:
    return phrases(_REMARKS + "," + _LEADING)


@cache
def _trailing() -> frozenset[str]:
    return phrases(_REMARKS + "," + _TRAILING)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in _leading())


@cache
def _last_words() -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in _trailing())
