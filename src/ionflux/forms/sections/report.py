"""The report on an agent's sections: standard ones that are missing, and duplicates."""

from __future__ import annotations

from collections.abc import Iterable

from ionflux.core.words import quoted
from ionflux.forms.blueprint import Blueprint, Section
from ionflux.forms.sections.page import Page
from ionflux.models.fields import section_fields, standard_sections


def report(page: Page, blueprint: Blueprint, own: Iterable[Section]) -> None:
    """Report several sections of the same kind (IFX008), and missing ones (IFX005)."""
    seen: dict[str, Section] = {}
    for part in own:
        if part.kind is None or part.kind == "agent":
            continue
        if part.kind in seen:
            line = page.source.line(seen[part.kind].heading.start)
            message = (
                f"`{part.heading.title}` is the same kind of section as the one on line {line};"
                " both texts are kept"
            )
            hint = "join the two, or give one a different title"
            place, field = page.title_span(part.heading), section_fields().get(part.kind)
            blueprint.find("IFX008", message, place, hint, field)
        else:
            seen[part.kind] = part
    blueprint.kinds = frozenset(seen)
    missing = [kind for kind in standard_sections() if kind not in seen]
    if missing:
        titles = [page.language.title_of(kind) for kind in missing]
        noun = "section" if len(missing) == 1 else "sections"
        hint = f"add a heading such as `### {titles[0]}`"
        field = section_fields().get(missing[0]) if len(missing) == 1 else None
        message = f"missing {noun}: {quoted(titles)}"
        blueprint.find("IFX005", message, blueprint.place.span, hint, field)
