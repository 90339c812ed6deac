"""A document's block structure: headings and fences, as a tree of sections.

Only ATX headings are structure (spec section 2). `lines` finds them where each line tells by
itself what it is; `html` asks a parser where HTML blocks, comments above all, may hide some. Text
stays what it is, ranges of lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ionflux.core.findings import Span
from ionflux.core.patterns import regex
from ionflux.markdown.lines import HIDING, Structure, structure

MAX_MARKS = 100_000
"""Limit of lines that begin like a heading, a fence, a tag or a list item: more than books have."""

_MARK = regex(r"^[ \t>]*+(?:[#`~<]|(?:[-*+•]|[0-9]{1,9}[.)])[ \t])", re.MULTILINE)
_FENCE = regex(r"[ \t]*(?P<run>`{3,}|~{3,})[ \t]*(?P<info>[^\n]*?)[ \t]*")


class Fence(NamedTuple):
    """Fenced code; lines count from 0, `last` is the closing line or the document's last."""

    first: int
    last: int
    info: str
    indent: int
    closed: bool

    @property
    def body(self) -> range:
        """The lines between the fence's own."""
        return range(self.first + 1, self.last if self.closed else self.last + 1)


def opens_another(fence: Fence, lines: Sequence[str]) -> int | None:
    """Return the line in a fence that opens one of the same mark, if any: it was not closed."""
    mark = lines[fence.first].strip()
    mark = mark[: len(mark) - len(mark.lstrip(mark[0]))] if mark else ""
    for number in fence.body if mark[:1] in ("`", "~") else ():
        if mark in (line := lines[number]):
            line = line.strip()
            if line.startswith(mark) and line.strip(mark[0]):
                return number
    return None


class Section:
    """A heading with the lines below it, up to the next heading of any level.

    `first` is the heading's line (-1 for the document's start), `stop` the line behind the
    section's own text, `end` the line behind its last subsection.
    """

    __slots__ = ("children", "end", "first", "level", "parent", "stop", "title")

    def __init__(self, level: int, title: str, first: int) -> None:
        self.level = level
        self.title = title
        self.first = first
        self.stop = self.end = 0
        self.parent: Section | None = None
        self.children: list[Section] = []

    @property
    def lines(self) -> range:
        """The lines of the section's own text."""
        return range(self.first + 1, self.stop)

    def walk(self) -> Iterator[Section]:
        """Yield the section and everything below it, in the order of the document."""
        pending = [self]
        while pending:
            section = pending.pop()
            yield section
            pending.extend(reversed(section.children))


class Outline(NamedTuple):
    """A document's lines and the structure found in them."""

    lines: list[str]
    root: Section
    fences: tuple[Fence, ...]

    def heading_span(self, section: Section) -> Span:
        """Return the place of a section's title (of the first line for the root)."""
        line = max(section.first, 0)
        text = self.lines[line]
        start = max(text.find(section.title), 0) if section.title else 0
        return Span(line + 1, start + 1, line + 1, max(start + len(section.title), start + 1))


def is_too_large(text: str, lines: list[str]) -> bool:
    """Tell whether more lines look like headings, fences, tags or items than `MAX_MARKS`."""
    return len(lines) > MAX_MARKS and sum(1 for _ in _MARK.finditer(text)) > MAX_MARKS


def outline(lines: list[str]) -> Outline:
    """Find the structure of a document, given as its lines."""
    found = _structure(lines)
    sections = [Section(level=0, title="", first=-1)]
    sections += [Section(level, title, line) for level, title, line in found.headings]
    _nest(sections, len(lines))
    fences = [_fence(lines, first, last) for first, last in found.fences]
    return Outline(lines, sections[0], tuple(fences))


def _structure(lines: list[str]) -> Structure:
    if HIDING.search("\n".join(lines)):
        from ionflux.markdown import html  # noqa: PLC0415 - it takes long, and few documents need it

        return html.structure(lines)
    return structure(lines)


def _nest(sections: list[Section], length: int) -> None:
    open_sections: list[Section] = []
    for section, following in zip(sections, [*sections[1:], None], strict=True):
        section.stop = following.first if following else length
        while open_sections and section.level <= open_sections[-1].level:
            open_sections.pop().end = section.first
        if open_sections:
            section.parent = open_sections[-1]
            section.parent.children.append(section)
        open_sections.append(section)
    for section in open_sections:
        section.end = length


def _fence(lines: list[str], first: int, last: int) -> Fence:
    opening = _FENCE.fullmatch(lines[first])
    assert opening is not None  # noqa: S101 - the parser has found a fence here
    run = opening["run"]
    end = lines[last].strip(" \t")
    closed = last > first and len(end) >= len(run) and not end.strip(run[0])
    indent = len(lines[first]) - len(lines[first].lstrip(" "))
    return Fence(first, last, opening["info"], indent, closed)
