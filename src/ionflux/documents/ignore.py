"""Patterns of `.gitignore` files, matched as git matches them.

In a repository git itself is asked (`git.py`); these patterns are for folders outside of one, and
for `exclude` in the configuration. As in git, paths are compared byte by byte.
"""

from __future__ import annotations

import os
import re
import string
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

_LONGEST = 10_000
"""How many characters a pattern has at most: as many as the longest path."""


class Pattern(NamedTuple):
    """One line of an ignore file.

    `regex` matches a whole path relative to the file's folder, or, with `only_name`, its last part.
    """

    regex: re.Pattern[str]
    takes_back: bool
    only_folders: bool
    only_name: bool


class IgnoreFile(NamedTuple):
    """The patterns of an ignore file in reverse order: the last that matches decides."""

    patterns: tuple[Pattern, ...]

    def verdict(self, path: str, *, is_folder: bool) -> bool | None:
        """Tell whether a path relative to the file is ignored; None if no pattern matches.

        Everything in an ignored folder is ignored with it; callers do not ask about that.
        """
        name = path.rpartition("/")[2]
        for pattern in self.patterns:
            if pattern.only_folders and not is_folder:
                continue
            if pattern.regex.fullmatch(name if pattern.only_name else path):
                return not pattern.takes_back
        return None


def ignore_file(data: bytes) -> IgnoreFile:
    """Return the patterns of an ignore file; as in git, a malformed one matches nothing."""
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return _file(pattern(_text(line.removesuffix(b"\r"))) for line in lines)


def ignore_lines(lines: Iterable[str]) -> IgnoreFile:
    """Return the patterns of some lines of text."""
    return _file(pattern(_text(os.fsencode(line))) for line in lines)


def as_bytes(path: str) -> str:
    """Return a path with one character per byte, as patterns match it."""
    return path if path.isascii() else _text(os.fsencode(path))


def _text(data: bytes) -> str:
    return data.decode("latin-1")


def _file(patterns: Iterable[Pattern | None]) -> IgnoreFile:
    return IgnoreFile(tuple(p for p in patterns if p is not None)[::-1])


@lru_cache(maxsize=256)
def pattern(line: str) -> Pattern | None:
    """Return the pattern of a line; None for a comment, and for a line that matches nothing."""
    line = _without_trailing_blanks(line)
    if not line or line.startswith("#") or len(line) > _LONGEST:
        return None
    takes_back = line.startswith("!")
    words = line[1:] if takes_back else line
    only_folders = words.endswith("/")
    words = words.removesuffix("/")
    only_name = "/" not in words
    if not words:
        return None
    try:
        tokens = list(_tokens(words.removeprefix("/")))
    except _MalformedError:
        return None
    source = _segment(tokens) if only_name else _path(tokens)
    return Pattern(re.compile(source, re.DOTALL), takes_back, only_folders, only_name)


def _without_trailing_blanks(line: str) -> str:
    kept = line.rstrip(" ")
    escaped = (len(kept) - len(kept.rstrip("\\"))) % 2
    return f"{kept} " if escaped and kept != line else kept


class _MalformedError(ValueError):
    """A pattern that is malformed, which matches nothing."""


_SLASH = "/"
_STAR = "*"
_FOLDERS = "**"
# Tokens of a pattern; every other token is the regular expression of one character.


def _tokens(words: str) -> Iterator[str]:
    at = 0
    while at < len(words):
        character = words[at]
        end = at + 1
        if character == "*":
            while words[end : end + 1] == "*":
                end += 1
            yield _STAR if end == at + 1 else _FOLDERS
        elif character == "/":
            yield _SLASH
        elif character == "?":
            yield "[^/]"
        elif character == "[":
            found, end = _set(words, end)
            yield f"[{''.join(map(re.escape, sorted(found)))}]" if found else "(?!)"
        else:
            literal, end = _escaped(words, at)
            yield _SLASH if literal == "/" else re.escape(literal)
        at = end


def _escaped(words: str, at: int) -> tuple[str, int]:
    """Return the character at a position, or the one after a backslash, and where it ends."""
    end = at + 2 if words[at] == "\\" else at + 1
    if end > len(words):
        raise _MalformedError
    return words[end - 1], end


_NAMED = {
    "alnum": string.ascii_letters + string.digits,
    "alpha": string.ascii_letters,
    "blank": " \t",
    "cntrl": "".join(map(chr, [*range(32), 127])),
    "digit": string.digits,
    "graph": string.ascii_letters + string.digits + string.punctuation,
    "lower": string.ascii_lowercase,
    "print": string.ascii_letters + string.digits + string.punctuation + " ",
    "punct": string.punctuation,
    "space": string.whitespace,
    "upper": string.ascii_uppercase,
    "xdigit": string.hexdigits,
}
_ALL = frozenset(map(chr, range(256)))
_LONGEST_NAME = 100
"""How far from its start the name of a class must end, in characters."""


def _set(words: str, at: int) -> tuple[frozenset[str], int]:
    """Return the characters of a set `[…]` whose first is at a position, and where it ends."""
    negated = words[at : at + 1] in {"!", "^"}
    at += negated
    first, found = at, set[str]()
    while at < len(words) and (words[at] != "]" or at == first):
        if named := _class(words, at):
            characters, at = named
            found.update(characters)
            continue
        low, at = _escaped(words, at)
        high = low
        if words[at : at + 1] == "-" and words[at + 1 : at + 2] not in {"", "]"}:
            high, at = _escaped(words, at + 1)
        found.update(low, map(chr, range(ord(low), ord(high) + 1)))
    if at >= len(words):
        raise _MalformedError
    return frozenset(_ALL - found if negated else found) - {"/"}, at + 1


def _class(words: str, at: int) -> tuple[str, int] | None:
    """Return the characters of a class `[:name:]` at a position, and where it ends."""
    if not words.startswith("[:", at):
        return None
    name, colon, _ = words[at + 2 : at + 2 + _LONGEST_NAME].partition(":]")
    if not colon or "]" in name:
        return None
    if name not in _NAMED:
        raise _MalformedError
    return _NAMED[name], at + len(name) + 4


def _path(tokens: list[str]) -> str:
    """Return the regular expression of a whole path.

    The part between two `**` is an atomic group, which keeps its first match: the second `**`
    matches whatever follows, so another match could not help.
    """
    segments: list[list[str]] = [[]]
    for token in tokens:
        if token == _SLASH:
            segments.append([])
        else:
            segments[-1].append(token)
    parts: list[list[str]] = [[]]
    for segment in segments[:-1]:
        if segment == [_FOLDERS]:
            parts.append([])
        else:
            parts[-1].append(f"{_segment(segment)}/")
    last = ".*" if segments[-1] == [_FOLDERS] else _segment(segments[-1])
    first, *middle = ("".join(part) for part in parts)
    if not middle:
        return f"{first}{last}"
    *between, end = middle
    found = "".join(f"(?>(?:[^/]*/)*?{part})" for part in between if part)
    return f"{first}{found}(?:[^/]*/)*{end}{last}"


def _segment(tokens: list[str]) -> str:
    """Return the regular expression of one part of a path; the text between two `*` is atomic."""
    chunks = [""]
    for token in tokens:
        if token in {_STAR, _FOLDERS}:
            chunks.append("")
        else:
            chunks[-1] += token
    first, *others = chunks
    if not others:
        return first
    *between, last = others
    found = "".join(f"(?>[^/]*?{chunk})" for chunk in between if chunk)
    return f"{first}{found}[^/]*{last}"
