"""Documents of index cards: one agent per line, such as `@agent agent_001 EmailWizard 0.1`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ionflux.core.findings import Finding
from ionflux.documents.source import SourceFile
from ionflux.forms.blueprint import Blueprint, Extent, Heading, Way
from ionflux.forms.reading import Agent
from ionflux.forms.sections.page import Page

_CARD = re.compile(
    r"^@agent (?P<id>\S{1,80}) (?P<name>\S{1,80}) (?P<version>\S{1,20})$", re.MULTILINE
)


def recognises(text: str) -> bool:
    """Tell whether a document may contain a card."""
    return "@agent " in text


def read(page: Page) -> Cards:
    """Find the cards of a document outside of other agents."""
    found = [each for each in _CARD.finditer(page.source.text) if not page.is_hidden(each.start())]
    return Cards(page.source, found)


class Cards:
    """The cards of a document."""

    def __init__(self, source: SourceFile, found: list[re.Match[str]]) -> None:
        self.source = source
        self.found = found
        self.claimed = [card.span() for card in found]

    def agents(self) -> Iterator[Agent]:
        """Read each card."""
        for card in self.found:
            start, end = card.span()
            place = Extent(self.source, start, end)
            heading = Heading(None, card["name"], place=place.span)
            blueprint = Blueprint(self.source, heading, place, "cards")
            for field in ("id", "name", "version"):
                at = Extent(self.source, *card.span(field))
                blueprint.set(field, card[field], Way.HEADING, at)
            blueprint.finish()
            yield Agent(blueprint, start, end)

    def findings(self) -> Iterator[tuple[Finding, int]]:
        """Yield nothing: a line is either a card or text."""
        return iter(())
