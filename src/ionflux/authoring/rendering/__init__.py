"""Documents from definitions: what importing them gives is the definition again.

A definition says a number of things, and there are several ways in which a document can say each:
a text in its section, or by its key in the YAML block. The reader is the judge: a document is read
back, and where it says something else, the next way is taken. What no way can say is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from ionflux.authoring.rendering import front_matter_form, sections_form
from ionflux.authoring.rendering.draft import Draft
from ionflux.authoring.rendering.items import ADDITIONAL, Way, items_of, say_nothing
from ionflux.authoring.rendering.reading_back import Difference, difference
from ionflux.core.errors import RejectedError, UsageError
from ionflux.core.terminal import printable
from ionflux.core.words import did_you_mean, quoted
from ionflux.forms.sections.titles import kept_name
from ionflux.language import Language
from ionflux.language import languages as all_languages
from ionflux.models import AgentDefinition

__all__ = ["CannotRenderError", "form_named", "language_named", "languages", "render"]

FORMS: Mapping[str, Callable[[Draft], str]] = {
    "sections": sections_form.document,
    "front-matter": front_matter_form.document,
}
"""What writes a draft, by the name of the form."""


@cache
def languages() -> Mapping[str, Language]:
    """Return the languages that documents can be written in, by their codes."""
    return {
        each.code: each
        for each in all_languages()
        if each.code and each.agent and each.standard_titles
    }


def language_named(code: str) -> Language:
    """Return the language of a code; raise UsageError where there is none."""
    if language := languages().get(code):
        return language
    raise UsageError(f"there is no language `{code}`{did_you_mean(code, languages())}")


def form_named(name: str) -> str:
    """Return the name of a form; raise UsageError where documents cannot be written in it."""
    if name in FORMS:
        return name
    raise UsageError(f"there is no form `{name}`{did_you_mean(name, FORMS)}")


_REQUIRED = frozenset({"id", "name", "version"})


class CannotRenderError(RejectedError):
    """A definition says something that no document can."""


def render(definition: AgentDefinition, language: Language, form: str = "sections") -> str:
    """Return the document of an agent; raise CannotRenderError where none says the same."""
    return _Rendering(definition, language, FORMS[form]).text()


class _Rendering:
    """The search for a document: which way is taken for each item."""

    def __init__(
        self, definition: AgentDefinition, language: Language, write: Callable[[Draft], str]
    ) -> None:
        self.definition = definition
        self.language = language
        self.write = write
        self.items = tuple(items_of(definition, language))
        self.taken = [0] * len(self.items)
        self.alone: dict[tuple[int, int], Difference] = {}

    def text(self) -> str:
        """Return the document that is read back as the definition."""
        while True:
            text = self.document(range(len(self.items)))
            found = difference(self.definition, text)
            if not found.names:
                return text
            self.change(found)

    def document(self, indices: Iterable[int]) -> str:
        draft = Draft(self.definition, self.language)
        for index in indices:
            if way := self.way(index):
                way.put(draft)
        return self.write(draft)

    def way(self, index: int) -> Way | None:
        ways = self.items[index].ways
        return ways[self.taken[index]] if ways else None

    def change(self, found: Difference) -> None:
        """Take the next way for what is read as something else; raise where there is none.

        A text that takes in what follows makes all of that differ: it alone is said otherwise.
        """
        wrong = [index for index in range(len(self.items)) if self.is_concerned(index, found)]
        culprits = [index for index in wrong if self.is_wrong_alone(index)]
        unsaid = [index for index in wrong if self.is_unsaid(index) and self.has_next(index)]
        stuck = [index for index in culprits or wrong if not self.has_next(index)]
        changed = [index for index in culprits or unsaid or wrong if self.has_next(index)]
        if not changed or (culprits and stuck):
            names = {name for index in stuck for name in self.items[index].names}
            raise self.refusal(names or found.names, found.error)
        for index in changed:
            self.taken[index] += 1

    def is_concerned(self, index: int, found: Difference) -> bool:
        """Tell whether an item differs, or is in a section of which more is read than was said."""
        if not found.names.isdisjoint(self.items[index].names):
            return True
        way = self.way(index)
        kind = way.kind if way else None
        return kind is not None and f"{ADDITIONAL}.{kept_name(kind)}" in found.names

    def is_wrong_alone(self, index: int) -> bool:
        """Tell whether an item is read as something else where hardly anything is beside it."""
        item, key = self.items[index], (index, self.taken[index])
        if self.is_unsaid(index):
            return False
        if key not in self.alone:
            self.alone[key] = difference(self.definition, self.document_of(index))
        return not self.alone[key].names.isdisjoint(item.names)

    def document_of(self, index: int) -> str:
        """Return a document that says one item, and only what that needs beside it."""
        way = self.way(index)
        beside = {*_REQUIRED, *(way.beside if way else ())}
        draft = Draft(self.definition, self.language)
        for number, item in enumerate(self.items):
            if number == index and way:
                way.put(draft)
            elif item.name in beside:
                next(each for each in item.ways if each.by_key).put(draft)
        return self.write(draft)

    def is_unsaid(self, index: int) -> bool:
        """Tell whether an item is taken to be said by something else."""
        way = self.way(index)
        return way is None or way.put is say_nothing

    def has_next(self, index: int) -> bool:
        return self.taken[index] + 1 < len(self.items[index].ways)

    def refusal(self, names: Iterable[str], error: str | None) -> CannotRenderError:
        definition = self.definition
        reason = f": {error}" if error else ", since it would be read as something else"
        return CannotRenderError(
            printable(
                f"{definition.id} ({definition.name}): no document can say"
                f" {quoted(sorted(names))}{reason}"
            )
        )
