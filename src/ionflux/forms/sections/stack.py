"""The stack and data store sections: the dependencies of an agent."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ionflux.core.patterns import regex
from ionflux.core.words import words
from ionflux.forms.blueprint import Blueprint, Passage, Section, Slice
from ionflux.forms.sections import labels, lists
from ionflux.forms.sections.narrative import code_in, report_not_understood
from ionflux.forms.sections.page import Page
from ionflux.language import Vocabulary, technologies
from ionflux.markdown.plain import plain, without_struck
from ionflux.models.fields import fields, standard_sections

# The colon of a web address or a model's name (`openai:gpt-4o`) does not end a label.
_LABEL = regex(r"(?P<label>[^:：]*+)[:：](?!//)(?P<value>.*)")
# Other marks follow a label only if it is known.
_KNOWN_LABEL = regex(r"(?P<label>[^\s–—=-][^–—=-]{0,60}?)\s(?:[–—=]|-{1,3})\s(?P<value>.*)")
_HEADING = regex(r" {0,3}#{1,6}[ \t]++(?P<label>.*)")
_BREAK = regex(r"<br[ \t]*/?>", re.IGNORECASE)
_BETWEEN = " |·•;/"
"""What stands between the labels of one line."""
_HINT = "write one technology per line, as `* Queue: Redis`"
_PAIR = 2


def read_stack(page: Page, blueprint: Blueprint, part: Section, passage: Passage) -> None:
    """Read the dependencies of a stack section; its text is always kept."""
    blueprint.keep("stack", passage)
    _depend_on_named(blueprint, part.heading.title, passage)
    found = _read_table(page, blueprint, passage) or _read_items(page, blueprint, passage)
    if not found:
        report_not_understood(page, blueprint, part, _HINT)


def _read_table(page: Page, blueprint: Blueprint, passage: Passage) -> bool:
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
        value = _plain(without_struck(row.cells[1]))
        _depend(page, blueprint, plain(row.cells[0]), value, place)
    return bool(data)


def _read_items(page: Page, blueprint: Blueprint, passage: Passage) -> bool:
    """Read list items and lines with labels; tell whether there were any."""
    items, rest = lists.read(passage.text, code_in(page, passage))
    headings, lines = _headings(passage.text, rest)
    starts = [start for start, _, _ in headings]
    found = False
    for start, end, title in headings:
        _depend(page, blueprint, title, "", (passage, start, end))
    for item in items:
        index = bisect_left(starts, item.start)
        above = label = headings[index - 1][2] if index else ""
        whole = (passage, item.start, item.end)
        for own, value, place in _entries(page, item.text, whole):
            label = own or above
            found = found or bool(own) or bool(value)
            _depend(page, blueprint, own, value, place, above)
        for inner in item.nested:
            whole = (passage, inner.start, inner.end)
            for own, value, place in _entries(page, inner.text, whole):
                _depend(page, blueprint, own, value, place, label)
    for start, end in lines:
        line = passage.text[start:end]
        if labels.label_of(line):
            found = True
            for label, value, place in _entries(page, line, (passage, start, end)):
                _depend(page, blueprint, label, value, place)
    return found


def _headings(
    text: str, lines: list[tuple[int, int]]
) -> tuple[list[tuple[int, int, str]], list[tuple[int, int]]]:
    """Return the headings among some lines, which label the items below them, and the rest."""
    headings: list[tuple[int, int, str]] = []
    others: list[tuple[int, int]] = []
    for start, end in lines:
        if text.find("#", start, end) >= 0 and (found := _HEADING.fullmatch(text, start, end)):
            headings.append((start, end, plain(found["label"].rstrip("# \t"))))
        else:
            others.append((start, end))
    return headings, others


def _entries(page: Page, written: str, whole: Slice) -> Iterator[tuple[str, str, Slice]]:
    """Yield each label in an item, its value and their place.

    That is the whole item, except for a label of another section: then it is the rest of the line.
    """
    passage, start, end = whole
    at = start
    for label, value in _labels_and_values(written, page.vocabulary):
        place = whole
        if _owner(label, page.vocabulary) and at < end:
            at = passage.text.find(label, at, end)
            stop = passage.text.find("\n", max(at, start), end)
            place = (passage, at, stop if stop >= 0 else end) if at >= 0 else whole
            at = at + 1 if at >= 0 else end  # no text is searched twice
        yield label, value, place


def _labels_and_values(written: str, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield each label in an item and its value; the label is empty if there is none."""
    for part in labels.apart(without_struck(written)):
        label, value = _label_and_value(_plain(part).rstrip(_BETWEEN), vocabulary)
        if ";" not in value:
            yield label, value
            continue
        pending: list[str] = []
        for piece in value.split(";"):
            own, said = _label_and_value(piece.strip(), vocabulary)
            if own and _is_known(own, vocabulary):
                yield label, ";".join(pending)
                label, pending = own, [said]
            else:
                pending.append(piece)
        yield label, ";".join(pending)


