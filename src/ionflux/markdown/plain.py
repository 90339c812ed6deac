"""Markdown as plain text, the same way for headings, labels, items and values.

Emphasis and code marks, one pair of outer quotes, comments, anchors, attributes, task boxes and
invisible characters are removed, backslash escapes and links resolved, white space collapsed.
"""

from __future__ import annotations

import re
from collections import deque

from ionflux.core.patterns import regex

OPENING = "“\"'‘«„"
CLOSING = "”\"'’»“"

_SPECIAL = regex("[*_`\\\\<\\[~{\u00ad\u200b\u2060\ufeff]")
_INVISIBLE = regex("[\u00ad\u200b\u2060\ufeff]+")
_TASK = regex(r"\s*+\[[ xX]\](?=\s)")
_ATTRIBUTES = regex(r"(?<!\{)\{[#.:][^{}]{0,200}\}\s*+\Z")
_TAG = regex(
    r"</?(?:a|abbr|b|br|code|del|div|em|font|i|img|ins|kbd|mark|p|s|small|span|strong|sub|sup|u)"
    r"(?:[ \t\n/][^<>]{0,500})?>",
    re.IGNORECASE,
)
_LINK = regex(r"!?\[([^\[\]]{0,500})\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"]{0,200}\")?\)")
_STRUCK = regex(r"~~(?=[^\s~])([^~]{1,2000})~~")
_ESCAPE = regex(r"\\(?:([!-/:-@\[-`{-~])|(?=\n))")
# A backslash at the end of a line breaks it, and is not text.
_RUNS = regex(r"([`*_])\1*+")
_PAIR = 2
"""How many runs of marks emphasis or code takes."""
_INNER = regex('[“«„”»"]')
_HIDDEN = 0xE000
"""Private characters that stand for escaped characters in the meantime."""
_SHOWN = {_HIDDEN + code: chr(code) for code in range(0x21, 0x7F)}


def plain(text: str) -> str:
    """Return the text as plain words on one line."""
    if _SPECIAL.search(text):
        text = _without_marks(text)
    return unquote(" ".join(text.split()))


def has_link(text: str) -> bool:
    """Tell whether plain text would drop the address of a link."""
    return "](" in text


def without_struck(text: str) -> str:
    """Return the text without its struck-through parts, which no longer apply."""
    return _STRUCK.sub("", text) if "~~" in text else text


def without_comments(text: str) -> str:
    """Return the text without its comments; one in code or after a backslash is text.

    A comment that is not closed hides the rest if it begins a line; elsewhere it is text.
    """
    at = text.find("<!--")
    if at < 0:
        return text
    code = _code_marks(list(_RUNS.finditer(text))).code if "`" in text else deque()
    pieces, reached = [], 0
    while at >= 0:
        while code and (code[0][0] < reached or code[0][1] <= at):
            code.popleft()
        if code and code[0][0] < at:
            at = text.find("<!--", code[0][1])
            continue
        if _is_escaped(text, at):
            at = text.find("<!--", at + 1)
            continue
        end = text.find("-->", at + 2)
        if end < 0:
            if not text[text.rfind("\n", 0, at) + 1 : at].strip():
                pieces.append(text[reached:at])
                reached = len(text)
            break
        pieces.append(text[reached:at])
        reached = end + 3
        at = text.find("<!--", reached)
    return "".join([*pieces, text[reached:]])


def _is_escaped(text: str, at: int) -> bool:
    first = at
    while first and text[first - 1] == "\\":
        first -= 1
    return (at - first) % 2 == 1


def unquote(text: str) -> str:
    """Remove one pair of quotes around the whole text; the two need not match.

    A full stop after the closing quote is also removed.
    """
    if len(text) < 2 or text[0] not in OPENING:
        return text
    end = len(text) - (text[-1] == ".")
    if end < 2 or text[end - 1] not in CLOSING:
        return text
    inner = text[1 : end - 1]
    if not _INNER.search(inner):
        return inner.strip()
    depth = 0
    for character in inner:
        if character in "“«„" or (character == '"' and depth == 0):
            depth += 1
        elif character in '”»"':
            depth -= 1
        if depth < 0:  # the first quote is closed before the end: not one pair around all
            return text
    return inner.strip() if depth == 0 or '"' not in inner else text


