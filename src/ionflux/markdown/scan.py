"""The structure of a text whose lines tell by themselves what they are.

Headings, fences, rules and comments that begin at the first column are what CommonMark says they
are, wherever they stand. A mark behind an indent, a list marker or a `>` may belong to a list or a
quote, and other HTML has rules of its own: a text with any of these needs the parser. A test holds
the outcome against the parser's.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ionflux.core.patterns import regex
from ionflux.markdown.structure import Fence, Heading, Html, Outline

HIDING = r"<(?:!--|\?|![A-Za-z]|!\[CDATA\[|(?:script|pre|style|textarea)(?=[\s>]|\Z))"
"""How HTML begins whose content is no Markdown; a mere tag hides no heading below it."""

_RULE = r"(?:(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,}|(?:\*[ \t]*+){3,})(?=\n|\Z)"
_LINE = regex(
    r"\n(?:"
    r"(?P<level>#{1,6})(?=[ \t\n]|\Z)(?P<title>[^\n]*)"
    r"|(?P<run>`{3,}+(?![^\n]*`)|~{3,}+)(?P<info>[^\n]*)"
    rf"|(?P<rule>{_RULE})"
    r"|(?P<comment><!--)"
    rf"|(?P<unsure>[ \t]++{_RULE}|[ \t]*+(?:(?:[-+*]|[0-9]{{1,9}}[.)])[ \t]++|>[ \t]*+)*+"
    rf"(?:(?<!\n)(?:\#{{1,6}}(?=[ \t\n]|\Z)|```|~~~)|(?i:{HIDING})))"
    r")"
)


def scan(text: str) -> Outline | None:
    """Return the structure, or None where lines alone do not tell it."""
    found = Outline([], [], [], [])
    if "<!--" in text and _within_lines(text):
        return None
    # With a line feed in front, the offset of a match is that of its line in the text.
    lines = f"\n{text}"
    position = 0
    while match := _LINE.search(lines, position):
        position = match.end()
        start = match.start()
        kind = match.lastgroup
        if kind == "title":
            title = _title(match["title"])
            level = match.end("level") - start - 1
            found.headings.append(Heading(level, title, start, position - 1))
        elif kind == "rule":
            found.rules.append((start, position - 1))
        elif kind == "info":
            fence = _fence(text, lines, match)
            found.fences.append(fence)
            position = fence.end + 1
        elif kind == "comment":
            html = _comment(text, start)
            found.html.append(html)
            position = html.end + 1
        else:
            return None
    return found


def _within_lines(text: str) -> bool:
    """Tell whether a comment begins within a line and goes on below it."""
    start = text.find("<!--")
    while start >= 0:
        line_end = text.find("\n", start)
        inside = start and text[start - 1] != "\n" and line_end >= 0
        if inside and text.find("-->", start, line_end) < 0:
            return True
        start = text.find("<!--", start + 4)
    return False


def _title(text: str) -> str:
    text = text.strip(" \t")
    bare = text.rstrip("#")
    return bare.rstrip(" \t") if bare.endswith((" ", "\t")) or not bare else text


def _fence(text: str, lines: str, opening: re.Match[str]) -> Fence:
    start, run = opening.start(), opening["run"]
    body = min(opening.end(), len(text))
    closing = _closing(run[0], len(run)).search(lines, opening.end())
    info = opening["info"].strip()
    if closing is None:
        return Fence(start, len(text), body, len(text), info, run, closed=False)
    return Fence(start, closing.end() - 1, body, closing.start(), info, run, closed=True)


@lru_cache(maxsize=64)
def _closing(mark: str, length: int) -> re.Pattern[str]:
    return re.compile(rf"\n {{0,3}}{mark}{{{length},}}+[ \t]*(?=\n|\Z)")


def _comment(text: str, start: int) -> Html:
    closing = text.find("-->", start)
    if closing < 0:
        return Html(start, len(text), closed=False)
    line_end = text.find("\n", closing)
    return Html(start, line_end if line_end >= 0 else len(text), closed=True)
