"""One agent's section to a raw blueprint: every line to a field, a finding, or a kept section."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ionflux.forms.raw import Heading, RawBlueprint, SectionText
from ionflux.forms.sections import boilerplate, completion, definition_block, section_report
from ionflux.forms.sections.draft import Document, Draft
from ionflux.forms.sections.narrative import (
    read_agent,
    read_capabilities,
    read_fields,
    read_introduction,
    read_purpose,
)
from ionflux.forms.sections.sections import Part, parts, snake_case
from ionflux.forms.sections.technical import read_data_store, read_files, read_stack
from ionflux.forms.sections.texts import is_placeholder, trim
from ionflux.markdown import Section

__all__ = ["Document", "read"]

_TEXTS = {
    "scheduling": "scheduling_and_triggers_summary",
    "kpis": "kpis_definition",
    "failure": "failure_fallback_strategy",
    "example": "example_integration_flow",
    "expansion": "dynamic_expansion_notes",
    "escape": "escape_the_obvious_feature",
}
"""Kinds of section whose whole text is a field."""

_KEPT = frozenset({"ipo_flow", "strategic_integrations", "data_store", "punch_final"})
"""Known kinds without a field: kept in `additional_sections` by these names."""

_READERS: dict[str, Callable[[Draft, list[int]], list[int]]] = {
    "agent": read_agent,
    "header": read_fields,
    "essence": read_fields,
    "essence_detail": read_fields,
    "introduction": read_introduction,
    "capabilities": read_capabilities,
    "purpose": read_purpose,
    "definition": lambda _, numbers: numbers,
    "stack": read_stack,
    "files": read_files,
}
"""Kinds of section with a structure: what reads each, and returns the lines that are left."""

_REST = {
    "agent": "preamble",
    "capabilities": "core_capabilities",
    "definition": "yaml_definition",
    "files": "files_and_paths",
}
"""Names under which a structured section's other lines are kept; else the kind's own name."""


def read(document: Document, section: Section, heading: Heading) -> RawBlueprint:
    """Read an agent's section; `heading` is what its title says."""
    draft = Draft(document, section)
    own = parts(section, document.vocabulary, document.headings)
    taken, unknown_keys = definition_block.read(draft, own)
    boilerplate.remove(draft, own, taken)
    section_report.report(draft, own)
    for part in own:
        _read_part(draft, part)
    draft.finish(unknown_keys)
    stack_lines = [document.lines[n] for part in own if part.kind == "stack" for n in part.lines]
    completion.complete(draft, heading, stack_lines)
    return RawBlueprint(
        heading=heading._replace(place=draft.heading.span),
        place=draft.heading,
        values=draft.values,
        origins=draft.origins,
        findings=draft.findings,
        meant=draft.meant,
        sections=_sections(draft, own),
    )


def _sections(draft: Draft, own: Sequence[Part]) -> dict[str, list[SectionText]]:
    found: dict[str, list[SectionText]] = {}
    for part in own:
        if part.kind and (numbers := trim(draft.lines, part.lines)):
            title_place = draft.document.outline.heading_span(part.section)
            passage = draft.passage(numbers)
            section = SectionText(part.kind, part.section.title, title_place, passage)
            found.setdefault(part.kind, []).append(section)
    return found


def _read_part(draft: Draft, part: Part) -> None:
    numbers = trim(draft.lines, part.lines)
    if _is_absent(draft, part, numbers):
        message = f"the section `{part.section.title}` has no content yet"
        hint = "write it, or take the heading out"
        draft.find_at("IFX006", message, part.section, hint, section_report.field_of(part.kind))
    elif part.kind is None:
        _keep_unknown(draft, part, numbers)
    elif part.kind in _TEXTS:
        draft.set_text(_TEXTS[part.kind], numbers, part.kind)
    elif part.kind in _KEPT:
        draft.keep(part.kind, numbers)
        if part.kind == "data_store":
            read_data_store(draft, numbers)
    else:
        rest = _READERS[part.kind](draft, numbers)
        draft.keep(_REST.get(part.kind, part.kind), rest)


def _is_absent(draft: Draft, part: Part, numbers: Sequence[int]) -> bool:
    """Tell whether a section says nothing; one with sections below it may be without words."""
    if part.kind == "definition" or (not numbers and (part.parents or part.kind == "agent")):
        return False
    if numbers and not draft.vocabulary.placeholders.may_begin(draft.lines[numbers[0]]):
        return False
    text = "\n".join([draft.lines[number] for number in numbers])
    if part.kind == "agent" and "<!--" in text:  # a comment is no promise of a text
        return False
    return is_placeholder(text, draft.vocabulary)


def _keep_unknown(draft: Draft, part: Part, numbers: Sequence[int]) -> None:
    if not numbers:  # what it is about stands in known sections below it
        return
    name = draft.keep_apart(snake_case(part.section.title), numbers)
    field = f"additional_sections.{name}"
    message = f"`{part.section.title}` is no standard section; it is kept in `{field}`"
    hint = "nothing to do, unless it is a standard section under another title"
    draft.find_at("IFX007", message, part.section, hint, field)
