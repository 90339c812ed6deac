"""The `sections` form: a heading for the agent, and numbered sections below it."""

from __future__ import annotations

from ionflux.authoring.rendering.agent_title import numbered_title
from ionflux.authoring.rendering.draft import Draft
from ionflux.authoring.rendering.items import fenced
from ionflux.authoring.rendering.layout import Layout, closed
from ionflux.yaml.writing import block

_USUAL, _HIGHEST = 3, 2


def document(draft: Draft) -> str:
    """Return the document."""
    texts = dict(draft.sections)
    above = texts.pop("agent", "")
    code = fenced(block(draft.yaml), "yaml")
    if draft.last == "agent":
        above = f"{code}\n\n{above}"
    else:
        kept = texts.get("definition")
        texts["definition"] = code if kept is None else f"{code}\n\n{kept}"
    layout = Layout(draft, texts, usual=_USUAL, highest=_HIGHEST)
    lines = [f"{'#' * (layout.level - 1)} {numbered_title(draft)}"]
    lines += [closed(draft, above)] if above else []
    lines += [each.written(each.numbered_title) for each in layout.sections()]
    return "\n".join([*lines, ""])
