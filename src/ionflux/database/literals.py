"""SQL literals that mean the same with every setting of the server and in every client.

PostgreSQL: text with a backslash or a control character is written `E'…'`, all other text
`'…'` without any backslash, so `standard_conforming_strings` and psql's own syntax in the
file (variables, backslash commands) have no effect. SQLite has no escapes, and its shell drops a CR
at the end of a line: text with control characters is written as JSON, which has escapes.
Otherwise line feeds and tabs stay as they are; escape sequences never reach a terminal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from ionflux.core.errors import WorkError
from ionflux.core.patterns import regex

_CONTROL = regex(r"[\x01-\x08\x0b-\x1f\x7f-\x9f]")
_ASCII_CONTROLS = bytes((*range(1, 9), *range(11, 32), 127))
_HIGH_CONTROL = regex(r"\xc2[\x80-\x9f]")
"""The two bytes of a character from U+0080 to U+009F, each as a character."""
_ESCAPED = regex(r"[\x01-\x08\x0b-\x1f\x7f-\x9f\\']")


def check_text(text: str) -> str:
    """Return the text; raise `WorkError` if no database can store it: NUL, lone surrogates."""
    if "\0" in text:
        raise WorkError("the text contains a NUL character, which no database accepts")
    try:
        _ = text.isascii() or text.encode()
    except UnicodeEncodeError:
        raise WorkError("the text contains half of a character (a lone surrogate)") from None
    return text


def have_controls(texts: Iterable[str]) -> bool:
    """Tell whether texts contain control characters, other than line feeds and tabs.

    All at once and as bytes: a search for these characters in each text takes four times as long.
    """
    data = "".join(texts).encode()
    if len(data.translate(None, _ASCII_CONTROLS)) < len(data):
        return True
    return _HIGH_CONTROL.search(data.decode("latin-1")) is not None


def postgres_plain(text: str) -> str:
    """Return a text without such characters as a PostgreSQL literal."""
    quoted = text.replace("'", "''")
    if "\\" not in text:
        return f"'{quoted}'"
    escaped = quoted.replace("\\", "\\\\")
    return f"E'{escaped}'"


def sqlite_plain(text: str) -> str:
    """Return a text without such characters as an SQLite literal."""
    quoted = text.replace("'", "''")
    return f"'{quoted}'"


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return char * 2 if char in "\\'" else f"\\u{ord(char):04x}"


def postgres_text(text: str) -> str:
    """Return the text as a PostgreSQL literal."""
    if not have_controls((text,)):
        return postgres_plain(text)
    return f"E'{_ESCAPED.sub(_escape, text)}'"


def sqlite_text(text: str) -> str:
    """Return the text as an SQLite expression."""
    if not have_controls((text,)):
        return sqlite_plain(text)
    # `json.dumps` leaves DEL and the characters after it as they are.
    written = _CONTROL.sub(_json_escape, json.dumps(text, ensure_ascii=False))
    return f"json_extract({sqlite_plain(written)}, '$')"


def _json_escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
