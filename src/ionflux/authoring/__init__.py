"""A new blueprint: what is asked for, and the Markdown that says it.

The text is complete: every standard section stands in it, with sentences that are true of any
agent and name this one's triggers, inputs and outputs.
"""

from ionflux.authoring.languages import languages
from ionflux.authoring.outline import Outline, draw_up
from ionflux.authoring.text import blueprint, file_name

__all__ = ["Outline", "blueprint", "draw_up", "file_name", "languages"]
