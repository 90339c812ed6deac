"""The files section: a drawn tree, in a fence or indented, or a nested list, as paths."""

from __future__ import annotations

from collections.abc import Sequence

from ionflux.core.patterns import regex
from ionflux.forms.blueprint import Blueprint, Passage, Section, Way
from ionflux.forms.sections import filetree, lists
from ionflux.forms.sections.narrative import report_not_understood
from ionflux.forms.sections.page import Page
from ionflux.forms.sections.texts import lines_of, trim
from ionflux.markdown import Fence
from ionflux.markdown.plain import plain

_TEMPLATE = "default_file_structure_template"
_HINT = "draw the tree in a fence, one file per line, with the agent's folder as its first line"
_INDENTED = regex(r"(?: {4}|\t)")


def read_files(page: Page, blueprint: Blueprint, part: Section, passage: Passage) -> None:
    """Read the first tree of a files section; keep any other text."""
    rest = _read_fence(page, blueprint, part)
    if rest is None:
        rest = _read_indented(blueprint, passage)
    if rest is None:
        rest = _read_list(blueprint, passage)
    if rest is None:
        report_not_understood(page, blueprint, part, _HINT)
    if rest != "":
        blueprint.keep("files_and_paths", passage)


def _read_fence(page: Page, blueprint: Blueprint, part: Section) -> str | None:
    """Read the first fence that draws a tree; return the text around it, None if there is none."""
    if blueprint.has(_TEMPLATE):
        return None
    ranges = _without(part.ranges, blueprint.block_fence)
    for fence in page.fences_in(ranges):
        if _take(page, blueprint, fence):
            around = page.passage(ranges, (fence.start, fence.end))
            return around.text if around else fence.info.partition(" ")[2]
    return None


def _without(ranges: Sequence[tuple[int, int]], fence: Fence | None) -> Sequence[tuple[int, int]]:
    """Return the ranges without a fence that has already been read."""
    if fence is None or not any(start <= fence.start < end for start, end in ranges):
        return ranges
    cut = [
        each
        for start, end in ranges
        for each in ((start, min(end, fence.start)), (max(start, fence.end), end))
    ]
    return [(start, end) for start, end in cut if start < end]


def _take(page: Page, blueprint: Blueprint, fence: Fence) -> bool:
    cut, code = trim(fence.code(page.source.text))
    tree = filetree.parse(code.split("\n"))
    if tree is None:
        return False
    place = Passage(page.source, code, fence.body + (0 if fence.shifts else cut))
    _set(blueprint, code, tree, place)
    return True


def _set(blueprint: Blueprint, code: str, tree: object, place: Passage) -> None:
    blueprint.set(_TEMPLATE, code, Way.SECTION, place)
    blueprint.set("key_files_and_paths", tree, Way.SECTION, place)


def _read_indented(blueprint: Blueprint, passage: Passage) -> str | None:
    """Read a tree that is indented as code; return the text around it, None if there is none."""
    text = passage.text
    if blueprint.has(_TEMPLATE) or not ("    " in text or "\t" in text):
        return None
    code = [line for line in lines_of(text) if _INDENTED.match(text, *line)]
    if not code:
        return None
    start, end = code[0][0], code[-1][1]
    rows = [
        line[4:] if line[:4] == "    " else line.lstrip("\t")
        for line in text[start:end].split("\n")
    ]
    tree = filetree.parse(rows) if filetree.is_drawn(rows) else None
    if tree is None:
        return None
    _set(blueprint, "\n".join(rows), tree, passage.slice(start, end))
    return (text[:start] + text[end:]).strip()


def _read_list(blueprint: Blueprint, passage: Passage) -> str | None:
    """Read a list of paths, nested or not; return the text around it, None if there is none."""
    if blueprint.has(_TEMPLATE):
        return None
    items, rest = lists.read(passage.text)
    rows = []
    for start, end in lines_of(passage.text):
        line = passage.text[start:end]
        if found := lists.ITEM.fullmatch(line):
            indent = found["indent"].expandtabs(4)
            rows.append(f"{indent}{plain(found['text'] or '')}")
    if not items or not all(filetree.may_be_path(row) for row in rows):
        return None
    tree = filetree.parse(rows)
    if tree is None:
        return None
    _set(blueprint, passage.text, tree, passage)
    return "\n".join(passage.text[slice(*line)] for line in rest).strip()
