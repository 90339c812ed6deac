"""Documents of one agent whose definition is a graph of transforms: FluxGraph blueprints.

A title `# Agent Blueprint: NAME - vVERSION`, an overview, a YAML block with `graph:`, and a chapter
that repeats the same as columns of a table. See docs/fluxgraph.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ionflux.core.patterns import regex

if TYPE_CHECKING:
    from ionflux.forms.reading import Reading
    from ionflux.forms.sections.page import Page

_SIGN = regex(r"\n[ \t>]*+(?:graph[ \t]*+:|#{1,6}[ \t]++(?i:agent[ \t]++blueprint)\b)")
"""A key `graph`, or a title of such a document."""


def recognises(text: str) -> bool:
    """Tell whether a document has such a title, or a key `graph`."""
    return _SIGN.search(f"\n{text}") is not None


def read(page: Page) -> Reading:
    """Find the agents whose definition is a graph."""
    from ionflux.forms.fluxgraph.document import Document

    return Document(page)
