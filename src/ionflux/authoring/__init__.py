"""A new blueprint: what is asked for, and the Markdown that says it.

The blueprint is a rendered definition, which has every standard section: sentences that are true
of any agent and name this one's triggers, inputs and outputs.
"""

from ionflux.authoring.outline import Outline, draw_up, languages
from ionflux.authoring.rendering import render

__all__ = ["Outline", "blueprint", "draw_up", "languages"]


def blueprint(outline: Outline) -> str:
    """Return the document; raise CannotRenderError where none can say what was asked for."""
    return render(outline.agent, outline.language)
