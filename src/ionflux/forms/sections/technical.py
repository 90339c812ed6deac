"""The technical sections: what an agent is built with, and its file tree."""

from __future__ import annotations

import re

from ionflux.core.patterns import regex
from ionflux.forms.sections import filetree, labels, lists
from ionflux.forms.sections.draft import Draft
from ionflux.forms.sections.texts import plain, trim
from ionflux.language import technologies
from ionflux.markdown import Fence

# The colon of a web address or a model's name (`openai:gpt-4o`) is none behind a label.
_LABEL = regex(r"(?P<label>[^:]*+):(?!//)(?P<value>.*)", re.DOTALL)


def read_stack(draft: Draft, numbers: list[int]) -> list[int]:
    """Read the dependencies of a stack section; return the lines that name none."""
    items, rest = lists.read(draft.lines, numbers)
    for item in items:
        label, value = _label_and_value(item.text)
        _depend(draft, label, value, item.numbers)
        for inner in item.nested:
            inner_label, inner_value = _label_and_value(inner.text)
            _depend(draft, inner_label or label, inner_value, inner.numbers)
    unlabelled = []
    for number in rest:
        if labels.label_of(draft.lines[number]):
            _depend(draft, *_label_and_value(draft.lines[number]), [number])
        else:
            unlabelled.append(number)
    return unlabelled


def _label_and_value(text: str) -> tuple[str, str]:
    text = plain(text)
    if found := _LABEL.fullmatch(text):
        return found["label"].strip(), found["value"].strip()
    return "", text


def _depend(draft: Draft, label: str, value: str, numbers: list[int]) -> None:
    for technology in technologies.split(value):
        if kind := technologies.list_for(label, technology):
            draft.depend(kind, technology, draft.passage(numbers))


def read_data_store(draft: Draft, numbers: list[int]) -> None:
    """Note the technologies that the data store section names."""
    for name, kind, _, _ in technologies.named_in("\n".join(draft.lines[n] for n in numbers)):
        if draft.depends_on(kind, name):
            continue
        number = next((n for n in numbers if name in draft.lines[n]), numbers[0])
        draft.depend(kind, name, draft.passage([number]))


def read_files(draft: Draft, numbers: list[int]) -> list[int]:
    """Read the first fence that draws a tree; return all other lines."""
    fences = draft.document.fences
    for number in numbers:
        if draft.has("default_file_structure_template"):
            break
        if (fence := fences.get(number)) and _take_tree(draft, fence):
            return [n for n in numbers if not fence.first <= n <= fence.last]
    return numbers


def _take_tree(draft: Draft, fence: Fence) -> bool:
    body = trim(draft.lines, fence.body)
    tree = filetree.parse(draft.lines[number] for number in body)
    if tree is None:
        return False
    place = draft.passage(body)
    draft.set("default_file_structure_template", place.text, place)
    draft.set("key_files_and_paths", tree, place)
    return True
