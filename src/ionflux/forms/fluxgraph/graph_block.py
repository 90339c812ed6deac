"""Which fences of a FluxGraph document contain its graph: the first copy, and the second."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ionflux.core.patterns import regex
from ionflux.forms.blueprint import Blueprint
from ionflux.forms.fluxgraph.chapters import Chapter, of_kind
from ionflux.forms.fluxgraph.titles import GRAPH_COLUMN
from ionflux.forms.sections.definition_block import block_of, is_yaml, opening_line
from ionflux.forms.sections.page import Page
from ionflux.markdown import Fence
from ionflux.yaml.composer import compose
from ionflux.yaml.nodes import MappingNode, Node

_GRAPH = regex(r"^(?:graph|\{?[ \t]*[\"']graph[\"'])[ \t]*:", re.MULTILINE)
_FURTHER = regex(r"^(?:triggers|input_schema|output_schema|name|version)[ \t]*:", re.MULTILINE)


class GraphBlocks(NamedTuple):
    """The graph of an agent: its fence and root, and the root of the second copy."""

    fence: Fence | None
    root: Node | None
    copy_fence: Fence | None
    copy: Node | None


def holds_graph(page: Page, fence: Fence) -> bool:
    """Tell whether a fence is YAML with a graph and another key of a FluxGraph."""
    if not (is_yaml(fence) or not fence.info):
        return False
    code = fence.code(page.source.text)
    return bool(_GRAPH.search(code) and _FURTHER.search(code))


def find_blocks(
    page: Page, blueprint: Blueprint, chapters: Sequence[Chapter], extent: tuple[int, int]
) -> GraphBlocks:
    """Find the graph in its chapter, in the column that repeats it, or wherever it is."""
    columns = [chapter for chapter in chapters if chapter.column == GRAPH_COLUMN]
    copies = _graphs(page, columns, any_yaml=True)
    firsts = _graphs(page, of_kind(chapters, "definition"), any_yaml=True)
    if not firsts:
        others = [f for f in page.fences_in([extent]) if holds_graph(page, f)]
        firsts = [fence for fence in others if fence not in copies] or copies
        copies = [] if firsts == copies else copies
    if not firsts:
        hint = "add the graph in a fence ```yaml below `## 2. FluxGraph Definition`"
        blueprint.find("IFX003", "the agent has no FluxGraph", blueprint.place.span, hint)
        return GraphBlocks(None, None, None, None)
    _report_others(page, blueprint, firsts)
    copy = copies[0] if copies else None
    root = _root(page, blueprint, firsts[0])
    return GraphBlocks(firsts[0], root, copy, _root(page, blueprint, copy) if copy else None)


def _graphs(page: Page, chapters: Sequence[Chapter], *, any_yaml: bool) -> list[Fence]:
    """Return the fences of some chapters that contain a graph, else the first that is YAML."""
    fences = [fence for chapter in chapters for fence in chapter.fences(page)]
    found = [fence for fence in fences if holds_graph(page, fence)]
    return found or [fence for fence in fences if any_yaml and is_yaml(fence)][:1]


def _report_others(page: Page, blueprint: Blueprint, fences: Sequence[Fence]) -> None:
    for other in fences[1:]:
        line = page.source.line(fences[0].start)
        message = f"this could also be the graph; the one on line {line} is used"
        place = opening_line(page.source, other)
        blueprint.find("IFX004", message, place, "keep one graph")


def _root(page: Page, blueprint: Blueprint, fence: Fence) -> Node | None:
    composition = compose(block_of(page.source, fence))
    blueprint.findings += composition.findings
    root = composition.roots[0] if composition.roots else None
    if isinstance(root, MappingNode):
        return root
    if not composition.findings:
        place = root.span if root else opening_line(page.source, fence)
        message = "the graph is not a mapping of keys to values"
        blueprint.find("IFX104", message, place, "write `key: value`")
    return None
