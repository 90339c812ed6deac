"""A document, prepared for reading its agents: its text, structure and vocabulary."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from ionflux.core.findings import Span
from ionflux.core.patterns import regex
from ionflux.documents.source import SourceFile
from ionflux.forms.blueprint import Extent, Passage, title_of
from ionflux.forms.sections.texts import trim
from ionflux.language import Language, Vocabulary
from ionflux.language.of_documents import language_of
from ionflux.markdown import Fence, Heading, Html, Outline, indented_code

if TYPE_CHECKING:
    from ionflux.forms.front_matter.matter import FrontMatter

_CODE_INDENT = 4
_INDENT = regex(r"[ \t>]*+")
_DIRECTIVE = regex(r" {0,3}<!--\s*ionflux:", re.IGNORECASE)


class Page:
    """The shared data from which all agents of a document are read.

    `claimed` are the offsets of the agents that forms have found so far, sorted. `front` is the
    front matter, which is not part of the outline.
    """

    def __init__(
        self,
        source: SourceFile,
        outline: Outline,
        vocabulary: Vocabulary,
        front: FrontMatter | None = None,
    ) -> None:
        self.source = source
        self.front = front
        self.outline = outline
        self.vocabulary = vocabulary
        self.claimed: list[tuple[int, int]] = []
        self._backticks = (
            0,
            0,
            0,
        )  # of a line up to an offset: its start, the offset, their number
        self._gone = self._boilerplate()
        self._gone_starts = [start for start, _ in self._gone]
        self._gone_starts.append(len(source.text) + 1)  # so that every offset has one after it

    @cached_property
    def language(self) -> Language:
        """The language of the document's titles."""
        titles = (heading.title for heading in self.outline.headings)
        return language_of(titles, self.vocabulary)

    def claim(self, ranges: Iterable[tuple[int, int]]) -> None:
        """Note the ranges in which a form has found agents."""
        self.claimed = sorted([*self.claimed, *ranges])

    def is_claimed(self, offset: int) -> bool:
        """Tell whether an offset is in an agent of a form that was called before."""
        if not self.claimed:
            return False
        index = bisect_right(self.claimed, (offset, len(self.source.text))) - 1
        return index >= 0 and offset < self.claimed[index][1]

    def title_span(self, heading: Heading) -> Span:
        """Return the place of a heading's title."""
        return self.title(heading).span

    def title(self, heading: Heading) -> Extent:
        """Return where the title of a heading is."""
        return title_of(self.source, heading)

    def heading_at(self, offset: int) -> Heading | None:
        """Return the heading on whose line an offset is."""
        index = bisect_right(self._heading_starts, offset) - 1
        heading = self.outline.headings[index] if index >= 0 else None
        return heading if heading and offset <= heading.end else None

    def below(self, heading: Heading) -> list[Heading]:
        """Return the headings of lower levels in a section."""
        first = bisect_right(self._heading_starts, heading.start)
        following = self.outline.headings[first:]
        return list(takewhile(lambda each: each.level > heading.level, following))

    def end_of_text(self, heading: Heading, limit: int) -> int:
        """Return where the text of a section ends: before blank lines, rules and formulas.

        `limit` is where the agent ends, which may be within the section.
        """
        index = bisect_right(self._heading_starts, heading.start) + len(self.below(heading))
        ends = [*self._heading_starts, len(self.source.text)]
        passage = self.said([(heading.end, min(ends[index], limit))])
        return passage.offset(len(passage.text) - 1) + 1 if passage else heading.end

    @cached_property
    def _heading_starts(self) -> list[int]:
        return [heading.start for heading in self.outline.headings]

    @cached_property
    def _fence_starts(self) -> list[int]:
        return [fence.start for fence in self.outline.fences]

    def fences_in(self, ranges: Iterable[tuple[int, int]]) -> list[Fence]:
        """Return the fences that begin in some ranges."""
        starts, found = self._fence_starts, []
        for start, end in ranges:
            index = bisect_left(starts, start)
            while index < len(starts) and starts[index] < end:
                found.append(self.outline.fences[index])
                index += 1
        return found

    def fence_at(self, offset: int) -> Fence | None:
        """Return the fence that an offset is in, its first and last lines included."""
        index = bisect_right(self._fence_starts, offset) - 1
        fence = self.outline.fences[index] if index >= 0 else None
        return fence if fence and offset <= fence.end else None

    def in_code(self, offset: int) -> bool:
        """Tell whether an offset is in a fence, or on a line of its own."""
        return self.fence_at(offset) is not None

    def in_indented_code(self, offset: int) -> bool:
        """Tell whether an offset is in indented code."""
        text, begin = self.source.text, self._line_start(offset)
        indent = _INDENT.match(text, begin)
        if indent is None or len(indent[0].expandtabs(_CODE_INDENT)) < _CODE_INDENT:
            return False
        index = bisect_right(self._indented, (begin, len(text))) - 1
        return index >= 0 and begin < self._indented[index][1]

    @cached_property
    def _indented(self) -> list[tuple[int, int]]:
        return indented_code(self.source.text, self.front.end if self.front else 0)

    def is_hidden(self, offset: int) -> bool:
        """Tell whether the text at an offset is code, hidden by HTML, or of another form."""
        return self.in_code(offset) or self.in_html(offset) or self.is_claimed(offset)

    def in_code_span(self, offset: int) -> bool:
        """Tell whether an offset is in a code span of its line."""
        start = self._line_start(offset)
        begin, reached, marks = self._backticks
        if begin != start or reached > offset:
            reached, marks = start, 0
        marks += self.source.text.count("`", reached, offset)
        self._backticks = (start, offset, marks)
        return marks % 2 == 1

    def _line_start(self, offset: int) -> int:
        return self.source.offset(self.source.line(offset), 1)

    def in_html(self, offset: int) -> bool:
        """Tell whether an offset is in raw HTML that hides its content."""
        index = bisect_right(self._html_starts, offset) - 1
        return index >= 0 and offset < self.outline.html[index].end

    @cached_property
    def _html_starts(self) -> list[int]:
        return [html.start for html in self.outline.html]

    def is_left_open(self, offset: int) -> bool:
        """Tell whether a fence or raw HTML that reaches the document's end begins before."""
        last: list[Fence | Html] = [*self.outline.fences[-1:], *self.outline.html[-1:]]
        end = len(self.source.text) - 1
        return any(each.start < offset and not each.closed and each.end >= end for each in last)

    def opens_another(self, fence: Fence) -> int | None:
        """Return where a line in a fence opens one of the same mark: the first was not closed."""
        text = self.source.text
        found = text.find(fence.run, fence.body, fence.body_end)
        while found >= 0:
            start = text.rfind("\n", 0, found) + 1
            end = text.find("\n", found)
            line = text[start : end if end >= 0 else len(text)].strip()
            if (
                line.startswith(fence.run)
                and line.strip(fence.run[0])
                and "`" not in line.strip("`")
            ):
                return start
            found = text.find(fence.run, max(end, found + 1), fence.body_end) if end >= 0 else -1
        return None

    def said(
        self, ranges: Sequence[tuple[int, int]], taken: tuple[int, int] | None = None
    ) -> Passage | None:
        """Like `passage`, but without a closing formula."""
        found = self.passage(ranges, taken)
        return self._without_formula(found) if found else None

    def passage(
        self, ranges: Sequence[tuple[int, int]], taken: tuple[int, int] | None = None
    ) -> Passage | None:
        """Return the text of some ranges without lines that have no content; None if none is left.

        `taken` are the offsets of lines that have already been read.
        """
        if len(ranges) == 1:
            start, end = ranges[0]
            gone = self._gone_starts[bisect_left(self._gone_starts, start)]
            if gone >= end and (taken is None or not start <= taken[0] < end):
                return self._slice(start, end)
        text = self.source.text
        pieces = [piece for start, end in ranges for piece in self._pieces(start, end, taken)]
        said = [(start, end) for start, end in pieces if not text[start:end].isspace()]
        if len(said) == 1:
            return self._slice(*said[0])
        return _joined(self.source, pieces) if said else None

    def _slice(self, start: int, end: int) -> Passage | None:
        cut, text = trim(self.source.text[start:end])
        if not text:
            return None
        return Passage(self.source, text, start + cut)

    def _without_formula(self, passage: Passage) -> Passage | None:
        """Remove a closing formula, such as `Fill in. Refine. Launch.`, from the end of a text."""
        text = passage.text
        start = text.rfind("\n") + 1
        if text[start:] not in self.vocabulary.boilerplate:
            return passage
        cut, rest = trim(text[:start])
        return passage.slice(cut, cut + len(rest)) if rest else None

    def _pieces(self, start: int, end: int, taken: tuple[int, int] | None) -> list[tuple[int, int]]:
        """Return the ranges between the removed lines."""
        first, last = bisect_left(self._gone_starts, start), bisect_left(self._gone_starts, end)
        gone = self._gone[first:last]
        if taken and start <= taken[0] < end:
            gone = sorted([*gone, taken])
        pieces = []
        for begin, stop in gone:
            if start < begin:
                pieces.append((start, begin))
            start = max(start, min(stop + 1, end))
        if start < end:
            pieces.append((start, end))
        return pieces

    def _boilerplate(self) -> list[tuple[int, int]]:
        """Return the lines without content: rules, directives to this program, open fences."""
        gone = list(self.outline.rules)
        text = self.source.text
        gone += [
            (fence.start, fence.end)
            for fence in self.outline.fences
            if not fence.closed and not text[fence.body :].strip()
        ]
        gone += [
            (html.start, html.end)
            for html in self.outline.html
            if _DIRECTIVE.match(text, html.start)
            and text[html.start : html.end].rstrip().endswith("-->")
        ]
        gone = [lines for lines in gone if not self._hides(lines)]
        gone.sort()
        return gone

    def _hides(self, lines: tuple[int, int]) -> bool:
        index = bisect_right(self._fence_starts, lines[0]) - 1
        if index < 0:
            return False
        fence = self.outline.fences[index]
        return fence.start < lines[0] < fence.end


def _joined(source: SourceFile, pieces: Iterable[tuple[int, int]]) -> Passage | None:
    """Join pieces of a text; of the blank lines around a gap, only those before it are kept."""
    text, length = source.text, 0
    places: list[tuple[int, int]] = []
    parts: list[str] = []
    after_blank = True
    for begin, end in pieces:
        start, piece = begin, text[begin:end]
        if after_blank:
            cut = trim(piece)[0] if piece.strip() else len(piece)
            start, piece = start + cut, piece[cut:]
        if not piece:
            continue
        if parts and not parts[-1].endswith("\n"):
            parts.append("\n")
            length += 1
        places.append((length, start))
        parts.append(piece)
        length += len(piece)
        after_blank = piece.endswith("\n\n")
    cut, trimmed = trim("".join(parts))
    if not trimmed:
        return None
    moved = [(max(at - cut, 0), offset + max(cut - at, 0)) for at, offset in places]
    return Passage(source, trimmed, moved[0][1], moved[1:])
