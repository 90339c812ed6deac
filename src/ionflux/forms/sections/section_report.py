"""Which sections an agent has: the standard ones that are missing, and those there twice."""

from __future__ import annotations

from collections.abc import Iterable

from ionflux.forms.sections.draft import Draft
from ionflux.forms.sections.sections import Part
from ionflux.markdown import Section

STANDARD = {
    "header": ("Narrative Header", "epithet"),
    "introduction": ("Introduction", "introduction_text"),
    "essence": ("Essence", "archetype"),
    "capabilities": ("Core Capabilities", "core_capabilities"),
    "essence_detail": ("Essence 22.22 %", "essence_punch"),
    "ipo_flow": ("IPO Flow", "additional_sections.ipo_flow"),
    "strategic_integrations": (
        "Strategic Integrations",
        "additional_sections.strategic_integrations",
    ),
    "stack": ("Stack & APIs", "stack_details"),
    "files": ("Files & Paths", "key_files_and_paths"),
    "data_store": ("Data Store", "additional_sections.data_store"),
    "scheduling": ("Scheduling & Triggers", "scheduling_and_triggers_summary"),
    "kpis": ("KPIs", "kpis_definition"),
    "failure": ("Failure & Fallback", "failure_fallback_strategy"),
    "example": ("Integrated Example", "example_integration_flow"),
    "expansion": ("Dynamic Expansion", "dynamic_expansion_notes"),
    "escape": ("Escape the Obvious", "escape_the_obvious_feature"),
}
"""The sections of a complete blueprint, beside its definition: a title of each, and its field."""


def field_of(kind: str | None) -> str | None:
    """Return the first field that a section of this kind fills, where it is a standard one."""
    return STANDARD[kind][1] if kind in STANDARD else None


def report(draft: Draft, own: Iterable[Part]) -> None:
    """Report sections of one kind that stand twice (IFX008), and those missing (IFX005)."""
    seen: dict[str, Section] = {}
    for part in own:
        if part.kind is None or part.kind == "agent":
            continue
        if part.kind in seen:
            line = seen[part.kind].first + 1
            message = (
                f"`{part.section.title}` is the same kind of section as the one in line {line};"
                " both texts are kept"
            )
            hint = "join the two, or give one a title of its own"
            draft.find_at("IFX008", message, part.section, hint, field_of(part.kind))
        else:
            seen[part.kind] = part.section
    for kind, (title, field) in STANDARD.items():
        if kind not in seen:
            message, hint = f"there is no section `{title}`", f"add a heading such as `### {title}`"
            draft.find_at("IFX005", message, draft.section, hint, field)
