"""The items of a stack section: the meaning of each label, and the text after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ionflux.checks.statements import Statement
from ionflux.checks.subject import Subject
from ionflux.core.findings import Span
from ionflux.core.patterns import regex
from ionflux.language.technologies import named_by

_LABEL = regex(r"[\W_]{0,6}(?P<label>[^:|\n]{1,60}?)[\s*_`]{0,6}(?::(?=[\s*_`]|$)|\|)[\s*_`|]{0,9}")


class StackItem(NamedTuple):
    """One statement of a stack section: its label, and the text after the label.

    `names` is the meaning of the label (see `technologies.named_by`); the label is empty if there
    is none. `start` is the offset of the text in the statement.
    """

    statement: Statement
    label: str
    names: str | None
    text: str
    start: int

    def part(self, start: int, end: int) -> Span:
        """Return the place of the text between two offsets."""
        return self.statement.part(self.start + start, self.start + end)


def stack_items(subject: Subject) -> Iterator[StackItem]:
    """Yield the items of an agent's stack sections; nested ones have the label above them."""
    for statements in subject.statements("stack"):
        above = ""
        for statement in statements:
            found = _LABEL.match(statement.words)
            begin = found.end() if found else 0
            label = found["label"].strip("*_` ") if found else ""
            text = statement.words[begin:]
            if found and "|" in found[0]:
                text = text.partition("|")[0].rstrip()  # like the reader: the second cell of a row
            if label and not text.strip():
                above = label
                continue
            if not statement.is_indented:
                above = label
            elif not label:
                label = above
            yield StackItem(statement, label, named_by(label) if label else None, text, begin)
