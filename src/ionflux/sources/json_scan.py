"""JSON of which nothing is lost: its value, or the faults of its text with their places.

Python's parser keeps the last of equal keys, and turns a number that is too small into 0. Here it
only finds that there is such a fault; a scan of the text, which takes longer, finds where.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple, NoReturn

from ionflux.core.findings import Loc
from ionflux.core.json_faults import in_words
from ionflux.core.json_value import JsonValue
from ionflux.core.numbers import number_or_digits, size_fault
from ionflux.core.patterns import regex

LEVELS = 100
"""How many levels deep a value may be nested, as in YAML."""

_AROUND = 3
"""The number of levels around the values of a definition: it, its list, and the document."""
_SHOWN = 40
_DIGITS = frozenset("-0123456789")
_NOT_NUMBERS = frozenset(("NaN", "Infinity", "-Infinity"))
_BEGINNINGS = {"[": 0, "{": None}
_ENDS = frozenset("]}")

_LONE_SURROGATE = regex(r"\\u[dD][89a-fA-F]")
_TOKEN = regex(r'"(?:[^"\\]|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]++', re.DOTALL)


class Fault(NamedTuple):
    """What is wrong with a text, at which offset, and at which path of its value.

    `first` is the offset of the key that a repeated one is equal to.
    """

    message: str
    offset: int
    loc: Loc = ()
    first: int | None = None


def parse(text: str) -> tuple[JsonValue, tuple[Fault, ...]]:
    """Return the value of a text, or None and its faults."""
    try:
        value = _DECODER.decode(text)
        if _LONE_SURROGATE.search(text):
            json.dumps(value, ensure_ascii=False).encode()
    except (_FaultError, ValueError, RecursionError):
        return None, _faults(text)
    return value, ()


def places(text: str, wanted: Collection[Loc]) -> dict[Loc, int]:
    """Return the offsets of values by their paths: of the key of a member, of an item itself."""
    found: dict[Loc, int] = {}
    for piece in _pieces(text):
        if piece.loc in wanted:
            found.setdefault(piece.loc, piece.offset)
            if len(found) == len(wanted):
                break
    return found


class _FaultError(Exception):
    """Something of the text would be lost."""


def _object(members: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    found = dict(members)
    if len(found) < len(members):
        raise _FaultError
    return found


def _number(digits: str) -> float:
    number = number_or_digits(digits)
    if isinstance(number, str):
        raise _FaultError
    return number


def _constant(_: str) -> NoReturn:
    raise _FaultError


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_number, parse_constant=_constant
)
_SYNTAX = json.JSONDecoder(parse_int=str, parse_float=str)
"""Accepts every text that is JSON."""


def _faults(text: str) -> tuple[Fault, ...]:
    if not text.strip():
        return (Fault("not JSON: the text is empty", 0),)
    try:
        _SYNTAX.decode(text)
    except json.JSONDecodeError as error:
        is_comment = text[error.pos : error.pos + 1] in ("/", "#")
        message = "JSON has no comments" if is_comment else in_words(error) or error.msg
        return (Fault(f"not JSON: {message}", error.pos),)
    except RecursionError:  # what is before the deepest level is JSON
        pass
    return tuple(_faults_of_pieces(text))


def _faults_of_pieces(text: str) -> Iterator[Fault]:
    for piece in _pieces(text):
        if len(piece.loc) > LEVELS + _AROUND:
            yield Fault(f"nested deeper than {LEVELS} levels", piece.offset)
            return
        if piece.first is not None:
            twice = f"the key `{piece.loc[-1]}` appears twice"
            yield Fault(twice, piece.offset, piece.loc[:-1], piece.first)
        if message := _fault_of(piece.text):
            yield Fault(message, piece.offset, piece.loc)


def _fault_of(text: str) -> str | None:
    if text[0] == '"':
        is_half = _LONE_SURROGATE.search(text) and not _is_text(json.loads(text))
        return "half of a surrogate pair is not a character" if is_half else None
    if text in _NOT_NUMBERS:
        return f"not JSON: {text} is not a number"
    return _fault_of_number(text) if text[0] in _DIGITS else None


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _fault_of_number(digits: str) -> str | None:
    if digits.lstrip("-").isdecimal():
        try:
            int(digits)
        except ValueError:  # more digits than Python writes out again
            return f"{digits[:_SHOWN]}… has thousands of digits"
        return None
    fault = size_fault(digits)
    return f"{digits[:_SHOWN]} is {fault}" if fault else None


class _Piece(NamedTuple):
    """A key, a value, or the opening bracket of one; `first` is the offset of an equal key."""

    loc: Loc
    offset: int
    text: str
    first: int | None = None


def _pieces(source: str) -> Iterator[_Piece]:
    """Yield the pieces of JSON."""
    path: list[Any] = []  # of each open array an index, of each object a key, or None before one
    keys: list[dict[str, int] | None] = []  # of each open object the keys, with their offsets
    for found in _TOKEN.finditer(source):
        text, offset, first = found[0], found.start(), None
        if text in _ENDS:
            del path[-1], keys[-1]
        elif text == ",":
            path[-1] = path[-1] + 1 if keys[-1] is None else None
        elif text != ":":
            known = keys[-1] if path and path[-1] is None else None
            if known is not None:
                path[-1] = json.loads(text)
                first = known.get(path[-1])
                known.setdefault(path[-1], offset)
            yield _Piece(tuple(path), offset, text, first)
            if text in _BEGINNINGS:
                path.append(_BEGINNINGS[text])
                keys.append(None if text == "[" else {})
