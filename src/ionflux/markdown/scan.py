"""The structure of a text that can be read line by line.

Headings, fences, rules and comments that begin at the first column mean the same to
CommonMark wherever they are. A mark after an indent, a list marker or a `>` may belong to a list or
a quote, and other HTML has rules of its own: a text with any of these needs the parser. A test
compares the result with the parser's.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ionflux.core.patterns import regex
from ionflux.markdown.structure import Fence, Heading, Html, Outline

HIDING = r"<(?:!--|\?|![A-Za-z]|!\[CDATA\[|(?:script|pre|style|textarea)(?=[\s>]|\Z))"
"""How HTML begins whose content is not Markdown; a mere tag does not hide the headings below it."""

# Lines are distinguished by their first characters: most begin with none of these.
_LINE = regex(
    r"\n(?=[#`~<>_*+ \t0-9-])(?:#{1,6}(?=[ \t\n]|\Z)(?P<title>[^\n]*+)"
    r"|[ \t]*+(?:(?P<rule>[-_*])[ \t]*+(?:(?P=rule)[ \t]*+){2,}(?=\n|\Z)"
    r"|(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]++|>[ \t]*+)*+(?=[#`~<])"
    rf"(?:(?<!\n)#{{1,6}}(?=[ \t\n]|\Z)|```|~~~|(?i:{HIDING}))))"
)
_COMMENT = "<!--"


def scan(text: str) -> Outline | None:
    """Return the structure, or None if the lines alone do not determine it."""
    found = Outline([], [], [], [])
    if _COMMENT in text and _within_lines(text):
        return None
    # With a line feed before the text, the offset of a match is that of its line in the text.
    lines = f"\n{text}"
    search = _LINE.search
    position = 0
    while match := search(lines, position):
        start, position = match.span()
        mark = lines[start + 1]
        if mark == "#":
            found.headings.append(_heading(match))
        elif mark == "`" or mark == "~":  # noqa: PLR1714 - evaluated for every heading and fence
            fence = _fence(text, lines, start)
            if fence is not None:
                found.fences.append(fence)
                position = fence.end + 1
        elif lines.startswith(_COMMENT, start + 1):
            html = _comment(text, start)
            found.html.append(html)
            position = html.end + 1
        elif mark in "-_*" and match["rule"]:
            found.rules.append((start, position - 1))
        else:
            return None
    return found


def _within_lines(text: str) -> bool:
    """Tell whether a comment begins within a line and continues on the next."""
    start = text.find(_COMMENT)
    while start >= 0:
        line_end = text.find("\n", start)
        if line_end < 0:
            return False
        last = text.rfind(_COMMENT, start, line_end)  # what closes it also ends those before it
        inside = last and text[last - 1] != "\n"
        if inside and text.find("-->", last, line_end) < 0:
            return True
        start = text.find(_COMMENT, line_end)
    return False


def _heading(line: re.Match[str]) -> Heading:
    start, end = line.span()
    title = line["title"].strip(" \t")
    if title and title[-1] == "#":
        title = _unclosed(title)
    return Heading(line.start("title") - start - 1, title, start, end - 1)


def _unclosed(title: str) -> str:
    """Return a title without its closing signs, which follow a blank."""
    bare = title.rstrip("#")
    return bare.rstrip(" \t") if bare.endswith((" ", "\t")) or not bare else title


def _fence(text: str, lines: str, start: int) -> Fence | None:
    """Return the fence that a line opens; a line with more backticks does not open one."""
    end = lines.find("\n", start + 1)
    if end < 0:
        end = len(lines)
    opening = lines[start + 1 : end]
    mark = opening[0]
    info = opening.lstrip(mark)
    if mark == "`" and mark in info:
        return None
    length = len(opening) - len(info)
    body = min(end, len(text))
    closing = _closing(mark, length).search(lines, end)
    run, info = mark * length, info.strip()
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
