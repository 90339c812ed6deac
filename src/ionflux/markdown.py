"""A document's block structure: headings and fences, as a tree of sections.

Only ATX headings are structure (spec section 2), so the parser runs with the few block rules
that can hide one: fenced code and HTML comments. Everything else is prose, which is passed over
line by line; text stays what it is, ranges of lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, fence, heading, html_block

from ionflux.diagnostics import Span

MAX_MARKS = 100_000
"""Limit of lines that begin like a heading, a fence or a tag: many more than a book has."""

_MARK = re.compile(r"^ {0,3}[#`~<]", re.MULTILINE)
_OPENERS = frozenset("#`~<")
_HIDING = re.compile(
    r"<(?:!--|\?|![A-Za-z]|!\[CDATA\[|(?:script|pre|style|textarea)(?=[\s>]))", re.IGNORECASE
)
_COMMENTS = "comments"
_FOUND = "found"
_OPEN_UNTIL = "open until"
_TELLING = _OPENERS | {" ", "\t"}
"""How lines begin that can be structure or can end it; HTML may begin or end within a line."""
_CODE_INDENT = 4
_FENCE = re.compile(r"[ \t]*(?P<run>`{3,}|~{3,})[ \t]*(?P<info>[^\n]*?)[ \t]*")


@dataclass(frozen=True, slots=True)
class Fence:
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
        line = lines[number].strip()
        if line.startswith(mark) and line.strip(mark[0]):
            return number
    return None


@dataclass(slots=True)
class Section:
    """A heading with the lines below it, up to the next heading of any level.

    `first` is the heading's line (-1 for the document's start), `stop` the line behind the
    section's own text, `end` the line behind its last subsection.
    """

    level: int
    title: str
    first: int
    stop: int = 0
    end: int = 0
    parent: Section | None = field(default=None, repr=False)
    children: list[Section] = field(default_factory=list)

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


@dataclass(frozen=True, slots=True)
class Outline:
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
    """Tell whether more lines look like headings, fences or tags than `MAX_MARKS`."""
    return len(lines) > MAX_MARKS and sum(1 for _ in _MARK.finditer(text)) > MAX_MARKS


def outline(lines: list[str]) -> Outline:
    """Find the structure of a document, given as its lines."""
    telling = _telling(lines)
    text = "".join([f"{lines[number]}\n" for number in telling])
    found = _Structure()
    _PARSER.block.parse(text, _PARSER, {_FOUND: found, _COMMENTS: "<!--" in text}, [])
    sections = [Section(level=0, title="", first=-1)]
    sections += [Section(level, title, telling[line]) for level, title, line in found.headings]
    _nest(sections, len(lines))
    fences = (
        _fence(lines, telling[first], telling[end - 1] if end < len(telling) else len(lines) - 1)
        for first, end in found.fences
    )
    return Outline(lines, sections[0], tuple(fences))


@dataclass(slots=True)
class _Structure:
    """What the parser's rules find, by the numbers of the lines that they see."""

    headings: list[tuple[int, str, int]] = field(default_factory=list)
    fences: list[tuple[int, int]] = field(default_factory=list)


def _telling(lines: list[str]) -> list[int]:
    """Return which lines the parser must see: those that can be structure or end it.

    Of the plain and blank lines between two such, it matters whether there is a blank one, and
    whether the last is plain: then a paragraph goes on.
    """
    telling: list[int] = []
    blank = plain = -1
    for number, line in enumerate(lines):
        if not line:
            plain = -1
            blank = number if blank < 0 else blank
        elif line[0] not in _TELLING and "<" not in line and ">" not in line:
            plain = number
        else:
            telling += [seen for seen in (blank, plain) if seen >= 0]
            telling.append(number)
            blank = plain = -1
    telling += [seen for seen in (blank, plain) if seen >= 0]
    return telling


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


# The parser's rules, each called as its signature wants it. Tokens would cost many times the
# document's size: what is found is taken out of them at once.


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    count = len(state.tokens)
    found = heading(state, start, end, silent)
    if len(state.tokens) > count:
        opening, title, _ = state.tokens[count:]
        state.env[_FOUND].headings.append((int(opening.tag[1:]), title.content, start))
        del state.tokens[count:]
    return found


def _code_fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    found = fence(state, start, end, silent)
    if found and not silent:
        state.env[_FOUND].fences.append((start, state.line))
        state.tokens.pop()
    return found


def _hidden(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read an HTML block of the kinds whose content is no Markdown, comments above all.

    A tag on a line of its own (`<a id="x"></a>`) hides no heading that follows it.
    """
    begin = state.bMarks[start] + state.tShift[start]
    if not _HIDING.match(state.src, begin):
        return False
    found = html_block(state, start, end, silent)
    if found and not silent:
        state.tokens.pop()
    return found


def _prose(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Pass over text up to the next line that could begin a heading, fence or HTML block."""
    terminators = state.md.block.ruler.getRules("paragraph")
    line = start
    while (line := _behind(state, line, end)) < end:
        position = state.bMarks[line] + state.tShift[line]
        if (
            position < state.eMarks[line]
            and state.src[position] in _OPENERS
            and state.sCount[line] < _CODE_INDENT
            # After a blank line anything may begin; within a paragraph only what interrupts one.
            and (
                state.isEmpty(line - 1) or any(rule(state, line, end, True) for rule in terminators)  # noqa: FBT003
            )
        ):
            state.line = line
            return True
    state.line = end
    return not silent


def _behind(state: StateBlock, line: int, end: int) -> int:
    """Return the line behind one, and behind the comments that begin in its text."""
    if state.env[_COMMENTS]:
        while (closing := _closing(state, line, end)) is not None:
            line = closing
    return line + 1


def _closing(state: StateBlock, line: int, end: int) -> int | None:
    """Return the later line on which a comment ends that a line opens; paragraphs bound it."""
    text = state.getLines(line, line + 1, 0, keepLastLF=False)
    opened = text.rfind("<!--")
    if opened < 0 or text.find("-->", opened) >= 0 or text.count("`", 0, opened) % 2:
        return None
    for later in range(max(line + 1, state.env.get(_OPEN_UNTIL, 0)), end):
        if state.isEmpty(later):
            state.env[_OPEN_UNTIL] = later
            return None
        if state.src.find("-->", state.bMarks[later], state.eMarks[later]) >= 0:
            return later
    state.env[_OPEN_UNTIL] = end
    return None


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": True})
    # `code` is on because the other rules ask it whether a line is indented code.
    parser.enable(["code", "heading", "fence", "html_block"])
    interrupting: RuleOptionsType = {"alt": ["paragraph"]}
    parser.block.ruler.at("heading", _heading, interrupting)
    parser.block.ruler.at("fence", _code_fence, interrupting)
    parser.block.ruler.at("html_block", _hidden, interrupting)
    parser.block.ruler.at("paragraph", _prose)
    return parser


_PARSER = _parser()
