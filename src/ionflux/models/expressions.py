"""Expressions in templates: the references in a text such as `{{nodes.fetch.outputs.rows || []}}`.

The expressions are those of FluxGraph documents: paths with `.` and `[…]`, operators, conditionals
(`A if B else C`, `B ? A : C`), calls, arrow functions (`row => row.id`), literals, and
templates within templates. A text is read once, from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ionflux.core.patterns import regex

_TOKEN = regex(
    r"(?P<string>'(?:[^'\\]|\\.){0,4000}+'|\"(?:[^\"\\]|\\.){0,4000}+\")"
    r"|(?P<name>[^\W\d]\w*+(?:-[^\W\d]\w*+)*+)|(?P<number>\d[\w.]*+)"
    r"|(?P<arrow>=>)|(?P<dot>\??\.(?=[\s]*+[^\W\d]))|(?P<mark>\\.|\S)",
    re.DOTALL,
)
_OPENING = "{{"
_CLOSING = "}}"
_PAIRS = {"}": "{", ")": "(", "]": "["}
_WORDS = frozenset(
    {"if", "else", "and", "or", "not", "in", "is", "true", "false", "null", "none", "undefined"}
)
"""Names that are operators and literals."""
_DEEPEST = 3
"""How many levels of templates within literals within templates are read."""
_MOST_PARAMETERS = 20
"""How many tokens before an arrow are searched for the parameters of its function."""


class Reference(NamedTuple):
    """A path that an expression reads, such as `("nodes", "fetch", "outputs", "rows")`.

    `start` and `end` are its offsets in the text.
    """

    path: tuple[str, ...]
    start: int
    end: int

    @property
    def root(self) -> str:
        """The first name of the path."""
        return self.path[0]


class Template(NamedTuple):
    """The references and the literals in the templates of a text."""

    references: tuple[Reference, ...] = ()
    literals: tuple[str, ...] = ()


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


_END = _Token("end", "", 0, 0)


_NOTHING = Template()


def read_template(text: str) -> Template:
    """Return the references in the `{{…}}` of a text; text outside of them is ignored."""
    return _template(text) if _OPENING in text else _NOTHING


def read_expression(text: str) -> Template:
    """Return the references in a text that is a single expression."""
    return _expression(_tokens(text, 0, is_template=False)[0], depth=0)


@lru_cache(maxsize=512)  # several checks look at the texts of an agent in turn
def _template(text: str, depth: int = 0) -> Template:
    found = []
    start = text.find(_OPENING)
    while start >= 0:
        tokens, end = _tokens(text, start + len(_OPENING), is_template=True)
        found.append(_expression(tokens, depth))
        start = text.find(_OPENING, end)
    return _joined(found)


def _joined(found: Iterable[Template]) -> Template:
    references: list[Reference] = []
    literals: list[str] = []
    for each in found:
        references += each.references
        literals += each.literals
    return Template(tuple(references), tuple(literals))


def _tokens(text: str, start: int, *, is_template: bool) -> tuple[list[_Token], int]:
    """Return the tokens from an offset to the braces that close a template, and where it ends."""
    tokens: list[_Token] = []
    depth = 0
    while found := _TOKEN.search(text, start):
        token = _Token(str(found.lastgroup), found[0], *found.span())
        if token.text == "}" and is_template and not depth:
            return tokens, _after_closing(text, token.start)
        depth += (token.text == "{") - (token.text == "}" and depth > 0)
        tokens.append(token)
        start = token.end
    return tokens, len(text)


def _after_closing(text: str, brace: int) -> int:
    return brace + (len(_CLOSING) if text.startswith(_CLOSING, brace) else 1)


def _expression(tokens: Sequence[_Token], depth: int) -> Template:
    """Return the references among some tokens, without the parameters of functions."""
    own = _parameters(tokens)
    paths = tuple(path for path in _paths(tokens) if path.root not in own)
    literals = [token for token in tokens if token.kind == "string"]
    within = [_within(token, depth) for token in literals if _OPENING in token.text]
    return _joined([Template(paths, tuple(token.text[1:-1] for token in literals)), *within])


def _within(literal: _Token, depth: int) -> Template:
    """Return the references in the templates of a literal."""
    if depth == _DEEPEST:
        return Template()
    inner, shift = _template(literal.text[1:-1], depth + 1), literal.start + 1
    moved = [Reference(r.path, r.start + shift, r.end + shift) for r in inner.references]
    return inner._replace(references=tuple(moved))


def _parameters(tokens: Sequence[_Token]) -> frozenset[str]:
    """Return the names before arrows: `row => …`, `(row, index) => …`."""
    found: set[str] = set()
    for index, token in enumerate(tokens):
        if token.kind == "arrow":
            before = [each.text for each in tokens[max(index - _MOST_PARAMETERS, 0) : index]]
            if before[-1:] == [")"] and "(" in before:
                before = before[len(before) - before[::-1].index("(") :]
            else:
                before = before[-1:]
            found.update(before)
    return frozenset(found)


def _paths(tokens: Sequence[_Token]) -> Iterator[Reference]:
    """Yield the paths among some tokens."""
    open_brackets: list[str] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.text in "([{" and token.kind == "mark":
            open_brackets.append(token.text)
        elif open_brackets and _PAIRS.get(token.text) == open_brackets[-1]:
            open_brackets.pop()
        elif token.kind == "name" and not _is_member(tokens, index):
            path, after = _path(tokens, index)
            if path and not _is_key(tokens, after, open_brackets):
                yield path
            index = after
            continue
        index += 1


def _is_member(tokens: Sequence[_Token], index: int) -> bool:
    """Tell whether a name belongs to something other than a path, such as a call or a literal."""
    return index > 0 and tokens[index - 1].kind == "dot"


def _is_key(tokens: Sequence[_Token], index: int, open_brackets: Sequence[str]) -> bool:
    """Tell whether a token follows the key of a mapping: `{key: value}`."""
    follows = tokens[index].text if index < len(tokens) else ""
    return follows == ":" and bool(open_brackets) and open_brackets[-1] == "{"


def _path(tokens: Sequence[_Token], index: int) -> tuple[Reference | None, int]:
    """Return the path that begins at a name, None for an operator, and the index after it."""
    first = tokens[index]
    parts, ends = [first.text], [first.end]
    index += 1
    while step := _step(tokens, index):
        part, end, index = step
        parts.append(part)
        ends.append(end)
    if index < len(tokens) and tokens[index].text == "(":  # the last name is a function's
        parts.pop()
        ends.pop()
    if not parts or first.text.lower() in _WORDS:
        return None, index
    return Reference(tuple(parts), first.start, ends[-1]), index


def _step(tokens: Sequence[_Token], index: int) -> tuple[str, int, int] | None:
    """Return the next part of a path, where it ends, and the index after it."""
    mark, inner, closing = [*tokens[index : index + 3], _END, _END, _END][:3]
    if mark.kind == "dot" and inner.kind == "name":
        return inner.text, inner.end, index + 2
    if (mark.text, closing.text) == ("[", "]") and inner.kind in {"string", "number"}:
        return inner.text.strip("'\""), closing.end, index + 3
    return None
