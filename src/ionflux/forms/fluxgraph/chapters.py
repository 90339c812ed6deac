"""The chapters and columns of a FluxGraph document, each with its text and its code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ionflux.core.patterns import regex
from ionflux.forms.blueprint import Passage
from ionflux.forms.fluxgraph.titles import TEXT_COLUMNS, chapter_of, column_of
from ionflux.forms.sections.page import Page
from ionflux.forms.sections.titles import snake_case
from ionflux.markdown import Fence, Heading

COLUMN = "column"
_REMARK = regex(r"[*_]*\([^()]*(?:\([^()]*\)[^()]*)*\)[*_]*")


class Chapter(NamedTuple):
    """A chapter (`kind` is None if it is not a standard one) or a column.

    `column` is the name of the column; the text is between `start` and `end`.
    """

    kind: str | None
    heading: Heading
    start: int
    end: int
    column: str | None = None

    def fences(self, page: Page) -> list[Fence]:
        """Return its code."""
        return page.fences_in([(self.start, self.end)])

    def passage(self, page: Page, without: Fence | None = None) -> Passage | None:
        """Return its text, without a fence that has already been read."""
        taken = (without.start, without.end) if without else None
        return page.passage([(self.start, self.end)], taken)


def split(page: Page, first: int, stop: int, end: int) -> Iterator[Chapter]:
    """Yield the chapters and columns of an agent, whose title is the heading `first`.

    `stop` is the number of the heading at which the agent ends. A chapter includes everything
    below it except columns.
    """
    title, *headings = page.outline.headings[first:stop]
    if not headings:
        return
    deepest = max(title.level + 1, min(heading.level for heading in headings))
    marked = list(_begins(headings, deepest))
    for index, (heading, kind, column) in enumerate(marked):
        stop_at = marked[index + 1][0].start if index + 1 < len(marked) else end
        yield Chapter(kind, heading, min(heading.end + 1, stop_at), stop_at, column)


def _begins(
    headings: Sequence[Heading], deepest: int
) -> Iterator[tuple[Heading, str | None, str | None]]:
    """Yield the headings that begin a chapter or a column, each with the kind and the column.

    A heading among the columns, at their level, is also a column.
    """
    level, chapter = 0, None
    for heading in headings:
        kind, column = chapter_of(heading.title), column_of(heading.title)
        if column in TEXT_COLUMNS and chapter not in {None, "columns"}:
            column = None  # a word that may be a heading in any text
        if column is None and kind is None and heading.level == level:
            column = snake_case(heading.title)
        if column:
            level = heading.level
            yield heading, COLUMN, column
        elif heading.level <= deepest:
            level, chapter = 0, kind
            yield heading, kind, None


def is_remark(passage: Passage | None) -> bool:
    """Tell whether a text is empty, or a remark in parentheses."""
    return passage is None or _REMARK.fullmatch(" ".join(passage.text.split())) is not None


def of_kind(chapters: Sequence[Chapter], kind: str) -> list[Chapter]:
    """Return the chapters of a kind."""
    return [chapter for chapter in chapters if chapter.kind == kind]