def _without_marks(text: str) -> str:
    text = _INVISIBLE.sub("", text)
    text = without_comments(text)
    escaped = "\\" in text
    if escaped:
        text = _hide_escaped(text)
    if "[" in text:
        task = _TASK.match(text)
        text = text[task.end() :] if task else text
        text = _LINK.sub(r"\1", text)
    if "{" in text:
        text = _ATTRIBUTES.sub("", text)
    if "<" in text:
        text = _TAG.sub(lambda tag: " " if tag[0][:3].lower() == "<br" else "", text)
    if "~~" in text:
        text = _STRUCK.sub(r"\1", text)
    text = _unmark(text)
    return text.translate(_SHOWN) if escaped else text


def _hide_escaped(text: str) -> str:
    """Replace escaped characters by private ones; a backslash within code is literal."""
    text = text.replace("\\`", chr(_HIDDEN + ord("`")))
    pieces, reached = [], 0
    for start, end in _code_marks(list(_RUNS.finditer(text))).code:
        pieces += [_ESCAPE.sub(_hidden, text[reached:start]), text[start:end]]
        reached = end
    return "".join([*pieces, _ESCAPE.sub(_hidden, text[reached:])])


def _hidden(escape: re.Match[str]) -> str:
    return chr(_HIDDEN + ord(escape[1])) if escape[1] else ""


def _unmark(text: str) -> str:
    """Remove the marks of emphasis and code, in one pass."""
    runs = list(_RUNS.finditer(text))
    if len(runs) < _PAIR:
        return text
    marks = _code_marks(runs)
    _emphasis_marks(text, [run for run in runs if not marks.hides(run)], marks)
    return marks.removed_from(text)


class _Marks:
    """Ranges of a text that are marks, and the code between some of them."""

    def __init__(self) -> None:
        self.ranges: list[tuple[int, int]] = []
        self.code: deque[tuple[int, int]] = deque()

    def hides(self, run: re.Match[str]) -> bool:
        if run[0][0] == "`":
            return True
        while self.code and self.code[0][1] <= run.start():
            self.code.popleft()
        return bool(self.code) and self.code[0][0] <= run.start()

    def removed_from(self, text: str) -> str:
        pieces, reached = [], 0
        for start, end in sorted(self.ranges):
            pieces.append(text[reached:start])
            reached = max(reached, end)
        return "".join([*pieces, text[reached:]])


def _code_marks(runs: list[re.Match[str]]) -> _Marks:
    marks = _Marks()
    ticks = [run for run in runs if run[0][0] == "`"]
    following: dict[int, int] = {}
    closers: list[int | None] = [None] * len(ticks)
    for index in range(len(ticks) - 1, -1, -1):
        length = len(ticks[index][0])
        closers[index] = following.get(length)
        following[length] = index
    index = 0
    while index < len(ticks):
        closer = closers[index]
        if closer is not None:
            opening, closing = ticks[index].span(), ticks[closer].span()
            marks.ranges += [opening, closing]
            marks.code.append((opening[0], closing[1]))
            index = closer
        index += 1
    return marks


def _emphasis_marks(text: str, runs: list[re.Match[str]], marks: _Marks) -> None:
    openers: dict[str, list[list[int]]] = {"*": [], "_": []}
    for run in runs:
        start, end = run.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        word = run[0][0] == "_"
        closes = bool(before.strip()) and not (word and after.isalnum())
        opens = bool(after.strip()) and not (word and before.isalnum())
        pending = openers[run[0][0]]
        while closes and start < end and pending:
            opener = pending[-1]
            length = min(end - start, opener[1] - opener[0])
            marks.ranges += [(opener[1] - length, opener[1]), (start, start + length)]
            start += length
            opener[1] -= length
            if opener[0] == opener[1]:
                pending.pop()
        if opens and start < end:
            pending.append([start, end])
