"""Versions, in the order of semantic versioning."""

from __future__ import annotations

import re
from typing import NamedTuple

from ionflux.core.patterns import regex

PARTS = 3
"""Major, minor and patch."""

_VERSION = regex(
    r"(?P<release>[0-9]+(?:\.[0-9]+)*)(?:-(?P<pre>[0-9A-Za-z.-]+))?(?:\+.*)?", re.DOTALL
)

_Number = tuple[int, str]
# Digits ordered like a number but not converted: Python refuses to read thousands of them.

_ZERO: _Number = (0, "")


class Version(NamedTuple):
    """A comparable version; missing parts are 0, and the part after `+` does not count."""

    release: tuple[_Number, ...]
    final: bool
    pre: tuple[tuple[bool, _Number, str], ...]
    written_parts: int

    @property
    def is_below_one(self) -> bool:
        """Whether its first number is 0, so that anything may still change."""
        return self.release[0] == _ZERO

    @property
    def place(self) -> tuple[object, ...]:
        """The sort key: a pre-release comes before its release."""
        return self.release, self.final, self.pre


def parse(text: str) -> Version:
    """Read a version such as `0.1`, `1.2.0` or `2.0.0-rc.1`; raise ValueError for anything else."""
    match = _VERSION.fullmatch(text)
    if match is None:
        raise ValueError(f"`{text}` is not a version")
    release = match["release"].split(".")
    numbers = (*map(_number, release), *[_ZERO] * PARTS)[:PARTS]
    pre = tuple(map(_identifier, (match["pre"] or "").split("."))) if match["pre"] else ()
    return Version(numbers, not pre, pre, len(release))


def went_down(old: str, new: str) -> bool:
    """Tell whether the new version comes before the old one."""
    return parse(new).place < parse(old).place


def _number(digits: str) -> _Number:
    digits = digits.lstrip("0")
    return len(digits), digits


def _identifier(text: str) -> tuple[bool, _Number, str]:
    # Numbers come before words, ordered by value (semver.org, item 11).
    return (False, _number(text), "") if text.isdecimal() else (True, _ZERO, text)
