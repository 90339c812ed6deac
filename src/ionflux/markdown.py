"""A document's block structure: headings and fences, as a tree of sections.

Only ATX headings are structure (spec section 2), so the parser runs with the few block rules
that can hide one: fenced code and HTML blocks. Everything else is prose, which is passed over
line by line; text stays what it is, ranges of lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from ionflux.diagnostics import Span

_OPENERS = frozenset("#`~<")
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


def outline(lines: list[str]) -> Outline:
    """Find the structure of a document, given as its lines."""
    root = Section(level=0, title="", first=-1)
    fences, sections = [], [root]
    telling = _telling(lines)
    for token in _tokens("".join([f"{lines[number]}\n" for number in telling])):
        if token.type == "heading_open" and token.map:
            sections.append(Section(int(token.tag[1:]), "", telling[token.map[0]]))
        elif token.type == "inline":
            sections[-1].title = token.content
        elif token.type == "fence" and token.map:
            first, end = token.map
            last = telling[end - 1] if end < len(telling) else len(lines) - 1
            fences.append(_fence(lines, telling[first], last))
    _nest(sections, len(lines))
    return Outline(lines, root, tuple(fences))


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


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    _PARSER.block.parse(text, _PARSER, {}, tokens)
    return tokens


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


def _prose(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature of a rule
    """Pass over text up to the next line that could begin a heading, fence or HTML block."""
    terminators = state.md.block.ruler.getRules("paragraph")
    for line in range(start + 1, end):
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


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": True})
    # `code` is on because the other rules ask it whether a line is indented code.
    parser.enable(["code", "heading", "fence", "html_block"])
    parser.block.ruler.at("paragraph", _prose)
    return parser


_PARSER = _parser()
