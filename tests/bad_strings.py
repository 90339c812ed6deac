"""Bad strings for a pattern, built from the parts of its own source.

A pattern that backtracks usually shows it with a text that nearly matches: a beginning that
matches, a part that is repeated, and an end that does not match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

_ATOM = re.compile(
    r"""(?P<group>\(\?(?:P<\w+>|P=\w+\)|<[=!]|[:=!>]|[aiLmsux-]+[:)])|[()|^$])
      | (?P<times>(?:[*+?]|\{\d*,?\d*\})[+?]?)
      | (?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])
      | (?P<escape>\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|[0-9]|.))
      | (?P<character>.)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_CLASSES = {
    "s": " \n", "S": "x", "w": "a_", "W": "- ", "d": "1", "D": "x", "n": "\n", "t": "\t", "r": "\r",
    "b": "", "B": "", "A": "", "Z": "",
}  # fmt: skip
_OTHERS = "x 1\n"
_MOST_CHARACTERS, _MOST_WORDS = 16, 4


class Alphabet(NamedTuple):
    """The parts of a pattern: characters, words, and one text that matches completely."""

    characters: tuple[str, ...]
    words: tuple[str, ...]
    way: str


class BadString(NamedTuple):
    """A text of any length: a beginning, a part that is repeated, and an end."""

    prefix: str
    part: str
    suffix: str

    def of(self, size: int) -> str:
        """Return the text with as many parts as needed for about this size."""
        return self.prefix + self.part * (size // len(self.part)) + self.suffix


@cache
def alphabet(source: str) -> Alphabet:
    """Return the parts of a pattern's source."""
    characters: dict[str, None] = {}
    words: dict[str, None] = {}
    word = way = ""
    for atom in _ATOM.finditer(source):
        kind, text = atom.lastgroup, atom.group()
        found = _characters(kind, text)
        characters.update(dict.fromkeys(found))
        way += found[:1]
        if kind == "character" and text != ".":
            word += text
            continue
        if kind == "times":
            continue
        if len(word) > 1:
            words[word] = None
        word = ""
    if len(word) > 1:
        words[word] = None
    return Alphabet(tuple(characters)[:_MOST_CHARACTERS], tuple(words)[:_MOST_WORDS], way[:60])


def _characters(kind: str | None, text: str) -> str:
    if kind == "character":
        return "x" if text == "." else text
    if kind == "escape":
        return _escaped(text)
    if kind != "set":
        return ""
    negated = text.startswith("[^")
    inner = text[1 + negated : -1]
    members = "".join(
        _escaped(part) if part.startswith("\\") else part
        for part in re.findall(r"\\(?:x..|u....|.)|[^-]|-", inner, re.DOTALL)
    )
    if negated:
        return "".join(c for c in _OTHERS if c not in members) + members[:4]
    return members[:2] + members[2:8:2]


def _escaped(text: str) -> str:
    name = text[1:]
    if name[0] in "xu" and len(name) > 1:
        return chr(int(name[1:], 16))
    return "" if name.isdigit() else _CLASSES.get(name, name)


def bad_strings(source: str, *, many: bool = False) -> Iterator[BadString]:
    """Yield bad strings for a pattern; with `many`, also all pairs of its characters."""
    characters, words, way = alphabet(source)
    parts = [*characters, *words, *(f"{word} " for word in words), *([way] if way else [])]
    prefixes = ["", *words[:1]]
    suffixes = ["", "\0"]
    if many:
        parts += ["".join(pair) for pair in product(characters, repeat=2) if pair[0] != pair[1]]
        prefixes = list(dict.fromkeys(["", *words, *characters, way]))
        suffixes = ["", "\0", "\n\0", *characters[-2:]]
    for part, prefix, suffix in product(dict.fromkeys(parts), prefixes, suffixes):
        yield BadString(prefix, part, suffix)
