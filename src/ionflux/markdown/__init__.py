"""The block structure of a Markdown text: headings, fences, rules and raw HTML, as offsets.

CommonMark defines the structure, with markdown-it-py as the reference (`parser`). A scan of the
lines (`scan`) stands in for the parser where the two cannot differ, and says where they could.
Deviations from CommonMark, which real documents need:

* only ATX headings are headings: a line above `---` is text and a rule;
* an HTML tag on a line of its own (`<a id="x"></a>`) hides no heading that follows it;
* a comment that begins within a paragraph hides the headings up to its end.
"""

from __future__ import annotations

from ionflux.core.patterns import regex
from ionflux.markdown.scan import scan
from ionflux.markdown.structure import Fence, Heading, Html, Outline

__all__ = [
    "MAX_MARKS",
    "Fence",
    "Heading",
    "Html",
    "Outline",
    "indented_code",
    "is_too_large",
    "outline",
]

MAX_MARKS = 100_000
"""Limit of lines that begin like a heading, a fence, a tag or a list item: more than a book has."""

_MARK = regex(r"\n[ \t>]*+(?:[#`~<]|(?:[-*+•]|[0-9]{1,9}[.)])[ \t])")


def is_too_large(text: str) -> bool:
    """Tell whether more lines look like headings, fences, tags or items than `MAX_MARKS`."""
    if len(text) <= MAX_MARKS or text.count("\n") <= MAX_MARKS:
        return False
    return sum(1 for _ in _MARK.finditer(f"\n{text}")) > MAX_MARKS


def outline(text: str, begin: int = 0) -> Outline:
    """Find the structure of a text whose lines end with line feeds.

    The text before the offset `begin` is not Markdown.
    """
    text = _from(text, begin)
    found = scan(text)
    if found is None:
        from ionflux.markdown.parser import parse  # few documents need it

        found = parse(text)
    return found


def indented_code(text: str, begin: int = 0) -> list[tuple[int, int]]:
    """Return the offsets between which a text, from `begin` on, is indented code."""
    from ionflux.markdown.parser import indented_code as parse  # few documents need it

    return parse(_from(text, begin))


def _from(text: str, begin: int) -> str:
    return "\n" * begin + text[begin:] if begin else text
