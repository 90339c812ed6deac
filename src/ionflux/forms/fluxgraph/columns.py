"""The columns of a FluxGraph document: texts in quotes, and blocks of JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ionflux.core.json_value import JsonValue
from ionflux.core.words import nearest
from ionflux.forms.blueprint import Blueprint, Passage
from ionflux.forms.fluxgraph import json_block
from ionflux.forms.fluxgraph.chapters import Chapter, is_remark
from ionflux.forms.fluxgraph.graph_block import GraphBlocks
from ionflux.forms.fluxgraph.overview import Stated
from ionflux.forms.fluxgraph.titles import COLUMNS, GRAPH_COLUMN, TEXT_COLUMNS
from ionflux.forms.sections.page import Page
from ionflux.markdown import Fence
from ionflux.markdown.plain import plain
from ionflux.yaml.nodes import Block, Node


class Columns:
    """The values of the columns by name: texts, JSON values, and the nodes of these."""

    def __init__(self) -> None:
        self.stated: dict[str, Stated] = {}
        self.values: dict[str, JsonValue] = {}
        self.roots: dict[str, Node] = {}

    def texts(self, name: str) -> list[Stated]:
        """Return the statement of a column, in a list that is empty if there is none."""
        return [self.stated[name]] if name in self.stated else []


def read_columns(
    page: Page, blueprint: Blueprint, chapters: Sequence[Chapter], blocks: GraphBlocks
) -> Columns:
    """Read the columns; of a repeated column the first counts, and both are kept."""
    columns = Columns()
    seen: dict[str, Chapter] = {}
    for chapter in chapters:
        name = chapter.column
        if name is None:
            continue
        passage = chapter.passage(page)
        if name not in COLUMNS:
            _report_unknown(page, blueprint, chapter)
        if passage is None:
            message = f"the column `{name}` has no content yet"
            place = page.title_span(chapter.heading)
            blueprint.find("IFX006", message, place, "write it, or remove the heading")
        elif seen.setdefault(name, chapter) is not chapter:
            _keep_repeated(page, blueprint, chapter, seen[name])
        elif name in TEXT_COLUMNS:
            columns.stated[name] = _text(page, chapter, passage)
        elif name == GRAPH_COLUMN:
            _keep_graph(page, blueprint, chapter, blocks)
        else:
            _read_json(page, blueprint, chapter, columns)
    return columns


def _report_unknown(page: Page, blueprint: Blueprint, chapter: Chapter) -> None:
    name, field = str(chapter.column), f"additional_sections.{chapter.column}"
    near = nearest(name, COLUMNS)
    message = f"`{name}` is not a column of FluxGraph documents; it is kept in `{field}`"
    hint = f"nearest: `{near}`" if near else "nothing to do, unless it is a known column"
    blueprint.find("IFX007", message, page.title_span(chapter.heading), hint, field)


def _keep_repeated(page: Page, blueprint: Blueprint, chapter: Chapter, first: Chapter) -> None:
    line = page.source.line(first.heading.start)
    message = f"the column `{chapter.column}` already appears on line {line}; both are kept"
    place = page.title_span(chapter.heading)
    blueprint.find("IFX008", message, place, "keep one of the two")
    if passage := chapter.passage(page):
        blueprint.keep_apart(f"{chapter.column}_2", passage)


def _text(page: Page, chapter: Chapter, passage: Passage) -> Stated:
    """Return the text of a column: in code marks and quotes, or in a fence, or as it is."""
    fences = chapter.fences(page)
    written = fences[0].code(page.source.text) if fences else passage.text
    bare = written.strip().strip("`").strip()
    if bare[:1] == bare[-1:] == '"':
        try:
            return Stated(str(json.loads(bare)), passage)
        except ValueError:  # it contains quotes that are not escaped
            pass
    return Stated(plain(written), passage)


def _keep_graph(page: Page, blueprint: Blueprint, chapter: Chapter, blocks: GraphBlocks) -> None:
    """Keep the column's YAML as text."""
    fence = blocks.copy_fence or blocks.fence
    own = fence if fence and chapter.start <= fence.start < chapter.end else None
    if own:
        code = Passage(page.source, own.code(page.source.text).rstrip("\n"), own.body)
        blueprint.keep(GRAPH_COLUMN, code)
    _keep_rest(page, blueprint, chapter, own)


def _read_json(page: Page, blueprint: Blueprint, chapter: Chapter, columns: Columns) -> None:
    name = str(chapter.column)
    fence = next(iter(chapter.fences(page)), None)
    if fence is None:
        _keep_rest(page, blueprint, chapter, None)
        return
    # Without a line feed that the document does not have: a finding at the end is in its last line.
    text = fence.code(page.source.text)
    block = json_block.read(Block(text, page.source.line(fence.body), fence.shifts))
    blueprint.findings += block.findings
    if block.root is None:
        blueprint.keep(name, Passage(page.source, text, fence.body))
        return
    columns.roots[name], columns.values[name] = block.root, block.value
    blueprint.keep_value(name, block.value)
    if block.excess:
        what = "has comments" if block.has_comments else "is not strict JSON"
        message = f"the JSON of `{name}` {what}: a database would reject it as it is"
        hint = "remove them from the block" if block.has_comments else "write strict JSON"
        field = f"additional_sections.{name}"
        blueprint.find("IFX601", message, block.excess, hint, field)
    _keep_rest(page, blueprint, chapter, fence)


def _keep_rest(page: Page, blueprint: Blueprint, chapter: Chapter, fence: Fence | None) -> None:
    """Keep the text of a column besides its code, unless it is a remark in parentheses."""
    rest = chapter.passage(page, fence)
    if rest and not is_remark(rest):
        name = f"{chapter.column}_notes" if fence else str(chapter.column)
        blueprint.keep_apart(name, rest)
