"""The chapters of a FluxGraph document that are text for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ionflux.forms.blueprint import Blueprint, Way
from ionflux.forms.fluxgraph.chapters import COLUMN, Chapter, is_remark
from ionflux.forms.fluxgraph.columns import Columns
from ionflux.forms.fluxgraph.graph_block import GraphBlocks
from ionflux.forms.fluxgraph.schemas import entry
from ionflux.forms.sections.page import Page
from ionflux.forms.sections.texts import is_placeholder
from ionflux.forms.sections.titles import snake_case
from ionflux.yaml.nodes import MappingNode, Node, Scalar, SequenceNode

_FIELDS: Mapping[str, str] = {
    "flow": "example_integration_flow",
    "questions": "dynamic_expansion_notes",
}
"""The fields for the text of these chapters; other chapters are kept."""
_READ = frozenset({"overview", COLUMN})
"""Chapters that are read elsewhere."""
_ECOSYSTEM, _ESCALATION = "ecosystem_integration_points_json", "hybrid_layer_escalation_points"


def read(
    page: Page, blueprint: Blueprint, chapters: Sequence[Chapter], blocks: GraphBlocks
) -> None:
    """Put the text of every chapter into its field, or keep it under its title."""
    for chapter in chapters:
        if chapter.kind in _READ:
            continue
        fence = blocks.fence
        own = fence if fence and chapter.start <= fence.start < chapter.end else None
        passage = chapter.passage(page, own)
        if passage is None or is_placeholder(passage.text, page.vocabulary):
            if chapter.kind not in {"definition", "columns"}:
                report_placeholder(page, blueprint, chapter)
        elif field := _FIELDS.get(str(chapter.kind)):
            blueprint.add_text(field, passage, str(chapter.kind))
        elif chapter.kind or not is_remark(passage):
            name = blueprint.keep_apart(snake_case(chapter.heading.title), passage)
            if chapter.kind is None:
                _report_unknown(page, blueprint, chapter, name)


def read_escalations(blueprint: Blueprint, columns: Columns) -> None:
    """Add the points at which people are asked to the failure strategy."""
    found = entry(columns.roots.get(_ECOSYSTEM), _ESCALATION)
    items = found.items if isinstance(found, SequenceNode) else []
    lines = [f"* {text}" for text in map(_escalation, items) if text]
    if found and lines:
        blueprint.set("failure_fallback_strategy", "\n".join(lines), Way.YAML, found)


def _escalation(node: Node) -> str:
    """Return a point as an item of a list: its condition, and its action."""
    if isinstance(node, Scalar):
        return node.text
    said = node.entries.items() if isinstance(node, MappingNode) else ()
    texts = {key: value.text for key, (_, value) in said if isinstance(value, Scalar)}
    first = [f"`{texts.pop(key)}`" for key in ("condition", "action") if key in texts]
    return " → ".join(first) + "".join(f"; {key}: {text}" for key, text in texts.items())


def report_placeholder(page: Page, blueprint: Blueprint, chapter: Chapter) -> None:
    """Report that a chapter has no text (IFX006)."""
    message = f"the section `{chapter.heading.title}` has no content yet"
    place = page.title_span(chapter.heading)
    field = _FIELDS.get(str(chapter.kind))
    blueprint.find("IFX006", message, place, "write it, or remove the heading", field)


def _report_unknown(page: Page, blueprint: Blueprint, chapter: Chapter, name: str) -> None:
    field = f"additional_sections.{name}"
    title = chapter.heading.title
    message = f"`{title}` is not a chapter of FluxGraph documents; it is kept in `{field}`"
    hint = "nothing to do, unless it is a known chapter under another title"
    blueprint.find("IFX007", message, page.title_span(chapter.heading), hint, field)
