"""The nearest of the names that would have been right."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest_hint(word: str, valid: Iterable[str], *, listed: bool = False) -> str:
    """Return the hint that names the nearest of some valid words, and where `listed`, all."""
    names = list(valid)
    near = get_close_matches(word.lower(), names, n=1, cutoff=0.0) or names[:1]
    rest = f"; valid: {', '.join(f'`{name}`' for name in names)}" if listed else ""
    return f"nearest: `{near[0]}`{rest}"


def nearest(word: str, valid: Iterable[str]) -> str:
    """Return `; did you mean X?`, or what there is to choose from where nothing is near."""
    names = sorted(valid)
    close = get_close_matches(word, names, n=1) or get_close_matches(word.lower(), names, n=1)
    if close:
        return f"; did you mean `{close[0]}`?"
    return f"; there is {', '.join(f'`{name}`' for name in names)}" if names else ""
