"""The overview of a FluxGraph document: a list of labelled items, key features nested in one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ionflux.core.words import Words, words
from ionflux.forms.blueprint import Passage
from ionflux.forms.sections import labels, lists
from ionflux.markdown.plain import plain

LABELS: Mapping[Words, str] = {
    ("agent", "id"): "id",
    ("agent", "name"): "name",
    ("name",): "name",
    ("version",): "version",
    ("status",): "status",
    ("primary", "goal"): "description",
    ("goal",): "description",
    ("description",): "description",
    ("key", "features"): "core_capabilities",
    ("features",): "core_capabilities",
}
"""The meaning of each label."""


class Stated(NamedTuple):
    """A text of the document, as plain words, and its place."""

    text: str
    place: Passage


class Overview(NamedTuple):
    """The labelled statements of an overview, its key features, and the rest."""

    stated: Mapping[str, Stated]
    features: tuple[Stated, ...]
    rest: tuple[Passage, ...]
    unknown: tuple[Stated, ...] = ()
    """The labels of the rest."""


def read(passage: Passage) -> Overview:
    """Read the text of an overview."""
    stated: dict[str, Stated] = {}
    features: list[Stated] = []
    rest: list[Passage] = []
    unknown: list[Stated] = []
    for start, end in lists.outer_items(passage.text):
        line_end = passage.text.find("\n", start, end)
        first = passage.text[start : line_end if line_end >= 0 else end]
        label = labels.label_of(first)
        name = LABELS.get(words(label[0])) if label else None
        if label is None or name is None or name in stated:
            rest.append(passage.slice(start, end))
            if label and name is None:
                unknown.append(Stated(label[0], passage.slice(start, start + len(first))))
        elif name == "core_capabilities":
            features += _features(passage.slice(start + label[1], end))
        else:
            stated[name] = _value(passage.slice(start + label[1], end))
    return Overview(stated, tuple(features), tuple(rest), tuple(unknown))


def _value(passage: Passage) -> Stated:
    bare = passage.text.strip()
    start = passage.text.find(bare)
    return Stated(plain(bare), passage.slice(start, start + max(len(bare), 1)))


def _features(passage: Passage) -> list[Stated]:
    """Return one feature per item of the first level; nested items stay in it, one per line."""
    found = []
    for item in lists.read(passage.text)[0]:
        nested = [plain(inner.text) for inner in item.nested]
        text = "\n".join(filter(None, [plain(item.text), *nested]))
        if text:
            found.append(Stated(text, passage.slice(item.start, item.end)))
    return found or [each for each in [_value(passage)] if each.text]
