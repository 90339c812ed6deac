"""The sections of a document: their order, and the levels of their headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ionflux.authoring.rendering.draft import Draft
from ionflux.language import languages
from ionflux.markdown import outline
from ionflux.models.fields import standard_sections

_ABOVE: Mapping[str, str] = {"capabilities": "essence", "essence_detail": "essence"}
"""Kinds of section that are below another."""
_BEHIND_DEFINITION = "stack"
_DEEPEST = 7


class Section(NamedTuple):
    """A section: the level of its heading, its number, its title, and its text if it has any.

    Numbers are those of a complete blueprint: `10`, or `2.1` for a section below another.
    """

    level: int
    number: str
    title: str
    text: str | None
    is_known: bool = True
    """Whether its title is a standard one."""

    @property
    def numbered_title(self) -> str:
        """The title with its number before it."""
        return (
            f"{self.number} {self.title}" if "." in self.number else f"{self.number} ▸ {self.title}"
        )

    def written(self, title: str) -> str:
        """Return the section under a title, with a blank line before it."""
        heading = f"\n{'#' * self.level} {title}"
        return heading if self.text is None else f"{heading}\n{self.text}"


class Layout:
    """The layout of a draft's sections.

    `texts` are those of known kinds; `usual` is the level of headings if the headings in the
    texts leave room for it, `highest` the level otherwise.
    """

    def __init__(self, draft: Draft, texts: Mapping[str, str], *, usual: int, highest: int) -> None:
        self.draft = draft
        self.texts = texts
        below = [text for kind, text in texts.items() if self._is_inner(kind)]
        others = [text for kind, text in texts.items() if not self._is_inner(kind)]
        top = _highest([*others, *(text for _, text in draft.further)])
        inner = _highest(below)
        self.level = usual if top > usual and inner > usual + 1 else highest
        self.inner = self.level + (inner > self.level + 1)

    def sections(self) -> Iterator[Section]:
        """Yield the existing sections, in their order."""
        draft, number, part = self.draft, -1, 0
        after = []
        for kind in _order(self.texts):
            title, text = draft.language.title_of(kind), self.texts.get(kind)
            text = text if text is None else closed(draft, text)
            if self._is_inner(kind):
                part += 1
                if text is not None:
                    yield Section(self.inner, f"{number}.{part}", title, text)
                continue
            number, part = number + 1, 0
            for double in (text for other, text in draft.doubles if other == kind):
                yield Section(self.level, str(number), title, double)
            if kind == draft.last:
                after.append(Section(self.level, str(number), title, text))
            elif text is not None or self._has_inner(kind):
                yield Section(self.level, str(number), title, text)
        further = sorted(draft.further, key=lambda each: each[0] == draft.last)
        for at, (title, text) in enumerate(further, number + 1):
            yield Section(self.level, str(at), title, closed(draft, text), is_known=False)
        yield from after

    def _is_inner(self, kind: str) -> bool:
        return kind in _ABOVE and kind != self.draft.last

    def _has_inner(self, kind: str) -> bool:
        """Tell whether a section has sections below it, and so a heading even without a text."""
        inner = (other for other in self.texts if _ABOVE.get(other) == kind)
        return self.inner > self.level and any(self._is_inner(other) for other in inner)


def closed(draft: Draft, text: str) -> str:
    """Return a text that keeps its last line: one that is a closing formula gets another line."""
    if text[text.rfind("\n") + 1 :] not in draft.vocabulary.boilerplate:
        return text
    known = (line for each in (draft.language, *languages()) for line in each.boilerplate)
    return f"{text}\n\n{next(known)}"


def _highest(texts: list[str]) -> int:
    """Return the highest level of the headings in some texts."""
    levels = (heading.level for text in texts if "#" in text for heading in outline(text).headings)
    return min(levels, default=_DEEPEST)


def _order(texts: Mapping[str, str]) -> Iterator[str]:
    """Yield the kinds of all standard sections in their order, and of other existing ones."""
    standard = standard_sections()
    for kind in standard:
        if kind == _BEHIND_DEFINITION:
            yield "definition"
        yield kind
    yield from (kind for kind in texts if kind not in standard and kind != "definition")
