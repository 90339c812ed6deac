"""Structure of documents without HTML: every line tells by itself what it is.

Only ATX headings and fenced code count (spec section 2); without HTML blocks, nothing but a
fence can hide either, so these are all of CommonMark's rules that are needed. A test holds the
outcome against the whole parser's.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ionflux.core.patterns import regex

HIDING = regex(
    r"<(?:!--|\?|![A-Za-z]|!\[CDATA\[|(?:script|pre|style|textarea)(?=[\s>]))", re.IGNORECASE
)
"""How HTML begins whose content is no Markdown; a mere tag hides no heading below it."""

_WIDEST = 3
"""Spaces before a mark; with more of them a line is code."""
_MARKS = frozenset(" #`~")
_MARK = regex(r" {0,3}(?:(?P<level>#{1,6})(?=[ \t]|$)|(?P<run>`{3,}+(?!.*`)|~{3,}+))")


class Structure(NamedTuple):
    """What a document's lines are, counted from 0.

    Headings as level, title and line; fences as their first line and that which closes them,
    or the document's last.
    """

    headings: list[tuple[int, str, int]]
    fences: list[tuple[int, int]]


def structure(lines: list[str]) -> Structure:
    """Return the headings and fences of a document that holds nothing `HIDING`."""
    found = Structure([], [])
    opened, run = -1, ""
    for number, line in enumerate(lines):
        if not line or line[0] not in _MARKS:
            continue
        if run:
            if run in line and _closes(line, run):
                found.fences.append((opened, number))
                run = ""
        elif mark := _MARK.match(line):
            if mark["level"]:
                title = _title(line[mark.end() :])
                found.headings.append((mark.end("level") - mark.start("level"), title, number))
            else:
                opened, run = number, mark["run"]
    if run:
        found.fences.append((opened, len(lines) - 1))
    return found


def _closes(line: str, run: str) -> bool:
    text = line.lstrip(" \t")
    indent = len(line) - len(text)
    if indent > _WIDEST or "\t" in line[:indent]:  # a tab is as wide as four spaces
        return False
    return text.startswith(run) and not text.rstrip(" \t").strip(run[0])


def _title(text: str) -> str:
    text = text.rstrip(" \t")
    bare = text.rstrip("#")
    return (bare if bare.endswith((" ", "\t")) else text).strip()
