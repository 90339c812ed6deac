"""Text for terminals: control characters escaped, and colours."""

from __future__ import annotations

import unicodedata

_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}

# Controls, surrogates, line and paragraph separators, and marks that change the direction of text.
_HIDDEN = {"Cc", "Cs", "Zl", "Zp"}
_DIRECTIONS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_BYTE = 0x100


def printable(text: str) -> str:
    r"""Return the text with every control character escaped, as in `\x1b`."""
    if text.isprintable():  # so it has nothing to escape
        return text
    return "".join(
        _escaped(c) if unicodedata.category(c) in _HIDDEN or c in _DIRECTIONS else c for c in text
    )


def _escaped(character: str) -> str:
    if character in _NAMED:
        return _NAMED[character]
    number = ord(character)
    return f"\\x{number:02x}" if number < _BYTE else f"\\u{number:04x}"


def columns(text: str) -> int:
    """Return how many columns of a terminal a printable text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # slow to import

    return cell_len(text)


def paint(text: str, color: str, *, wanted: bool) -> str:
    """Return the text with the escape sequence of a colour, such as `1;31`, if `wanted`."""
    return f"\x1b[{color}m{text}\x1b[0m" if wanted and color else text
