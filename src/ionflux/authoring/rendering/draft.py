"""A document of one agent while it is written: its heading, YAML block and sections."""

from __future__ import annotations

from ionflux.core.json_value import JsonValue
from ionflux.language import Language, Vocabulary
from ionflux.models import AgentDefinition


class Draft:
    """The content of a document, which a form writes.

    `sections` are texts by their kinds, `doubles` more sections of a kind, before those;
    `further` are titles and texts of unknown sections, and `yaml` the definition block, by its
    keys. `last` is the kind of section, or the title, that must come after all
    others: a fence that is not closed would include the rest. The document is read by the words of
    `vocabulary`.
    """

    def __init__(
        self, definition: AgentDefinition, language: Language, vocabulary: Vocabulary
    ) -> None:
        self.definition = definition
        self.language = language
        self.vocabulary = vocabulary
        self.subtitle: str | None = None
        self.sections: dict[str, str] = {}
        self.doubles: list[tuple[str, str]] = []
        self.further: list[tuple[str, str]] = []
        self.last: str | None = None
        self.yaml: dict[str, JsonValue] = {}

    def say(self, kind: str, text: str, *, between: str = "\n\n") -> None:
        """Append a text to a section."""
        before = self.sections.get(kind)
        self.sections[kind] = text if before is None else f"{before}{between}{text}"

    def add(self, title: str, text: str) -> None:
        """Add a section that has no field of its own."""
        self.further.append((title, text))
