"""Structure of documents with HTML in them, whose blocks can hide headings and fences.

The parser runs with the few block rules that matter: headings, fenced code, and HTML of the kinds
whose content is no Markdown. Everything else is prose, which is passed over line by line.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, fence, heading, html_block

from ionflux.markdown.lines import HIDING, Structure

_OPENERS = frozenset("#`~<")
_COMMENTS = "comments"
_FOUND = "found"
_OPEN_UNTIL = "open until"
_TELLING = _OPENERS | {" ", "\t"}
"""How lines begin that can be structure or can end it; HTML may begin or end within a line."""
_CODE_INDENT = 4


def structure(lines: list[str]) -> Structure:
    """Return the headings and fences of any document."""
    telling = _telling(lines)
    text = "".join([f"{lines[number]}\n" for number in telling])
    seen = Structure([], [])
    _PARSER.block.parse(text, _PARSER, {_FOUND: seen, _COMMENTS: "<!--" in text}, [])
    return Structure(
        [(level, title, telling[line]) for level, title, line in seen.headings],
        [
            (telling[first], telling[end - 1] if end < len(telling) else len(lines) - 1)
            for first, end in seen.fences
        ],
    )


def _telling(lines: list[str]) -> list[int]:
    """Return which lines the parser must see: those that can be structure or end it.

    Of the plain and blank lines between two such, it matters whether there is a blank one, and
    whether the last is plain: then a paragraph goes on.
    """
    telling: list[int] = []
    blank = plain = -1
    for number, line in enumerate(lines):
        if not line:
            plain = -1
            blank = number if blank < 0 else blank
        elif line[0] not in _TELLING and "<" not in line and ">" not in line:
            plain = number
        else:
            telling += [seen for seen in (blank, plain) if seen >= 0]
            telling.append(number)
            blank = plain = -1
    telling += [seen for seen in (blank, plain) if seen >= 0]
    return telling


# The parser's rules, each called as its signature wants it. Tokens would cost many times the
# document's size: what is found is taken out of them at once.


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    count = len(state.tokens)
    found = heading(state, start, end, silent)
    if len(state.tokens) > count:
        opening, title, _ = state.tokens[count:]
        state.env[_FOUND].headings.append((int(opening.tag[1:]), title.content, start))
        del state.tokens[count:]
    return found


def _code_fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    found = fence(state, start, end, silent)
    if found and not silent:
        state.env[_FOUND].fences.append((start, state.line))
        state.tokens.pop()
    return found


def _hidden(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read an HTML block of the kinds whose content is no Markdown, comments above all.

    A tag on a line of its own (`<a id="x"></a>`) hides no heading that follows it.
    """
    begin = state.bMarks[start] + state.tShift[start]
    if not HIDING.match(state.src, begin):
        return False
    found = html_block(state, start, end, silent)
    if found and not silent:
        state.tokens.pop()
    return found


def _prose(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Pass over text up to the next line that could begin a heading, fence or HTML block."""
    terminators = state.md.block.ruler.getRules("paragraph")
    line = start
    while (line := _behind(state, line, end)) < end:
        position = state.bMarks[line] + state.tShift[line]
        if (
            position < state.eMarks[line]
            and state.src[position] in _OPENERS
            and state.sCount[line] < _CODE_INDENT
            # After a blank line anything may begin; within a paragraph only what interrupts one.
            and (
                state.isEmpty(line - 1) or any(rule(state, line, end, True) for rule in terminators)  # noqa: FBT003
            )
        ):
            state.line = line
            return True
    state.line = end
    return not silent


def _behind(state: StateBlock, line: int, end: int) -> int:
    """Return the line behind one, and behind the comments that begin in its text."""
    if state.env[_COMMENTS]:
        while (closing := _closing(state, line, end)) is not None:
            line = closing
    return line + 1


def _closing(state: StateBlock, line: int, end: int) -> int | None:
    """Return the later line on which a comment ends that a line opens; paragraphs bound it."""
    text = state.getLines(line, line + 1, 0, keepLastLF=False)
    opened = text.rfind("<!--")
    if opened < 0 or text.find("-->", opened) >= 0 or text.count("`", 0, opened) % 2:
        return None
    for later in range(max(line + 1, state.env.get(_OPEN_UNTIL, 0)), end):
        if state.isEmpty(later):
            state.env[_OPEN_UNTIL] = later
            return None
        if state.src.find("-->", state.bMarks[later], state.eMarks[later]) >= 0:
            return later
    state.env[_OPEN_UNTIL] = end
    return None


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": True})
    # `code` is on because the other rules ask it whether a line is indented code.
    parser.enable(["code", "heading", "fence", "html_block"])
    interrupting: RuleOptionsType = {"alt": ["paragraph"]}
    parser.block.ruler.at("heading", _heading, interrupting)
    parser.block.ruler.at("fence", _code_fence, interrupting)
    parser.block.ruler.at("html_block", _hidden, interrupting)
    parser.block.ruler.at("paragraph", _prose)
    return parser


_PARSER = _parser()
