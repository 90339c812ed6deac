"""The version bump that a change requires."""

from __future__ import annotations

from ionflux.core.versions import PARTS, Version, parse, went_down
from ionflux.models.rows import Level

BUMPS = ("major", "minor", "patch")
"""The parts of a version, the most significant first."""

_READABLE_DIGITS = 18
_STABLE = {Level.BREAKING: "major", Level.COMPATIBLE: "minor", Level.COSMETIC: "patch"}
_BELOW_ONE = {Level.BREAKING: "minor", Level.COMPATIBLE: "patch", Level.COSMETIC: "patch"}


def required_bump(old: str, level: Level) -> str:
    """Return the part of the version that a change of this level must raise."""
    return (_BELOW_ONE if parse(old).is_below_one else _STABLE)[level]


def bump_ok(old: str, new: str, level: Level) -> bool:
    """Tell whether the version rose as far as the level requires."""
    required = required_bump(old, level)
    if went_down(old, new):
        return False
    # A version without a patch number has none to raise.
    if level is Level.COSMETIC and required == "patch" and parse(old).written_parts < PARTS:
        return True
    made = _made(parse(old), parse(new))
    return made is not None and BUMPS.index(made) <= BUMPS.index(required)


def raised(old: str, bump: str) -> str | None:
    """Return the next version that makes the bump, in as many parts as the old one if possible.

    None for a pre-release, whose next version only its author can choose.
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
    # From one pre-release to the next, or to the release: it announces the same as the release.
    filled = [name for name, number in zip(BUMPS, new.release, strict=True) if number[0]]
    return filled[-1] if filled else "minor"
