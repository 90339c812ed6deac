"""The structure of any text, as markdown-it-py sees it.

Only the block rules that matter are run, and their findings are taken from the tokens at once:
the tokens of a whole document would take many times its size.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, code, fence, heading, hr, html_block

from ionflux.core.patterns import regex
from ionflux.markdown.quotes import bound_quotes
from ionflux.markdown.scan import HIDING
from ionflux.markdown.structure import Fence, Heading, Html, Outline

_HIDING = regex(HIDING, re.IGNORECASE)
_CODE_INDENT = 4
_FOUND = "found"
_TEXT = "text"
_CODE = "code"
_COMMENT_ENDS = "comment ends"
_ENDS = (
    (regex(r"<!--"), regex(r"-->")),
    (regex(r"<\?"), regex(r"\?>")),
    (regex(r"<!\[CDATA\["), regex(r"\]\]>")),
    (regex(r"<![A-Za-z]"), regex(r">")),
    (regex(r"<"), regex(r"</(?:script|pre|style|textarea)>", re.IGNORECASE)),
)
"""How HTML that hides its content begins, and how it ends."""


def parse(text: str) -> Outline:
    """Return the structure of any text."""
    return _parsed(text)[0]


def indented_code(text: str) -> list[tuple[int, int]]:
    """Return the offsets between which a text is indented code."""
    return _parsed(text)[1]


def _parsed(text: str) -> tuple[Outline, list[tuple[int, int]]]:
    found, indented = Outline([], [], [], []), list[tuple[int, int]]()
    # The parser looks past the last line of a list in a quote, where that line is a tab.
    whole = text if text.endswith("\n") else f"{text}\n"
    _PARSER.block.parse(whole, _PARSER, {_FOUND: found, _TEXT: text, _CODE: indented}, [])
    return found, indented


def _line_end(state: StateBlock, line: int) -> int:
    return state.eMarks[line]


def _line_start(state: StateBlock, line: int) -> int:
    """Return where a line begins in the text; `bMarks` may be after a quote's mark."""
    return int(state.eMarks[line - 1]) + 1 if line else 0


# The parser's rules, each called with the arguments that it expects.


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    count = len(state.tokens)
    found = heading(state, start, end, silent)
    if len(state.tokens) > count:
        opening, title, _ = state.tokens[count:]
        if not opening.level:
            level, line = int(opening.tag[1:]), _line_start(state, start)
            seen = Heading(level, title.content, line, _line_end(state, start))
            state.env[_FOUND].headings.append(seen)
        del state.tokens[count:]
    return found


def _code(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    found = code(state, start, end, silent)
    if found:
        state.tokens.pop()
        lines = (_line_start(state, start), _line_end(state, state.line - 1))
        state.env[_CODE].append(lines)
    return found


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    found = hr(state, start, end, silent)
    if found and not silent:
        token = state.tokens.pop()
        if not token.level:
            lines = (_line_start(state, start), _line_end(state, start))
            state.env[_FOUND].rules.append(lines)
    return found


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    found = fence(state, start, end, silent)
    if found and not silent:
        token = state.tokens.pop()
        text = state.env[_TEXT]
        first, last = _line_start(state, start), _line_end(state, max(state.line - 1, start))
        code = token.content
        lines = code.count("\n") + (not code.endswith("\n") and code != "")
        closed = state.line - start - 1 > lines
        if not closed and last + 1 == len(text):
            last += 1
        body = min(_line_end(state, start) + 1, len(text))
        body_end = max(_line_start(state, state.line - 1) if closed else last, body)
        shifts = _shifts(text[body:body_end], code)
        info, contained = token.info.strip(), bool(token.level)
        state.env[_FOUND].fences.append(
            Fence(first, last, body, body_end, info, token.markup, closed, shifts, contained)
        )
    return found


def _shifts(written: str, code: str) -> tuple[int, ...]:
    """Return how many characters before each line are not part of the code; empty if all are 0."""
    if written.removesuffix("\n") == code.removesuffix("\n"):
        return ()
    lines = zip(written.split("\n"), code.split("\n"), strict=False)
    return tuple([max(len(line) - len(bare), 0) for line, bare in lines])


def _html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    if not _HIDING.match(state.src, begin):
        return False
    found = html_block(state, start, end, silent)
    if found and not silent:
        state.tokens.pop()
        first, last = _line_start(state, start), _line_end(state, state.line - 1)
        closed = _is_closed(state.src, begin, last)
        state.env[_FOUND].html.append(Html(first, last, closed))
    return found


def _is_closed(text: str, start: int, end: int) -> bool:
    closing = next(ends for begins, ends in _ENDS if begins.match(text, start))
    return closing.search(text, start, end) is not None


def _paragraph(state: StateBlock, start: int, _end: int, _silent: bool) -> bool:
    """Skip a paragraph; a comment that begins in it hides the text up to its end."""
    terminators = state.md.block.ruler.getRules("paragraph")
    parent, state.parentType = state.parentType, "paragraph"
    last = state.lineMax
    line = _after_comment(state, start, last) + 1
    while line < last and not state.isEmpty(line):
        code = state.sCount[line] - state.blkIndent >= _CODE_INDENT or state.sCount[line] < 0
        if not code and any(rule(state, line, last, True) for rule in terminators):
            break
        line = _after_comment(state, line, last) + 1
    state.line = line
    state.parentType = parent
    return True


def _after_comment(state: StateBlock, line: int, last: int) -> int:
    """Return the line on which the comments in a line end; the line itself if it has none."""
    while (closing := _closing(state, line, last)) is not None:
        line = closing
    return line


def _closing(state: StateBlock, line: int, last: int) -> int | None:
    """Return the later line on which a comment ends that a line opens, within its paragraph."""
    begin, end = state.bMarks[line], state.eMarks[line]
    opened = state.src.rfind("<!--", begin, end)
    if opened < 0 or state.src.find("-->", opened, end) >= 0:
        return None
    if state.src.count("`", begin, opened) % 2:
        return None
    for later in range(max(line + 1, state.env.get(_COMMENT_ENDS, 0)), last):
        if state.isEmpty(later):
            state.env[_COMMENT_ENDS] = later
            return None
        if state.src.find("-->", state.bMarks[later], state.eMarks[later]) >= 0:
            return later
    state.env[_COMMENT_ENDS] = last
    return None


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": True})
    parser.enable(["code", "fence", "blockquote", "hr", "list", "heading", "html_block"])
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
    everywhere: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.at("code", _code)
    parser.block.ruler.at("heading", _heading, interrupting)
    parser.block.ruler.at("hr", _rule, everywhere)
    parser.block.ruler.at("fence", _fence, everywhere)
    parser.block.ruler.at("html_block", _html, interrupting)
    parser.block.ruler.at("paragraph", _paragraph)
    bound_quotes(parser)
    return parser


_PARSER = _parser()
