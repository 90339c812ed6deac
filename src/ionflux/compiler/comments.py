"""Comments in a document that silence codes, and corrections of those that are misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from ionflux.checks.rules import codes
from ionflux.checks.selection import Suppression, split_codes
from ionflux.compiler.places import AgentSections
from ionflux.core.edits import Edit, Fix, insertion, replacing
from ionflux.core.patterns import regex
from ionflux.forms.sections.page import Page

# Comments for this program: a comment of HTML, and lines that are a comment of YAML or of other
# kinds of Markdown. Each begins with characters without case, for which a search is quick.
_HTML = regex(
    r"<!--(?<!\\<!--)(?P<html>\s*ionflux\b.{0,500}?)-->",
    re.IGNORECASE | re.DOTALL,
)
_MENTION = regex(r"\S.*?\bionflux\b", re.IGNORECASE | re.DOTALL)
_ORDER = regex(r"\bIFX[0-9]|\b(?:ignore|disable|noqa|silence|suppress|skip|allow)\b", re.IGNORECASE)
_LINE = regex(
    r"\n(?=[ \t]*+[#\[%/{])(?:[ \t]*#(?P<yaml>[ \t]*ionflux:[^\n]*)"
    r"| {0,3}(?:\[[^\]\n]{0,40}\]:[ \t]*(?:#|<>)[ \t]*[\"'(]|%%|//|\{[#/%]\*?)[ \t]*"
    r"(?P<other>ionflux\b[^\n]*))",
    re.IGNORECASE,
)
_IGNORE = regex(
    r"\s*ionflux:\s*ignore\s+(?P<codes>[\w,\s-]*?\w)\s*(?:\s--(?:\s.*)?)?",
    re.IGNORECASE | re.DOTALL,
)
_MEANT = regex(
    r"(?P<lead>\s*)ionflux[\s:-]{0,9}(?:ignore|disable|noqa|silence|suppress|skip|allow)"
    r"(?P<listed>[\s:=(\[].*)",
    re.IGNORECASE | re.DOTALL,
)
_WORD = regex(r"[\s:=(\[,;&|+]{0,9}(?P<code>[A-Za-z][\w-]{2,60})")
_JOINT = regex(r"[\s)\],;.:–—-]*+")
_CLOSING = " \t\"')}%#/*"
"""The ends of comments of other kinds."""
_LONGEST = 80
_LONGEST_COMMENT = 500


class _Comment(NamedTuple):
    """A comment: its kind, its offsets, and its text, from `inner` on."""

    make: str
    start: int
    end: int
    inner: int
    says: str


def suppressions(page: Page, sections: AgentSections) -> Iterator[Suppression]:
    """Yield the comments that silence codes, for an agent, or for all if above the first."""
    source = page.source
    for found in sorted(_comments(source.text), key=attrgetter("start")):
        if found.make != "yaml" and _is_quoted(page, found.start):
            continue
        agent = sections.at(found.start)
        if agent is None and not sections.begin_after(found.start):
            continue
        line = source.line(found.start)
        ignore = _IGNORE.fullmatch(found.says) if found.make == "html" else None
        if ignore:
            yield Suppression(split_codes([ignore["codes"]]), agent, line, source.path)
        else:
            misread = " ".join(source.text[found.start : found.end].split())[:_LONGEST]
            yield Suppression((), agent, line, source.path, misread, _fix(page, found))


def _comments(text: str) -> Iterator[_Comment]:
    """Yield the comments of each kind in turn."""
    for found in _HTML.finditer(text):
        yield _Comment("html", *found.span(), found.start("html"), found["html"])
    yield from _mentions(text)
    for found in _LINE.finditer(f"\n{text}"):  # the offset of a match is that of its line
        make = found.lastgroup or ""
        yield _Comment(make, found.start(), found.end() - 1, found.start(make) - 1, found[make])


def _mentions(text: str) -> Iterator[_Comment]:
    """Yield comments that begin otherwise, but name the program and what is to be silenced."""
    start = text.find("<!--")
    while start >= 0:
        inner = start + len("<!--")
        end = text.find("-->", inner, inner + _LONGEST_COMMENT)
        says = text[inner:end] if end >= 0 else ""
        if (
            _MENTION.match(says.lstrip())
            and _ORDER.search(says)
            and text[start - 1 : start] != "\\"
        ):
            yield _Comment("mention", start, end + len("-->"), inner, says)
        start = text.find("<!--", inner)


def _is_quoted(page: Page, offset: int) -> bool:
    """Tell whether a comment is in code."""
    return page.in_code(offset) or page.in_code_span(offset) or page.in_indented_code(offset)


def _fix(page: Page, found: _Comment) -> Fix | None:
    """Return the edits that correct a comment, if its meaning is clear."""
    inner = found.says.rstrip(_CLOSING) if found.make == "other" else found.says
    meant = _understood(inner)
    if meant is None:
        return None
    if found.make == "html":
        return Fix(replacing(found.inner, inner, meant))
    whole = f"<!-- {meant.strip()} -->"
    if found.make == "other":
        start = found.end - len(page.source.text[found.start : found.end].lstrip(" "))
        return Fix((Edit(start, found.end, whole),))
    fence = page.fence_at(found.start)
    if fence is None or fence.contained:
        return None
    line = Edit(found.start, found.end + 1, "")
    return Fix((insertion(fence.start, f"{whole}\n"), line))


def _understood(comment: str) -> str | None:
    """Return a comment in its correct form: `ionflux-disable: IFX203 (old)`, for instance."""
    found = _MEANT.fullmatch(comment)
    if found is None:
        return None
    listed, end = list[str](), 0
    while (word := _WORD.match(found["listed"], end)) and _is_code(word["code"]):
        listed.append(word["code"])
        end = word.end()
    joint = _JOINT.match(found["listed"], end)
    reason = found["listed"][joint.end() if joint else end :].rstrip()
    tail = f" -- {reason}" if reason else ""
    blank = " " if comment[-1:].isspace() else ""
    return f"{found['lead']}ionflux: ignore {', '.join(listed)}{tail}{blank}" if listed else None


def _is_code(word: str) -> bool:
    (code,) = split_codes([word])
    return any(known.startswith(code) for known in codes())
