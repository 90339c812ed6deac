"""SQL literals that mean the same under every setting of the server and in every client.

PostgreSQL: text with a backslash or a control character is written `E'…'`, all other text
`'…'` without any backslash, so `standard_conforming_strings` and psql's own reading of the
file (variables, backslash commands) have nothing to act on. SQLite knows no escapes: control
characters are put in by `replace`, since the sqlite3 shell drops a CR at the end of a line.
Line feeds and tabs stand as they are; escape sequences never reach a terminal.
"""

from __future__ import annotations

import re

from ionflux.core.errors import WorkError
from ionflux.core.patterns import regex

_CONTROL = regex(r"[\x01-\x08\x0b-\x1f\x7f-\x9f]")
_ESCAPED = regex(r"[\x01-\x08\x0b-\x1f\x7f-\x9f\\']")


def check_text(text: str) -> str:
    """Return the text; raise `WorkError` where no database can hold it: NUL, lone surrogates."""
    if "\0" in text:
        raise WorkError("the text holds a NUL character, which no database takes")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise WorkError("the text holds half of a character (a lone surrogate)") from None
    return text


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return char * 2 if char in "\\'" else f"\\u{ord(char):04x}"


def postgres_text(text: str) -> str:
    """Return the text as a PostgreSQL literal."""
    if "\\" not in text and not _CONTROL.search(text):
        return _quoted(text)
    return f"E'{_ESCAPED.sub(_escape, text)}'"


def sqlite_text(text: str) -> str:
    """Return the text as an SQLite expression."""
    literal, marks = text, []
    for char in sorted(set(_CONTROL.findall(text))):
        mark = _unused_mark(literal, ord(char))
        literal = literal.replace(char, mark)
        marks.append((mark, ord(char)))
    expression = _quoted(literal)
    for mark, code in reversed(marks):
        expression = f"replace({expression}, '{mark}', char({code}))"
    return expression


def _unused_mark(text: str, code: int) -> str:
    # A mark begins with the only `<` it has: no occurrence can straddle its ends.
    mark, number = f"<{code:02x}>", 0
    while mark in text:
        number += 1
        mark = f"<{code:02x}.{number}>"
    return mark
