"""Plain text as Markdown: the reverse of `ionflux.markdown.plain`."""

from __future__ import annotations

from ionflux.core.patterns import regex
from ionflux.markdown.plain import plain

_SPECIAL = regex(r"[\\`*_<\[~{#|]|^[>+=-]")


def as_markdown(text: str) -> str | None:
    """Return Markdown that is read as a plain text, with as few marks as possible.

    None if no Markdown is read as the text: if it has several lines, or spaces at its ends.
    """
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    ways = (text, escaped, f"“{text}”", f"“{escaped}”")
    return next((way for way in ways if plain(way) == text), None)
