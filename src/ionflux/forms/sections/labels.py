"""Labelled fields of the narrative: `**Epithet:** …`, in a line, a list, a table, a paragraph."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ionflux.core.patterns import regex
from ionflux.core.words import nearest, words
from ionflux.forms.sections.texts import lines_of, without_break
from ionflux.language import Language, Vocabulary

_BULLET = (
    r"[ \t]*+(?:>[ \t]*+)?+(?:[-*+•–][ \t]++|[0-9]{1,3}[.)][ \t]++|#{1,6}[ \t]++)?+"
    r"(?:\[[ xX]\][ \t]++)?+"
)
# An emoji before a label in bold: `🧙 **Epithet:** …`.
_SIGN = r"(?:[^\w\s*_`:：|#<>“”\"'()\[\].,;-]{1,8}+[ \t]++)?+"
_MARKED = regex(
    _BULLET
    + _SIGN
    + r"(?P<mark>\*{1,3}|_{1,3}|`)(?P<label>[^:：*_`\n]{1,60}?)[ \t]*+(?P<inside>[:：]?)"
    r"[ \t]*+(?P=mark)[ \t]*+(?P<outside>[:：—–=-]?)[ \t]*+(?P<value>.*)"
)
_ALL_MARKED = regex(
    _BULLET + _SIGN + r"(?P<mark>\*{1,3}|_{1,3})(?P<label>[^:：*_\n]{1,60})[:：][ \t]*+"
    r"(?P<value>[^*_\n]++)(?P=mark)[ \t]*+"
)
_INLINE = regex(
    r"(?<=[\s.;,|>])(?P<mark>\*{2,3}|_{2,3})(?P<label>[^:：*_\n]{1,60}?)[ \t]*+(?P<inside>[:：]?)"
    r"[ \t]*+(?P=mark)[ \t]*+(?P<outside>[:：]?)[ \t]*+"
)
_ROW = regex(
    r"[ \t]*+\|[ \t]*+(?P<label>[^|\n]{1,70}?)[ \t]*+\|[ \t]*+(?P<value>[^|\n]*+)\|?[ \t]*+"
)
_HEADED = regex(r"[ \t]*+#{1,6}[ \t]++(?P<label>[^\n#]{1,60}?)[ \t]*+#*+[ \t]*+(?P<value>)")
_BEFORE = regex(_BULLET)
_SIGN_LENGTH = 8
_BETWEEN = " \t\n|·•;,/"
"""What stands between the labels of one line."""
_PARTS = regex("[/|]")
_TAG = regex(r"</?(?:b|strong|i|em)>", re.IGNORECASE)
_LIKENESS = 0.75
LONGEST = 60
"""How many characters a label has at most."""
_NEW_BLOCK = regex(r"[ \t]*(?:[-*+•][ \t]|[0-9]{1,3}[.)][ \t]|#{1,6}[ \t]|>|\||```|~~~|<!--)")
_DEFINITION = regex(r" {0,3}:[ \t]++")
"""How a definition list marks the value below its label."""
_SIGNS = frozenset(":：*_`|#<")


class Labelled(NamedTuple):
    """A field's value: the field, the label as written, and the offsets of both."""

    name: str
    label: str
    start: int
    value: int
    end: int


class Reading(NamedTuple):
    """The labelled fields of a text, all other lines, and the labels among these."""

    fields: list[Labelled]
    rest: list[tuple[int, int]]
    unknown: list[tuple[str, int, int]]


def read(text: str, vocabulary: Vocabulary) -> Reading:
    """Return the labelled fields in a text, and all other lines."""
    found: list[Labelled] = []
    rest: list[tuple[int, int]] = []
    unknown: list[tuple[str, int, int]] = []
    is_open = filled = False
    for start, end in lines_of(text):
        line = text[start:end]
        blank = not line.strip()
        label = None if blank else label_of(line)
        if label and (name := field_of(label[0], vocabulary)):
            value, stop = start + label[1], start + label[2]
            found.append(Labelled(name, label[0], start, value, stop))
            filled = _split(text, found, vocabulary) or bool(text[value:stop].strip())
            is_open = True
        elif is_open and ((blank and not filled) or (not blank and not _NEW_BLOCK.match(line))):
            found[-1] = found[-1]._replace(end=end)
            if not filled and (defined := _DEFINITION.match(line)):
                found[-1] = found[-1]._replace(value=start + defined.end())
            filled = _split(text, found, vocabulary) or filled or not blank
        else:
            is_open = False
            if label:
                unknown.append((label[0], start, end))
            if not blank:
                rest.append((start, end))
    fields = [_without_break(text, field) for field in found] if "\\\n" in text else found
    return Reading(fields, rest, unknown)


