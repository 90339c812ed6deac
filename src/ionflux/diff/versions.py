"""Versions as semantic versioning orders them, and the bump that a change asks for."""

from __future__ import annotations

import re
from typing import NamedTuple

from ionflux.core.patterns import regex
from ionflux.models.rows import Level

BUMPS = ("major", "minor", "patch")
"""The parts of a version, the one that says most first."""

_PARTS = len(BUMPS)
_READABLE_DIGITS = 18
_STABLE = {Level.BREAKING: "major", Level.COMPATIBLE: "minor", Level.COSMETIC: "patch"}
_BELOW_ONE = {Level.BREAKING: "minor", Level.COMPATIBLE: "patch", Level.COSMETIC: "patch"}
_VERSION = regex(
    r"(?P<release>[0-9]+(?:\.[0-9]+)*)(?:-(?P<pre>[0-9A-Za-z.-]+))?(?:\+.*)?", re.DOTALL
)

_Number = tuple[int, str]
# Digits ordered as a number without becoming one: Python refuses to read thousands of them.


class Version(NamedTuple):
    """A version in its order; missing parts are 0, what follows `+` does not count."""

    release: tuple[_Number, ...]
    final: bool
    pre: tuple[tuple[bool, _Number, str], ...]
    written_parts: int

    @property
    def place(self) -> tuple[object, ...]:
        """What orders versions: a pre-release comes before its release."""
        return self.release, self.final, self.pre


def parse(text: str) -> Version:
    """Read a version such as `0.1`, `1.2.0` or `2.0.0-rc.1`; raise ValueError for anything else."""
    match = _VERSION.fullmatch(text)
    if match is None:
        raise ValueError(f"`{text}` is no version")
    release = match["release"].split(".")
    numbers = (*map(_number, release), *[_number("0")] * _PARTS)[:_PARTS]
    pre = tuple(map(_identifier, (match["pre"] or "").split("."))) if match["pre"] else ()
    return Version(numbers, not pre, pre, len(release))


def went_down(old: str, new: str) -> bool:
    """Tell whether the new version comes before the old one."""
    return parse(new).place < parse(old).place


def required_bump(old: str, level: Level) -> str:
    """Return the part of the version that a change of this level has to raise."""
    below_one = parse(old).release[0] == _number("0")
    return (_BELOW_ONE if below_one else _STABLE)[level]


def bump_ok(old: str, new: str, level: Level) -> bool:
    """Tell whether the version rose as far as the level asks."""
    required = required_bump(old, level)
    if went_down(old, new):
        return False
    # A version that is written without a patch has none to raise.
    if level is Level.COSMETIC and required == "patch" and parse(old).written_parts < _PARTS:
        return True
    made = _made(parse(old), parse(new))
    return made is not None and BUMPS.index(made) <= BUMPS.index(required)


def raised(old: str, bump: str) -> str | None:
    """Return the next version that makes the bump, in as many parts as the old one where it can.

    None where that is nobody's business to propose: behind a pre-release.
    """
    if not parse(old).final:
        return None
    parts = old.split("+", maxsplit=1)[0].split(".")
    at = min(BUMPS.index(bump), max(len(parts), 2) - 1)
    parts += ["0"] * (at + 1 - len(parts))
    if len(parts[at]) > _READABLE_DIGITS:
        return None
    return ".".join([*parts[:at], str(int(parts[at]) + 1), *["0"] * (len(parts) - at - 1)])


def _made(old: Version, new: Version) -> str | None:
    for name, before, after in zip(BUMPS, old.release, new.release, strict=True):
        if after != before:
            return name
    if new.place <= old.place:
        return None
    # From one pre-release to the next, or to the release: it announces what the release will.
    filled = [name for name, number in zip(BUMPS, new.release, strict=True) if number[0]]
    return filled[-1] if filled else "minor"


def _number(digits: str) -> _Number:
    digits = digits.lstrip("0")
    return len(digits), digits


def _identifier(text: str) -> tuple[bool, _Number, str]:
    # Numbers come before words, and among themselves by value (semver.org, item 11).
    return (False, _number(text), "") if text.isdecimal() else (True, _number(""), text)
