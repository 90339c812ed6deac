"""Text for terminals: coloured, and with nothing in it that moves the cursor or hides."""

from __future__ import annotations

import unicodedata

_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}

# Controls, surrogates, line and paragraph separators, and what turns the direction of writing.
_HIDDEN = {"Cc", "Cs", "Zl", "Zp"}
_TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_BYTE = 0x100


def printable(text: str) -> str:
    r"""Return the text with every control character written out, as in `\x1b`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        _escaped(c) if unicodedata.category(c) in _HIDDEN or c in _TURNING else c for c in text
    )


def _escaped(character: str) -> str:
    if character in _NAMED:
        return _NAMED[character]
    number = ord(character)
    return f"\\x{number:02x}" if number < _BYTE else f"\\u{number:04x}"


def paint(text: str, color: str, *, wanted: bool) -> str:
    """Return the text in a colour, given as the numbers of its escape sequence, where wanted."""
    return f"\x1b[{color}m{text}\x1b[0m" if wanted and color else text
