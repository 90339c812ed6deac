"""The `front-matter` form: the definition between `---` and `---`, then the title and sections."""

from __future__ import annotations

from ionflux.authoring.rendering.agent_title import bare_title
from ionflux.authoring.rendering.draft import Draft
from ionflux.authoring.rendering.layout import Layout, Section, closed
from ionflux.core.words import words
from ionflux.language import Vocabulary
from ionflux.yaml.writing import block

_USUAL, _HIGHEST = 2, 1


def document(draft: Draft) -> str:
    """Return the document."""
    texts = dict(draft.sections)
    above = texts.pop("agent", "")
    layout = Layout(draft, texts, usual=_USUAL, highest=_HIGHEST)
    lines = [f"---\n{block(draft.yaml)}\n---\n\n# {bare_title(draft)}"]
    lines += ["", closed(draft, above)] if above else []
    lines += [each.written(_title(each, draft.vocabulary)) for each in layout.sections()]
    return "\n".join([*lines, ""])


def _title(section: Section, vocabulary: Vocabulary) -> str:
    """Return a title; one that begins like a number or an agent has the section's number."""
    first = words(section.title)[:1]
    is_clear = section.is_known or (first and first[0].isalpha())
    if is_clear and vocabulary.agent.isdisjoint(first):
        return section.title
    return section.numbered_title
