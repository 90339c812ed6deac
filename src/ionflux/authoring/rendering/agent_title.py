"""The title of an agent's heading: its number, its name, a remark and a subtitle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ionflux.authoring.names import number_of, slug_of, spaced
from ionflux.authoring.rendering.draft import Draft
from ionflux.authoring.rendering.plain_text import as_markdown
from ionflux.forms.sections.titles import meaning


def numbered_title(draft: Draft) -> str:
    """Return a title such as `AGENT 007 — PRICE SCOUT / Subtitle`."""
    word = draft.language.agent_word()
    number = number_of(draft.definition.id)
    title = ""
    for name in _names(draft):
        title = f"{word} {number:03} — {_written(name, draft.subtitle)}"
        if meaning(title, draft.vocabulary).agent == (number, name, draft.subtitle):
            break
    return title


def bare_title(draft: Draft) -> str:
    """Return a title without the number, unless a title of a section would be read in it."""
    name = next(_names(draft))
    title = _written(name, draft.subtitle)
    found = meaning(title, draft.vocabulary)
    is_clear = found.kind is None and found.agent is None and " / " not in name
    return title if is_clear else numbered_title(draft)


def _names(draft: Draft) -> Iterator[str]:
    """Yield the possible names in the title, each with the remark that must follow it."""
    remarks = draft.definition.additional_sections.get("remarks")
    remark = remarks.get("name") if isinstance(remarks, Mapping) else None
    after = "" if remark is None else f" ({remark})"
    yield f"{spaced(draft.definition.name)}{after}"
    yield f"{slug_of(draft.definition.name).upper()}{after}"


def _written(name: str, subtitle: str | None) -> str:
    shown = f"{name} / {subtitle}" if subtitle else name
    written = as_markdown(shown) or shown
    # Marks at the end of a heading would close it.
    return f"{written[:-1]}\\#" if written.endswith("#") else written
