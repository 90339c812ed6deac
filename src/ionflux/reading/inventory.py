"""Which sections an agent has: the standard ones that are missing, and those there twice."""

from __future__ import annotations

from collections.abc import Iterable

from ionflux.markdown import Section
from ionflux.reading.draft import Draft
from ionflux.reading.sections import Part

STANDARD = (
    "header", "introduction", "essence", "capabilities", "essence_detail", "ipo_flow",
    "strategic_integrations", "stack", "files", "data_store", "scheduling", "kpis", "failure",
    "example", "expansion", "escape",
)  # fmt: skip
"""The sections of a complete blueprint, beside its definition."""


def report(draft: Draft, own: Iterable[Part]) -> None:
    """Report sections of one kind that stand twice (IFX008), and those missing (IFX005)."""
    seen: dict[str, Section] = {}
    for part in own:
        if part.kind is None or part.kind == "agent":
            continue
        if part.kind in seen:
            line = seen[part.kind].first + 1
            message = f"a second section of the kind in line {line}; both texts are kept"
            draft.find_at("IFX008", message, part.section)
        else:
            seen[part.kind] = part.section
    for kind in STANDARD:
        if kind not in seen:
            draft.find_at("IFX005", f"there is no section `{kind}`", draft.section)
