"""An agent, as passed to rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from ionflux.core.findings import Loc
from ionflux.forms.blueprint import Heading, Section

if TYPE_CHECKING:  # explaining a code does not build models
    from ionflux.checks.statements import Statement
    from ionflux.language import Vocabulary
    from ionflux.models import AgentDefinition


class Subject:
    """A valid definition, the heading of its agent, and the agent's sections by their kinds.

    `is_stated` tells whether the YAML states the value at a path into the definition; `own_words`
    is the vocabulary of the document, unless it is that of all languages.
    """

    def __init__(
        self,
        agent: AgentDefinition,
        heading: Heading,
        sections: Mapping[str, Sequence[Section]] = MappingProxyType({}),
        is_stated: Callable[[Loc], bool] = bool,
        own_words: Vocabulary | None = None,
    ) -> None:
        self.agent = agent
        self.heading = heading
        self.sections = sections
        self.is_stated = is_stated
        self.own_words = own_words
        self._statements: dict[str, list[list[Statement]]] = {}

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary of the document."""
        from ionflux.language import vocabulary  # its tables follow from the models

        return self.own_words or vocabulary()

    def of(self, kind: str) -> Sequence[Section]:
        """Return the sections of a kind, in the order of the document."""
        return self.sections.get(kind, ())

    def statements(self, kind: str) -> Sequence[Sequence[Statement]]:
        """Return the statements of each section of a kind; several rules read the same ones."""
        found = self._statements.get(kind)
        if found is None:
            from ionflux.checks.statements import statements

            found = [statements(section.passage) for section in self.of(kind)]
            self._statements[kind] = found
        return found
