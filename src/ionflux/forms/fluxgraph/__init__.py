"""Documents of one agent whose definition is a graph of transforms: FluxGraph blueprints.

A title `# Agent Blueprint: NAME - vVERSION`, an overview, a YAML block with `graph:`, and a chapter
that states the same as the columns of a table. See docs/fluxgraph.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ionflux.core.patterns import regex

if TYPE_CHECKING:
    from ionflux.forms.reading import Reading
    from ionflux.forms.sections.page import Page

_TITLE = regex(r"^ {0,3}#{1,6}[ \t]+agent[ \t]+blueprint\b", re.IGNORECASE | re.MULTILINE)
_GRAPH = regex(r"^[ \t>]*graph[ \t]*:", re.MULTILINE)


def recognises(text: str) -> bool:
    """Tell whether a document has such a title, or a key `graph`."""
    if "graph" in text and _GRAPH.search(text):
        return True
    may_be = "lueprint" in text or "LUEPRINT" in text
    return may_be and _TITLE.search(text) is not None


def read(page: Page) -> Reading:
    """Find the agents whose definition is a graph."""
    from ionflux.forms.fluxgraph.document import Document

    return Document(page)