def _without_break(text: str, field: Labelled) -> Labelled:
    """Return a field without the backslash that breaks its last line from the next."""
    if text[field.end : field.end + 1] != "\n":
        return field
    return field._replace(end=field.value + len(without_break(text[field.value : field.end])))


def _split(text: str, found: list[Labelled], vocabulary: Vocabulary) -> bool:
    """Split the last value where another label begins within it, since formatters join lines."""
    last = found[-1]
    if "**" not in text[last.value : last.end] and "__" not in text[last.value : last.end]:
        return False
    reached = last.value
    split = False
    while inner := _INLINE.search(text, max(reached - 1, last.start), last.end):
        reached = inner.end()
        if inner.start() < last.value or not (inner["inside"] or inner["outside"]):
            continue
        if name := field_of(inner["label"], vocabulary):
            before = _without_joint(text[found[-1].value : inner.start()])
            found[-1] = found[-1]._replace(end=found[-1].value + len(before))
            found.append(Labelled(name, inner["label"], inner.start(), inner.end(), last.end))
            split = True
    return split


def _without_joint(before: str) -> str:
    """Return a value without what joins it to the next label: `·`, `| 🧙`."""
    bare = before.rstrip(_BETWEEN)
    value, _, last = bare.rpartition(" ")
    is_sign = 0 < len(last) <= _SIGN_LENGTH and not any(map(str.isalnum, last))
    joined = value.rstrip(_BETWEEN)
    return joined if is_sign and joined != value.rstrip() else bare


def apart(line: str) -> list[str]:
    """Return the parts of a line that each begin with a label in bold, where it has several."""
    if "**" not in line and "__" not in line:
        return [line]
    starts = [
        found.start() for found in _INLINE.finditer(line) if found["inside"] or found["outside"]
    ]
    cuts = [0, *starts, len(line)]
    return [line[start:end] for start, end in pairwise(cuts)]


def field_of(label: str, vocabulary: Vocabulary) -> str | None:
    """Return the field that a label names, also in two languages: `Epíteto / Epithet`."""
    if name := _named(label, vocabulary):
        return name
    if "(" in label:
        return _named(label.partition("(")[0], vocabulary)
    if "/" in label or "|" in label:
        names = {_named(part, vocabulary) for part in _PARTS.split(label)}
        return names.pop() if len(names) == 1 else None
    return None


def _named(label: str, vocabulary: Vocabulary) -> str | None:
    label_words = words(label)
    if name := vocabulary.labels.get(label_words):
        return name
    # A purpose may have an adjective ("Propósito estratégico"); no other label may have extra
    # words.
    name = vocabulary.labels.get(label_words[:1])
    return name if name == "description" else None


def near(label: str, language: Language, vocabulary: Vocabulary) -> str | None:
    """Return the known label that an unknown one was probably meant as."""
    found = nearest(label, _labels(vocabulary), likeness=_LIKENESS)
    if found is None:
        return None
    field = field_of(found, vocabulary)
    own = (known for known, name in language.labels.items() if name == field)
    return next(own, found)


@lru_cache(maxsize=8)
def _labels(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the labels of every language."""
    found = (label for each in vocabulary.languages.values() for label in each.labels)
    return tuple(dict.fromkeys(found))


def label_of(line: str) -> tuple[str, int, int] | None:
    """Return a line's label, and where its value begins and ends, if it has one."""
    if _SIGNS.isdisjoint(line):
        return None
    if "<" in line:
        line = _TAG.sub(lambda tag: "*" * 2 + " " * (len(tag[0]) - 2), line)
    if "*" in line or "_" in line or "`" in line:
        found = _MARKED.fullmatch(line)
        if found and (found["inside"] or found["outside"] or not found["value"]):
            return found["label"], found.start("value"), len(line)
        if whole := _ALL_MARKED.fullmatch(line):
            return whole["label"], whole.start("value"), whole.end("value")
    if "|" in line and (row := _ROW.fullmatch(line)):
        return row["label"].strip("*_: "), row.start("value"), row.end("value")
    if "#" in line and (headed := _HEADED.fullmatch(line)):
        return headed["label"].strip("*_: "), headed.end(), headed.end()
    return _plain_label(line)


def _plain_label(line: str) -> tuple[str, int, int] | None:
    """Return the text before a line's first colon, without marks, and where the rest begins."""
    colon = min((at for at in (line.find(":"), line.find("：")) if at > 0), default=-1)
    before = _BEFORE.match(line) if colon > 0 else None
    label = line[before.end() : colon].rstrip() if before else ""
    if not 0 < len(label) <= LONGEST or "*" in label or "_" in label:
        return None
    return label, len(line) - len(line[colon + 1 :].lstrip()), len(line)
