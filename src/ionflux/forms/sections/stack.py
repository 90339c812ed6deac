"""The stack and data store sections: the dependencies of an agent."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ionflux.core.patterns import regex
from ionflux.forms.blueprint import Blueprint, Passage, Slice
from ionflux.forms.sections import labels, lists
from ionflux.forms.sections.narrative import code_in, report_not_understood
from ionflux.forms.sections.page import Page
from ionflux.forms.sections.parts import Part
from ionflux.language import technologies
from ionflux.markdown.plain import plain, without_struck

# The colon of a web address or a model's name (`openai:gpt-4o`) does not end a label.
_LABEL = regex(r"(?P<label>[^:：]*+)[:：](?!//)(?P<value>.*)")
# Other marks follow a label only if it is known.
_KNOWN_LABEL = regex(r"(?P<label>[^\s–—=-][^–—=-]{0,60}?)\s(?:[–—=]|-{1,3})\s(?P<value>.*)")
_HEADING = regex(r" {0,3}#{1,6}[ \t]++(?P<label>.*)")
_HINT = "write one technology per line, as `* Queue: Redis`"
_PAIR = 2


def read_stack(page: Page, blueprint: Blueprint, part: Part, passage: Passage) -> None:
    """Read the dependencies of a stack section; its text is always kept."""
    blueprint.keep("stack", passage)
    _depend_on_named(blueprint, part.heading.title, passage)
    found = _read_table(blueprint, passage) or _read_items(page, blueprint, passage)
    if not found:
        report_not_understood(page, blueprint, part, _HINT)


def _read_table(blueprint: Blueprint, passage: Passage) -> bool:
    """Read a table of two columns: a label and its technologies."""
    found = lists.table(passage.text)
    if not found or any(len(row.cells) < _PAIR for row in found[0]):
        return False
    rows, _ = found
    first = plain(rows[0].cells[0])
    # A table without a header of its own has its first entry there.
    data = rows if technologies.named_by(first) != technologies.OTHERS else rows[1:]
    for row in data:
        place = (passage, row.start, row.end)
        value = plain(without_struck(row.cells[1]))
        _depend(blueprint, plain(row.cells[0]), value, place)
    return bool(data)


def _read_items(page: Page, blueprint: Blueprint, passage: Passage) -> bool:
    """Read list items and lines with labels; tell whether there were any."""
    items, rest = lists.read(passage.text, code_in(page, passage))
    headings, lines = _headings(passage.text, rest)
    starts = [start for start, _ in headings]
    found = False
    for item in items:
        index = bisect_left(starts, item.start)
        above = label = headings[index - 1][1] if index else ""
        for own, value in _labels_and_values(item.text):
            label = own or above
            found = found or bool(own) or bool(value)
            _depend(blueprint, label, value, (passage, item.start, item.end))
        for inner in item.nested:
            for inner_label, value in _labels_and_values(inner.text):
                place = (passage, inner.start, inner.end)
                _depend(blueprint, inner_label or label, value, place)
    for start, end in lines:
        line = passage.text[start:end]
        if labels.label_of(line):
            found = True
            for label, value in _labels_and_values(line):
                _depend(blueprint, label, value, (passage, start, end))
    return found


def _headings(
    text: str, lines: list[tuple[int, int]]
) -> tuple[list[tuple[int, str]], list[tuple[int, int]]]:
    """Return the headings among some lines, which label the items below them, and the rest."""
    headings: list[tuple[int, str]] = []
    others: list[tuple[int, int]] = []
    for start, end in lines:
        if text.find("#", start, end) >= 0 and (found := _HEADING.fullmatch(text, start, end)):
            headings.append((start, plain(found["label"].rstrip("# \t"))))
        else:
            others.append((start, end))
    return headings, others


def _labels_and_values(written: str) -> Iterator[tuple[str, str]]:
    """Yield each label in an item and its value; the label is empty if there is none."""
    for part in labels.apart(without_struck(written)):
        label, value = _label_and_value(plain(part))
        if ";" not in value:
            yield label, value
            continue
        pending: list[str] = []
        for piece in value.split(";"):
            own, said = _label_and_value(piece.strip())
            if own and technologies.is_label(own):
                yield label, ";".join(pending)
                label, pending = own, [said]
            else:
                pending.append(piece)
        yield label, ";".join(pending)


def _label_and_value(text: str) -> tuple[str, str]:
    if found := _LABEL.fullmatch(text):
        return found["label"].strip(), found["value"].strip()
    if (found := _KNOWN_LABEL.fullmatch(text)) and technologies.is_label(found["label"]):
        return found["label"], found["value"].strip()
    return "", text


def _depend(blueprint: Blueprint, label: str, value: str, place: Slice) -> None:
    for kind, key, technology in technologies.listed(label, value):
        blueprint.depend(kind, key, technology, place)


def read_data_store(blueprint: Blueprint, title: str, passage: Passage) -> None:
    """Note the technologies in the data store section and its title."""
    _depend_on_named(blueprint, title, passage)
    for name, kind, start, end in technologies.named_in(passage.text):
        blueprint.depend(kind, technologies.key(name), name, (passage, start, end))


def _depend_on_named(blueprint: Blueprint, title: str, passage: Passage) -> None:
    if "(" not in title:
        return
    for name, kind, _, _ in technologies.named_in(plain(title)):
        blueprint.depend(kind, technologies.key(name), name, (passage, 0, len(passage.text)))
