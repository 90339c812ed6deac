"""Documents of one agent whose definition is their YAML front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ionflux.forms.reading import Reading
    from ionflux.forms.sections.page import Page

_MARK = "---"


def recognises(text: str) -> bool:
    """Tell whether a document begins with a line that may open a front matter."""
    return text[:100].lstrip().startswith(_MARK)


def read(page: Page) -> Reading:
    """Find the document's own agent, if its front matter is a definition."""
    from ionflux.forms.front_matter.document import read_document

    return read_document(page)
