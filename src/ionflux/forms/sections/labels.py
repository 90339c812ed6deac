"""Labelled fields of the narrative: `**Epíteto:** …`, on a line of its own or in a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ionflux.core.patterns import regex
from ionflux.core.words import words
from ionflux.forms.sections.texts import Passage, trim
from ionflux.language import Vocabulary

_BULLET = r"\s*+(?:>\s*+)?+(?:[-*+•]\s++|[0-9]{1,3}[.)]\s++)?+"
_MARKED = regex(
    _BULLET + r"(?P<mark>\*{1,3}|_{1,3})(?P<label>[^:*_\n]{1,60}?)\s*+(?P<inside>:?)\s*+(?P=mark)"
    r"\s*+(?P<outside>[:—–-]?)\s*+(?P<value>.*)"
)
_BEFORE = regex(_BULLET)
_LONGEST = 60
"""Characters of a label."""
_NEW_BLOCK = regex(r"\s*(?:[-*+•]\s|[0-9]{1,3}[.)]\s|#{1,6}\s|>|```|~~~|<!--)")


class Labelled:
    """A field's value: the lines that it stands in, and where it begins in the first."""

    __slots__ = ("column", "filled", "label", "name", "numbers")

    def __init__(self, name: str, label: str, line: str, number: int, column: int) -> None:
        self.name = name
        self.label = label
        self.column = column
        self.numbers = [number]
        self.filled = bool(line[column:].strip())

    def passage(self, lines: Sequence[str]) -> Passage:
        """Return the value's place: from behind the label on, or the lines below it."""
        below = trim(lines, self.numbers[1:])
        if below and not lines[self.numbers[0]][self.column :].strip():
            return Passage(lines, below)
        return Passage(lines, [self.numbers[0], *below], self.column)


def read(
    lines: Sequence[str], numbers: Iterable[int], vocabulary: Vocabulary
) -> tuple[list[Labelled], list[int]]:
    """Return the labelled fields in some lines, and the lines that belong to none."""
    found: list[Labelled] = []
    rest: list[int] = []
    current: Labelled | None = None
    for number in numbers:
        line = lines[number]
        if labelled := _labelled(line, number, vocabulary):
            current = labelled
            found.append(current)
        elif current and not line.strip() and not current.filled:
            current.numbers.append(number)
        elif current and line.strip() and not _NEW_BLOCK.match(line):
            current.numbers.append(number)
            current.filled = True
        else:
            current = None
            rest.append(number)
    return found, rest


def label_of(line: str) -> tuple[str, int] | None:
    """Return a line's label and the column at which its value begins, where it has one."""
    found = _MARKED.fullmatch(line) if "*" in line or "_" in line else None
    if found and not (found["inside"] or found["outside"] or not found["value"]):
        found = None
    return (found["label"], found.start("value")) if found else _plain_label(line)


def _plain_label(line: str) -> tuple[str, int] | None:
    """Return what stands before a line's first colon, without marks, and where the rest begins."""
    colon = line.find(":")
    before = _BEFORE.match(line) if colon > 0 else None
    label = line[before.end() : colon].rstrip() if before else ""
    if not 0 < len(label) <= _LONGEST or "*" in label or "_" in label:
        return None
    return label, len(line) - len(line[colon + 1 :].lstrip())


def _labelled(line: str, number: int, vocabulary: Vocabulary) -> Labelled | None:
    if not (found := label_of(line)):
        return None
    label, column = found
    label_words = words(label)
    name = vocabulary.labels.get(label_words) or vocabulary.labels.get(label_words[:1])
    # A purpose may have an adjective ("Propósito estratégico"); no other label may have more.
    if not name or (label_words not in vocabulary.labels and name != "description"):
        return None
    return Labelled(name, label, line, number, column)
