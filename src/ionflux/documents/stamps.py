"""Stamps of files and folders, which change with their contents, so that these need not be read."""

from __future__ import annotations

import os
import stat
import time

_SETTLED = 2_000_000_000
"""Nanoseconds after which another change shows in a time stamp, on file systems of all kinds."""


def is_settled(changed: int) -> bool:
    """Tell whether a change is so old that another one gets a different time stamp."""
    return time.time_ns() - changed > _SETTLED


def stamp(path: str) -> bytes | None:
    """Return the stamp of a file; None if it does not exist, or may change without a new stamp.

    It has the file's size and number and the times at which contents and properties last changed.
    The latter cannot be set, so that a copy with the times of another file has a different stamp.
    """
    try:
        found = os.stat(path)
    except (OSError, ValueError):  # reading it reports the reason
        return None
    changed = max(found.st_mtime_ns, found.st_ctime_ns)
    if not stat.S_ISREG(found.st_mode) or not is_settled(changed):
        return None
    said = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev)
    return b"%d %d %d %d %d" % said
