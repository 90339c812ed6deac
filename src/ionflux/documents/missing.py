"""Paths that do not exist: what was probably meant."""

from __future__ import annotations

import os

from ionflux.core.words import nearest

_LIKENESS = 0.7


def meant(path: str, below: str = "") -> str:
    """Return the end of a message about a path that does not exist: the nearest that does.

    `below` is a path below it, which is kept where it exists there.
    """
    folder, name = os.path.split(path.rstrip(os.sep))
    if folder and name and not os.path.isdir(folder):
        return meant(folder, os.path.join(name, below).rstrip(os.sep))
    try:
        near = nearest(name, os.listdir(folder or "."), likeness=_LIKENESS)
    except (OSError, ValueError):  # which cannot be read, or is no name
        return ""
    known = os.path.join(folder, near or "")
    whole = os.path.join(known, below) if below else known
    return f"; did you mean `{whole if os.path.exists(whole) else known}`?" if near else ""
