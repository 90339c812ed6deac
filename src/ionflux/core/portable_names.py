"""Names of files that are distinct on any system."""

from __future__ import annotations

import hashlib

_LONGEST = 80
"""How many characters of an id a file name has."""


def portable_name(text: str) -> str:
    """Return a text as the name of a file, without its ending.

    Texts that differ only in case have different names: some systems do not tell cases apart.
    """
    name = text.lower()[:_LONGEST]
    if name == text:
        return name
    return f"{name}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
