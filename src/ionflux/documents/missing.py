"""Suggestions for paths that do not exist."""

from __future__ import annotations

import os

from ionflux.core.words import nearest

_LIKENESS = 0.7


def meant(path: str) -> str:
    """Return the end of a message about a path that does not exist: the nearest path that does.

    Where a folder of the path is mistyped, the rest of the path is kept if it exists there.
    """
    known, below = path.rstrip(os.sep), ""
    while (folder := os.path.dirname(known)) not in {"", known} and not os.path.isdir(folder):
        below = os.path.join(os.path.basename(known), below).rstrip(os.sep)
        known = folder
    try:
        near = nearest(os.path.basename(known), os.listdir(folder or "."), likeness=_LIKENESS)
    except (OSError, ValueError):  # unreadable, or not a valid name
        return ""
    found = os.path.join(folder, near or "")
    whole = os.path.join(found, below) if below else found
    return f"; did you mean `{whole if os.path.exists(whole) else found}`?" if near else ""
