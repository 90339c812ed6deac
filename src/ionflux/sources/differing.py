"""The part of two sources that a comparison must examine: agents that are not equal in both."""

from __future__ import annotations

from collections.abc import Iterable

from ionflux.models.sameness import id_key
from ionflux.sources.loaded import Loaded, Mark, Part, digest


def differing(old: Loaded, new: Loaded) -> tuple[Part, Part]:
    """Return the agents of both sides that are not equal, or on one side only, or twice on one.

    Only digests of the others are kept in memory.
    """
    plainly = old.form != new.form
    doubled: set[str] = set()
    after = _digests(new.marks(plainly=plainly), doubled)
    # Agents equal to valid ones are valid, and all others are read again.
    before = _digests(old.marks(plainly=plainly, checked=False), doubled)
    keys = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    return old.part(keys | doubled), new.part(keys | doubled)


def _digests(marks: Iterable[Mark], doubled: set[str]) -> dict[str, bytes]:
    """Return a digest of each agent with its playbooks; note the agents that appear twice."""
    digests: dict[str, bytes] = {}
    for mark in marks:
        key = id_key(mark.agent)
        if mark.is_definition and key in digests:
            doubled.add(key)
        digests[key] = digest(digests.get(key, b"") + mark.digest)
    return digests
