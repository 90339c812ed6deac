"""A value is of the wrong kind, or not one of those allowed.

The hint names the nearest valid value. Marks of other notations that YAML takes as part of a
text are reported too: curly quotes around a value, a comma or semicolon at its end, `None`. A
`timezone` is a name of the IANA database.

A name, a key and a namespace are what they look like: not blank, on one line, without white space
or invisible characters at their ends. A time zone is a name of the IANA database.

Why it matters: the database refuses it, or the platform takes it for something else.

How to fix: use the value that the hint names, or one of those in `ionflux schema definition`.

Bad:

    inputs:
      - key: goal
        type: strng
        required: true

Good:

    inputs:
      - key: goal
        type: string
        required: true
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ionflux.core.edits import Fix
from ionflux.core.findings import Finding, Severity

if TYPE_CHECKING:
    from ionflux.checks.fixing import About

SEVERITY = Severity.ERROR


def fix(finding: Finding, about: About) -> Fix | None:
    """Write the value that was certainly meant."""
    return about.writing(finding)
