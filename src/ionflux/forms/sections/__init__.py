"""Documents with a section for each agent: headings, labelled fields, lists, a YAML block."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ionflux.forms.reading import Reading
    from ionflux.forms.sections.page import Page


def recognises(_text: str) -> bool:
    """Return True: text that no other form reads is searched for sections of agents."""
    return True


def read(page: Page) -> Reading:
    """Find the agents in the text that other forms have left."""
    from ionflux.forms.sections.document import Document

    return Document(page)
