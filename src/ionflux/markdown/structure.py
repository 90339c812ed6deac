"""The parts of the structure of a text; all places are offsets into the text."""

from __future__ import annotations

from typing import NamedTuple


class Heading(NamedTuple):
    """An ATX heading outside of lists and quotes.

    `start` is where its line begins, `end` where it ends, without the line feed.
    """

    level: int
    title: str
    start: int
    end: int


class Fence(NamedTuple):
    """Fenced code, also in a list or a quote.

    It reaches from `start`, where its first line begins, to `end`, where the closing line or the
    container ends. Its text is between `body` and `body_end`, line feed
    included; in a container or with an indent, `shifts` tells how many characters of each line of
    that text do not belong to the code.
    """

    start: int
    end: int
    body: int
    body_end: int
    info: str
    run: str
    closed: bool
    shifts: tuple[int, ...] = ()
    contained: bool = False

    def code(self, text: str) -> str:
        """Return the code, each line with its line feed."""
        code = text[self.body : self.body_end]
        if not self.shifts:
            return code
        lines = code.split("\n")
        return "\n".join([line[cut:] for line, cut in zip(lines, [*self.shifts, 0], strict=False)])


class Html(NamedTuple):
    """Raw HTML whose content is not Markdown: a comment, `<pre>`, `<?`, a declaration, CDATA."""

    start: int
    end: int
    closed: bool


class Outline(NamedTuple):
    """The structure of a text, each part in the order of the text.

    `rules` are thematic breaks outside of lists and quotes, as offsets of their lines.
    """

    headings: list[Heading]
    fences: list[Fence]
    rules: list[tuple[int, int]]
    html: list[Html]
