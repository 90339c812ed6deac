"""A new blueprint: what is asked for, and the Markdown that says it.

The text is complete: it has every standard section, with sentences that are true of any agent
and name this one's triggers, inputs and outputs.
"""

from ionflux.authoring.outline import Outline, draw_up, languages
from ionflux.authoring.text import blueprint, file_name

__all__ = ["Outline", "blueprint", "draw_up", "file_name", "languages"]
