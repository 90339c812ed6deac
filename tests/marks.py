"""Headings and fences of a text: by CommonMark, and as the program sees them."""

from __future__ import annotations

from markdown_it import MarkdownIt

from ionflux.markdown import outline

Marks = list[tuple[int, int, str]]
"""Headings and fences: their lines, levels (0 for a fence) and titles."""


def by_commonmark(text: str) -> Marks:
    """Return what the plain parser finds: headings outside of lists and quotes, and all fences."""
    # A line above `---` is text and a rule to us.
    # The parser fails if a text ends with a tab in a list in a quote, without a line feed.
    tokens = MarkdownIt("commonmark").disable("lheading").parse(f"{text}\n")
    marks = []
    for number, token in enumerate(tokens):
        if token.type == "heading_open" and token.map and not token.level:
            marks.append((token.map[0], int(token.tag[1:]), tokens[number + 1].content))
        elif token.type == "fence" and token.map:
            marks.append((token.map[0], 0, token.info.strip()))
    return marks


def outlined(text: str) -> Marks:
    found = outline(text)
    headings = [(text.count("\n", 0, h.start), h.level, h.title) for h in found.headings]
    fences = [(text.count("\n", 0, f.start), 0, f.info) for f in found.fences]
    return sorted([*headings, *fences])
