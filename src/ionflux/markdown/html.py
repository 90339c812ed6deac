"""Markdown as HTML that is safe to show: no raw HTML, no images, links only to the web.

Headings are moved below those of the page around them, and follow each other without a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from typing_extensions import override

from ionflux import markdown
from ionflux.core.patterns import regex
from ionflux.markdown.quotes import bound_quotes

_TO_THE_WEB = regex(r"(?:https?://|mailto:)\S", re.IGNORECASE)
_LOWEST = 6


@lru_cache(maxsize=1000)  # agents of one project share many texts
def to_html(text: str, *, below: int = 2) -> str:
    """Return a Markdown text as HTML; its headings are below the level `below`.

    Comments are left out, raw HTML is shown as text, an image is replaced by its description, and
    a link that does not lead to the web or to a mailbox by its text.
    """
    parser = _parser()
    tokens = parser.parse(_without_comments(text))
    _set_levels(tokens, below)
    for token in tokens:
        if token.type == "inline":
            token.children = list(_safe(token.children or ()))
        elif style := token.attrs.pop("style", None):  # which a strict policy refuses
            token.attrs["class"] = str(style).replace("text-align:", "to-the-")
    return str(_RENDERER.render(tokens, parser.options, {}))


@cache
def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False}).enable(["table", "strikethrough"])
    bound_quotes(parser)
    return parser


class _Parser(MarkdownIt):
    """Accept every address as a link; those to keep are selected afterwards."""

    @override
    def validateLink(self, url: str) -> bool:
        return bool(url)


class _Renderer(RendererHTML):
    """Tables and code that can be scrolled with the keyboard where they are too wide."""

    def table_open(self, *_: object) -> str:
        return '<div class="wide" role="group" tabindex="0"><table>\n'

    def table_close(self, *_: object) -> str:
        return "</table></div>\n"


_RENDERER = _Renderer()


def _without_comments(text: str) -> str:
    if "<!--" not in text:
        return text
    pieces, end = [], 0
    for html in markdown.outline(text).html:
        if text.startswith("<!--", html.start + len(_indent(text, html.start))):
            pieces.append(text[end : html.start])
            end = html.end
    return "".join([*pieces, text[end:]])


def _indent(text: str, start: int) -> str:
    line = text[start:]
    return line[: len(line) - len(line.lstrip(" "))]


def _set_levels(tokens: Sequence[Token], below: int) -> None:
    """Renumber the levels of headings so that none is skipped."""
    above: list[int] = []
    for opening, closing in zip(tokens, tokens[2:], strict=False):
        if opening.type != "heading_open":
            continue
        written = int(opening.tag[1:])
        above = [*(level for level in above if level < written), written]
        opening.tag = closing.tag = f"h{min(below + len(above), _LOWEST)}"


def _safe(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens of a line of text without images, and without links that are not allowed."""
    kept: list[bool] = []
    for token in tokens:
        if token.type == "image":
            yield Token("text", "", 0, content=token.content)
        elif token.type == "link_open":
            kept.append(bool(_TO_THE_WEB.match(str(token.attrGet("href")))))
            if kept[-1]:
                token.attrSet("rel", "noopener noreferrer nofollow")
                yield token
        elif token.type != "link_close" or kept.pop():
            yield token
