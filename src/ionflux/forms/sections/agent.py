"""Read an agent's section to a blueprint: every line to a field, a finding, or a kept section."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from ionflux.core.words import nearest
from ionflux.forms.blueprint import Blueprint, Heading, Passage, Section
from ionflux.forms.sections import completion, definition_block, report
from ionflux.forms.sections.files import read_files
from ionflux.forms.sections.labels import field_of
from ionflux.forms.sections.narrative import (
    read_capabilities,
    read_fields,
    read_introduction,
    read_preamble,
    read_purpose,
)
from ionflux.forms.sections.page import Page
from ionflux.forms.sections.parts import Extent, split
from ionflux.forms.sections.stack import read_data_store, read_stack
from ionflux.forms.sections.texts import is_placeholder
from ionflux.forms.sections.titles import Title, bare_title, snake_case
from ionflux.models.fields import section_fields, standard_sections, text_sections

_LIKENESS = 0.85
_HINTS = 100


class Opened(NamedTuple):
    """An agent whose sections are to be read; `taken` are the offsets of lines that were read."""

    blueprint: Blueprint
    parts: Sequence[Section]
    taken: tuple[int, int] | None = None


def read(
    page: Page, titles: Sequence[Title], extents: Iterable[Extent], others: Mapping[int, Extent]
) -> list[Blueprint]:
    """Read agents' sections, in their order.

    `titles` are the meanings of the headings, `others` all agents by the numbers of their headings.
    Each step is done for all agents in turn: repeating the same work takes a third less time.
    """
    blueprints, owns, ends = list[Blueprint](), list[list[Section]](), list[int]()
    for extent in extents:
        blueprints.append(_blueprint(page, titles, extent))
        owns.append(split(page.outline.headings, titles, extent, others))
        ends.append(extent.end)
    fences = definition_block.read(page, blueprints, owns, ends)
    taken = [(fence.start, fence.end) if fence else None for fence in fences]
    read_parts(page, list(map(Opened, blueprints, owns, taken)))
    return blueprints


def _blueprint(page: Page, titles: Sequence[Title], extent: Extent) -> Blueprint:
    said, heading = titles[extent.first].of_agent, page.outline.headings[extent.first]
    place = page.title(heading)
    named = Heading(said.number, said.name, said.subtitle, place.span)
    return Blueprint(page.source, named, place)


def read_parts(page: Page, agents: Sequence[Opened]) -> None:
    """Read the sections of agents, and finish their blueprints."""
    for blueprint, parts, _ in agents:
        report.report(page, blueprint, parts)
    passages = [[page.said(part.ranges, taken) for part in parts] for _, parts, taken in agents]
    for number in range(max((len(parts) for _, parts, _ in agents), default=0)):
        for (blueprint, parts, _), said in zip(agents, passages, strict=True):
            if number < len(parts):
                _read_part(page, blueprint, parts[number], said[number])
    for blueprint, _, _ in agents:
        completion.complete(blueprint, page.vocabulary)


def _read_part(page: Page, blueprint: Blueprint, part: Section, passage: Passage | None) -> None:
    kind = part.kind
    if _is_absent(page, part, passage):
        title = part.heading.title
        place, hint = page.title_span(part.heading), "write it, or remove the heading"
        message = f"the section `{title}` has no content yet"
        blueprint.find("IFX006", message, place, hint, section_fields().get(kind or ""))
        return
    if kind:
        part.passage = passage or Passage(page.source, "", part.ranges[0][0])
        blueprint.sections.setdefault(kind, []).append(part)
    if passage is None:
        if kind is None:
            _note_unknown(page, blueprint, part, "it has no text of its own", None)
        return
    if kind is None:
        _keep_unknown(page, blueprint, part, passage)
    elif kind in _READERS:
        _READERS[kind](page, blueprint, part, passage)
    elif field := text_sections().get(kind):
        blueprint.add_text(field.name, passage, kind)
    else:
        blueprint.keep(kind, passage)
        if kind == "data_store":
            read_data_store(blueprint, part.heading.title, passage)


def _is_absent(page: Page, part: Section, passage: Passage | None) -> bool:
    """Tell whether a section is empty; one with sections below it need not have text."""
    if part.kind == "definition":
        return False
    if passage is None:
        return not (part.is_parent or part.kind == "agent")
    if part.kind == "agent" and "<!--" in passage.text:  # a comment does not ask for text
        return False
    return is_placeholder(passage.text, page.vocabulary)


def _keep_unknown(page: Page, blueprint: Blueprint, part: Section, passage: Passage) -> None:
    title = part.heading.title
    name = blueprint.keep_apart(snake_case(title), passage)
    field = f"additional_sections.{name}"
    _note_unknown(page, blueprint, part, f"it is kept in `{field}`", field)


def _note_unknown(
    page: Page, blueprint: Blueprint, part: Section, outcome: str, field: str | None
) -> None:
    message = f"`{part.heading.title}` is not a standard section; {outcome}"
    hint = _hint(page, blueprint, bare_title(part.heading.title))
    blueprint.find("IFX007", message, page.title_span(part.heading), hint, field)


def _hint(page: Page, blueprint: Blueprint, title: str) -> str:
    """Return what to do about a section with a title that is not a standard one."""
    name = field_of(title, page.vocabulary)
    if name and not blueprint.has(name):
        return f"to set `{name}`, write `**{title}:** …` below the agent's heading"
    # Finding the nearest title takes time, and does not help a hundred times.
    few = len(blueprint.findings) < _HINTS
    if few and (near := _nearest_title(page, blueprint, title)):
        return f"if the section `{near}` is meant, write that title"
    return "nothing to do, unless it is a standard section under another title"


def _nearest_title(page: Page, blueprint: Blueprint, title: str) -> str | None:
    """Return the usual title of a section that the agent lacks if one is nearly that title."""
    missing = [kind for kind in standard_sections() if kind not in blueprint.kinds]
    known = {page.language.title_of(kind): kind for kind in missing}
    known |= {other: kind for other, kind in page.language.titles.items() if kind in missing}
    near = nearest(title, known, likeness=_LIKENESS)
    return page.language.title_of(known[near]) if near else None


def _keep_definition(_: Page, blueprint: Blueprint, __: Section, passage: Passage) -> None:
    blueprint.keep("yaml_definition", passage)


_Reader = Callable[[Page, Blueprint, Section, Passage], None]
_READERS: Mapping[str, _Reader] = {
    "agent": read_preamble,
    "header": read_fields,
    "essence": read_fields,
    "essence_detail": read_fields,
    "introduction": read_introduction,
    "capabilities": read_capabilities,
    "purpose": read_purpose,
    "definition": _keep_definition,
    "stack": read_stack,
    "files": read_files,
}
"""Kinds of section with a structure, and their readers."""
