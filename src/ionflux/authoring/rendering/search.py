"""The search for a document that is read back as its definition.

Each document is read back, and where it differs from the definition, the next way to state that
part is tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from ionflux.authoring.rendering.draft import Draft
from ionflux.authoring.rendering.items import ADDITIONAL, Item, Way, items_of, say_nothing
from ionflux.authoring.rendering.reading_back import Difference, difference
from ionflux.core.errors import RejectedError
from ionflux.core.settings import Settings
from ionflux.core.terminal import printable
from ionflux.core.words import quoted
from ionflux.forms.sections.titles import kept_name
from ionflux.language import Language
from ionflux.language.dialects import vocabulary_of
from ionflux.models import AgentDefinition

Write = Callable[[Draft], str]
"""Writes a draft as a document of some form."""

_REQUIRED = frozenset({"id", "name", "version"})
_AFTER = "text_after"
"""A section that is put after a text to see whether the text ends where it should."""


class CannotRenderError(RejectedError):
    """A definition states something that no document can express."""


def search(
    definition: AgentDefinition, language: Language, write: Write, settings: Settings
) -> str:
    """Return the document that is read back as the definition, with the dialects of `settings`.

    Raises CannotRenderError, with the names of the fields, if there is none.
    """
    if definition.graph is not None:
        raise _refusal(definition, {"graph"}, ": FluxGraph documents are read, but never written")
    items = tuple(items_of(definition, language))
    if placeless := [item for item in items if not item.ways]:
        reason = ", for which it has neither a key nor a text"
        raise _refusal(definition, _names(placeless), reason)
    try:
        return _Search(definition, language, write, settings, items).text()
    except CannotRenderError as error:
        # A text that hides the structure of later texts must come after them.
        items = tuple(item._replace(ways=_last_first(item.ways)) for item in items)
        with suppress(CannotRenderError):
            return _Search(definition, language, write, settings, items).text()
        raise error from None


def _last_first(ways: tuple[Way, ...]) -> tuple[Way, ...]:
    """Return ways in the order in which a section after all others is the second choice."""
    first, *others = ways
    return (first, *sorted(others, key=lambda way: not way.is_last))


class _Said:
    """An item, and which of its ways is used."""

    def __init__(self, item: Item) -> None:
        self.names = item.names
        self.ways = item.ways
        self.taken = 0

    @property
    def way(self) -> Way:
        return self.ways[self.taken]

    @property
    def has_next(self) -> bool:
        return self.taken + 1 < len(self.ways)

    @property
    def is_unsaid(self) -> bool:
        """Whether something else is assumed to state it."""
        return self.way.put is say_nothing

    def is_concerned(self, wrong: Difference) -> bool:
        """Tell whether it differs, or is in a section from which more is read than was written."""
        kind = self.way.kind
        more = kind is not None and f"{ADDITIONAL}.{kept_name(kind)}" in wrong.names
        return more or not wrong.names.isdisjoint(self.names)


class _Search:
    def __init__(
        self,
        definition: AgentDefinition,
        language: Language,
        write: Write,
        settings: Settings,
        items: tuple[Item, ...],
    ) -> None:
        self.definition = definition
        self.language = language
        self.write = write
        self.settings = Settings(dialects=settings.dialects)
        self.vocabulary = vocabulary_of(settings)
        self.items = [_Said(item) for item in items]
        self.wrong_alone: dict[Way, bool] = {}

    def text(self) -> str:
        """Return the document that is read back as the definition; raise an error without one."""
        while True:
            text = self._written(item.way for item in self.items)
            wrong = difference(self.definition, text, self.settings)
            if not wrong.names:
                return text
            self.change(wrong)

    def change(self, wrong: Difference) -> None:
        """Choose the next way for items that are read differently; raise an error if there is none.

        A text that includes what follows makes all of that differ: only the text gets another way.
        """
        concerned = self._concerned(wrong)
        culprits = [item for item in concerned if self._is_wrong_alone(item)]
        unsaid = [item for item in concerned if item.is_unsaid and item.has_next]
        stuck = [item for item in culprits or concerned if not item.has_next]
        changed = [item for item in culprits or unsaid or concerned if item.has_next]
        if not changed or (culprits and stuck):
            reason = f": {wrong.error}" if wrong.error else ", since it would be read differently"
            raise _refusal(self.definition, _names(stuck) or wrong.names, reason)
        for item in changed:
            item.taken += 1

    def _concerned(self, wrong: Difference) -> list[_Said]:
        """Return the items that differ, or are joined in one section with such an item."""
        found = [item for item in self.items if item.is_concerned(wrong)]
        joined = {item.way.kind for item in found if item.way.is_joined}
        return [item for item in self.items if item in found or item.way.kind in joined]

    def _is_wrong_alone(self, item: _Said) -> bool:
        """Tell whether an item is read differently even with hardly anything else."""
        way = item.way
        if item.is_unsaid or way.is_joined:
            return False
        if way not in self.wrong_alone:
            document = self._written([*self._alone(item), Way(_add_text_after)])
            names = difference(_with_text_after(self.definition), document, self.settings).names
            self.wrong_alone[way] = not names.isdisjoint({*item.names, f"{ADDITIONAL}.{_AFTER}"})
        return self.wrong_alone[way]

    def _alone(self, item: _Said) -> Iterator[Way]:
        """Yield the way of an item, and those of the keys that must accompany it."""
        beside = _REQUIRED.union(item.way.beside)
        for other in self.items:
            if other is item:
                yield item.way
            elif not beside.isdisjoint(other.names):
                yield next(way for way in other.ways if way.by_key)

    def _written(self, ways: Iterable[Way]) -> str:
        draft = Draft(self.definition, self.language, self.vocabulary)
        for way in ways:
            way.put(draft)
        return self.write(draft)


def _add_text_after(draft: Draft) -> None:
    draft.add(_AFTER.replace("_", " "), _AFTER)


def _with_text_after(definition: AgentDefinition) -> AgentDefinition:
    more = {**definition.additional_sections, _AFTER: _AFTER}
    return definition.model_copy(update={ADDITIONAL: more})


def _names(items: Iterable[Item | _Said]) -> set[str]:
    return {name for item in items for name in item.names}


def _refusal(definition: AgentDefinition, names: Iterable[str], reason: str) -> CannotRenderError:
    who = f"{definition.id} ({definition.name})"
    named = quoted(sorted(names))
    return CannotRenderError(printable(f"{who}: no document can express {named}{reason}"))
