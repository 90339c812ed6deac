"""The `sections` form: a heading for the agent, and numbered sections below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ionflux.authoring.names import number_of, slug_of, spaced
from ionflux.authoring.rendering.draft import Draft
from ionflux.authoring.rendering.items import fenced
from ionflux.authoring.rendering.plain_text import as_markdown
from ionflux.forms.sections.titles import meaning
from ionflux.language import languages, vocabulary
from ionflux.markdown import outline
from ionflux.models.fields import standard_sections
from ionflux.yaml.writing import block

_ABOVE: Mapping[str, str] = {"capabilities": "essence", "essence_detail": "essence"}
"""Kinds of section that are below another."""
_BEHIND_DEFINITION = "stack"
_USUAL, _HIGHEST, _DEEPEST = 2, 1, 7


def document(draft: Draft) -> str:
    """Return the document."""
    return "\n".join([*_Sections(draft).lines(), ""])


class _Sections:
    """The sections of a document: which there are, and at which levels their headings are."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.texts = {kind: text for kind, text in draft.sections.items() if kind != "agent"}
        self.above = draft.sections.get("agent", "")
        code = fenced(block(draft.yaml), "yaml")
        if draft.last == "agent":
            self.above = f"{code}\n\n{self.above}"
        else:
            kept = self.texts.get("definition")
            self.texts["definition"] = code if kept is None else f"{code}\n\n{kept}"
        self.choose_levels()

    def choose_levels(self) -> None:
        """Choose levels above those of all headings in the texts, the usual ones if possible."""
        below = [text for kind, text in self.texts.items() if self.is_inner(kind)]
        others = [text for kind, text in self.texts.items() if not self.is_inner(kind)]
        others += [text for _, text in self.draft.further]
        top, inner = _highest(others), _highest(below)
        usual = top > _USUAL + 1 and inner > _USUAL + 2
        self.agent = _USUAL if usual else _HIGHEST
        self.section = self.agent + 1
        self.inner = self.section + 1 if self.section + 1 < inner else self.section

    def is_inner(self, kind: str) -> bool:
        return kind in _ABOVE and kind != self.draft.last

    def lines(self) -> Iterator[str]:
        yield f"{'#' * self.agent} {_title(self.draft)}"
        if self.above:
            yield self.closed(self.above)
        for number, title, text in self.numbered():
            level = self.inner if "." in number else self.section
            yield f"\n{'#' * level} {number}{'' if '.' in number else ' ▸'} {title}"
            if text is not None:
                yield self.closed(text)

    def closed(self, text: str) -> str:
        """Return a text that keeps its last line: one that is a closing formula gets another."""
        if text[text.rfind("\n") + 1 :] not in vocabulary().boilerplate:
            return text
        known = (line for each in (self.draft.language, *languages()) for line in each.boilerplate)
        return f"{text}\n\n{next(known)}"

    def numbered(self) -> Iterator[tuple[str, str, str | None]]:
        """Yield the number, the title and the text of each section that there is."""
        draft, number, part = self.draft, -1, 0
        behind = []
        for kind in _order(self.texts):
            title, text = draft.language.title_of(kind), self.texts.get(kind)
            if self.is_inner(kind):
                part += 1
                if text is not None:
                    yield f"{number}.{part}", title, text
                continue
            number, part = number + 1, 0
            if kind == draft.last:
                behind.append((str(number), title, text))
            elif text is not None or self.has_inner(kind):
                yield str(number), title, text
        further = sorted(draft.further, key=lambda each: each[0] == draft.last)
        for at, (title, text) in enumerate(further, number + 1):
            yield str(at), title, text
        yield from behind

    def has_inner(self, kind: str) -> bool:
        inner = (other for other, above in _ABOVE.items() if above == kind and self.is_inner(other))
        return self.inner > self.section and any(other in self.texts for other in inner)


def _highest(texts: list[str]) -> int:
    """Return the highest level of the headings in some texts."""
    levels = (heading.level for text in texts if "#" in text for heading in outline(text).headings)
    return min(levels, default=_DEEPEST)


def _order(texts: Mapping[str, str]) -> Iterator[str]:
    """Yield the kinds of all standard sections in their order, and of the others that there are."""
    standard = standard_sections()
    for kind in standard:
        if kind == _BEHIND_DEFINITION:
            yield "definition"
        yield kind
    yield from (kind for kind in texts if kind not in standard and kind != "definition")


def _title(draft: Draft) -> str:
    """Return the title of the agent's heading, the name in it if it can be there."""
    definition, language = draft.definition, draft.language
    word = next(iter(language.agent)).upper()
    number = number_of(definition.id)
    behind = ""
    remarks = definition.additional_sections.get("remarks")
    if isinstance(remarks, Mapping) and "name" in remarks:
        behind = f" ({remarks['name']})"
    subtitle = draft.subtitle
    for name in (spaced(definition.name), slug_of(definition.name).upper()):
        shown = f"{name}{behind}" + (f" / {subtitle}" if subtitle else "")
        title = f"{word} {number:03} — {as_markdown(shown) or shown}"
        agent = meaning(title, vocabulary()).agent
        if agent == (number, f"{name}{behind}", subtitle):
            break
    return title
