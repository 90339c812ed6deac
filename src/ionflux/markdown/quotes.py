"""Block quotes as markdown-it-py reads them, in bounded time."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, blockquote

MOST = 500_000
"""How many lines may be looked at for the ends of all quotes of a text: about a second."""

_SPENT, _EMPTY = "lines looked at", "next empty line"
_INTERRUPTING: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def bound_quotes(parser: MarkdownIt) -> None:
    """Let a parser stop looking for quotes in a text where that would take too long.

    For each quote it looks at all lines up to an empty one, even if the quote ends before: where
    quotes and other lines alternate, this takes time in the square of their number.
    """
    parser.block.ruler.at("blockquote", _bounded, _INTERRUPTING)


def _bounded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if silent or not state.src.startswith(">", state.bMarks[start] + state.tShift[start]):
        return blockquote(state, start, end, silent)
    spent = state.env.get(_SPENT, 0) + _next_empty(state, start, end) - start
    state.env[_SPENT] = spent
    return spent <= MOST and blockquote(state, start, end, silent)


def _next_empty(state: StateBlock, start: int, end: int) -> int:
    """Return the first empty line after another; it is looked for once for all lines before it."""
    known = int(state.env.get(_EMPTY, 0))
    if known > start:
        return known
    line = next((line for line in range(start + 1, end) if state.isEmpty(line)), end)
    state.env[_EMPTY] = line
    return line
