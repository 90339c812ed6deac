"""A new blueprint: its properties, and the Markdown document.

The blueprint is rendered from a definition with every standard section: sentences that are true
of any agent and name this one's triggers, inputs and outputs.
"""

from ionflux.authoring.outline import Outline, draw_up, languages
from ionflux.authoring.rendering import render

__all__ = ["Outline", "blueprint", "draw_up", "languages"]


def blueprint(outline: Outline) -> str:
    """Return the document; raise CannotRenderError if no document can express it."""
    return render(outline.agent, outline.language)