def _plain(text: str) -> str:
    """Return plain words; lines that a tag breaks are technologies of their own."""
    return plain(_BREAK.sub("; ", text) if "<" in text else text)


def _label_and_value(text: str, vocabulary: Vocabulary) -> tuple[str, str]:
    if found := _LABEL.fullmatch(text):
        return found["label"].strip(), found["value"].strip()
    if (found := _KNOWN_LABEL.fullmatch(text)) and _is_known(found["label"], vocabulary):
        return found["label"], found["value"].strip()
    return (text, "") if len(text) <= labels.LONGEST and _owner(text, vocabulary) else ("", text)


def _is_known(label: str, vocabulary: Vocabulary) -> bool:
    return technologies.is_label(label) or _owner(label, vocabulary) is not None


@lru_cache(maxsize=256)  # most agents have the same few labels
def _owner(label: str, vocabulary: Vocabulary) -> str | None:
    """Return the kind of section that a label belongs to if it is not one of the stack."""
    return None if technologies.is_label(label) else _elsewhere(vocabulary).get(words(label))


@lru_cache(maxsize=8)
def _elsewhere(vocabulary: Vocabulary) -> Mapping[tuple[str, ...], str]:
    """Return the usual titles and the labels of other sections, with the kinds of these.

    Other words for a title may also name a part of the stack (`Metrics: Prometheus`).
    """
    kinds = [kind for kind in standard_sections() if kind != "stack"]
    languages = vocabulary.languages.values()
    titles = {words(each.title_of(kind)): kind for each in languages for kind in kinds}
    rows = {name: field.row for name, field in fields().items()}
    owners = {name: row.section or row.within for name, row in rows.items()}
    known = ((label, owners[name]) for label, name in vocabulary.labels.items())
    return titles | {label: kind for label, kind in known if kind}


def _depend(
    page: Page, blueprint: Blueprint, own: str, value: str, place: Slice, above: str = ""
) -> None:
    """Add the technologies of an item under its own label, else under the one above it.

    A label of another section is reported where it is written.
    """
    label = own or above
    if owner := _owner(label, page.vocabulary):
        if own:
            _report_elsewhere(page, blueprint, own, value, owner, place)
        return
    for kind, key, technology in technologies.listed(label, value):
        blueprint.depend(kind, key, technology, place)


def _report_elsewhere(
    page: Page, blueprint: Blueprint, label: str, value: str, owner: str, place: Slice
) -> None:
    """Report a label of another section (IFX012)."""
    passage, start, end = place
    is_title = words(label) not in page.vocabulary.labels
    item = lists.ITEM.match(passage.text, passage.text.rfind("\n", 0, start) + 1)
    if is_title and not (value or item or owner in blueprint.kinds):
        return  # the search for titles that are not headings reports it
    title = page.language.title_of(owner)
    meant = "the title of another section" if is_title else f"a label of the section `{title}`"
    message = (
        f"`{label}` is {meant}, not a label of the stack;"
        " its text is kept in `additional_sections.stack`"
    )
    blueprint.find("IFX012", message, passage.part(start, end), f"move it to the section `{title}`")


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
