"""Why a text is not JSON, in words."""

from __future__ import annotations

import json
from collections.abc import Mapping

_FAULTS: Mapping[str, str] = {
    "Expecting ',' delimiter": "a comma is missing before this, or a bracket is never closed",
    "Expecting ':' delimiter": "`:` is missing between a key and its value",
    "Expecting property name": "a key in double quotes is missing",
    "Expecting value": "a value is missing",
    "Illegal trailing comma": "a comma is not allowed before a closing bracket",
    "Extra data": "text follows the end of the JSON",
}
"""Messages by the beginnings of the library's messages."""


def in_words(error: json.JSONDecodeError) -> str | None:
    """Return why a text is not JSON; None if only the library has words for it."""
    return next((said for start, said in _FAULTS.items() if error.msg.startswith(start)), None)
