"""JSON as written in documents, with comments: its value, and the place of each part.

Anything that is not JSON is blanked, so that places stay the same. The rest is composed as YAML,
of which JSON is a subset, to get the places; the values are those of JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, NoReturn

from ionflux.core.findings import Finding, Span
from ionflux.core.json_faults import in_words
from ionflux.core.json_value import JsonValue
from ionflux.core.numbers import number_or_digits
from ionflux.core.patterns import regex
from ionflux.yaml.composer import compose
from ionflux.yaml.nodes import Block, MappingNode, Node, SequenceNode, to_python

# Strings come first, since they may contain text that would be a comment elsewhere.
_PIECE = regex(
    r'"(?:[^"\\\n]|\\[^\n])*+"?|(?P<comment>//[^\n]*|#[^\n]*|/\*.*?(?:\*/|\Z))|(?P<tab>\t)'
    r"|(?P<template>\{\{[^{}\"\n]{0,200}+\}\})",
    re.DOTALL,
)
_HALF = regex(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_ANY_CHARACTER = r"\\uFFFD"
_NOT_LINE_END = regex(r"[^\n]")


class JsonBlock(NamedTuple):
    """A block of JSON: its value and nodes, and its findings.

    `excess` is the place of the first part that is not strict JSON: a comment, if
    `has_comments`.
    """

    value: JsonValue
    root: Node | None
    findings: tuple[Finding, ...]
    excess: Span | None = None
    has_comments: bool = False


def read(block: Block) -> JsonBlock:
    """Read a block; an unreadable one has no root."""
    bare, first = _without_comments(block.text)
    # The library rejects lone surrogates, which JSON allows; for places any character will do.
    whole = _HALF.sub(_ANY_CHARACTER, bare)
    composition = compose(Block(whole, block.first_line, block.indents))
    root = composition.roots[0] if composition.roots else None
    findings = tuple(composition.findings)
    value, fault = _loaded(bare)
    if not isinstance(root, MappingNode | SequenceNode):
        if root is not None:
            message = "this is not JSON: it does not begin with `{` or `[`"
            findings = (Finding(message, root.span, code="IFX101"),)
        elif fault is not None and findings and findings[0].code == "IFX101":
            findings = (_syntax(block, fault, findings[0]),)
        return JsonBlock(None, None, findings)
    if fault is not None:
        value = to_python(root)
    if first is not None:
        is_comment = first.lastgroup == "comment"
        place = block.span(first.start(), first.start() + len(first[0].rstrip()))
        return JsonBlock(value, root, findings, place, has_comments=is_comment)
    excess = None if fault is None else block.span(fault.pos, fault.pos + 1)
    return JsonBlock(value, root, findings, excess)


def _without_comments(text: str) -> tuple[str, re.Match[str] | None]:
    """Return a text of the same length without comments and other additions, and the first one."""
    pieces: list[str] = []
    reached, first = 0, None
    for found in _PIECE.finditer(text):
        if found.lastgroup is None:
            continue
        if found.lastgroup != "tab" and first is None:
            first = found
        pieces += [text[reached : found.start()], _STAND_INS[found.lastgroup](found[0])]
        reached = found.end()
    return "".join([*pieces, text[reached:]]), first


def _blank(written: str) -> str:
    return _NOT_LINE_END.sub(" ", written)


def _quote(template: str) -> str:
    """Return a template without quotes around it as a text of the same length."""
    return f'"{template[1:-1]}"'


_STAND_INS: Mapping[str, Callable[[str], str]] = {
    "comment": _blank,
    "tab": _blank,
    "template": _quote,
}
"""The replacement for each kind of text that is not JSON."""


def _loaded(text: str) -> tuple[JsonValue, json.JSONDecodeError | None]:
    """Return the value of strict JSON, else where and why the text is not JSON."""
    try:
        return json.loads(text, parse_constant=_refuse, parse_float=number_or_digits), None
    except json.JSONDecodeError as error:
        return None, error
    except (ValueError, RecursionError) as error:  # a number or a depth that Python rejects
        begin = len(text) - len(text.lstrip())
        return None, json.JSONDecodeError(str(error), text, begin)


def _refuse(constant: str) -> NoReturn:
    message = f"`{constant}` is not a number in JSON"
    raise ValueError(message)


def _syntax(block: Block, fault: json.JSONDecodeError, otherwise: Finding) -> Finding:
    """Return the finding about text that is not JSON, where the parser stops."""
    message = in_words(fault)
    if message is None:
        return otherwise
    place = block.span(fault.pos, fault.pos + 1)
    return Finding(message, place, code="IFX101", hint="write the block as JSON")
