"""A value is of the wrong kind, or not one of those allowed.

The hint names the nearest valid value. Marks of other notations that are part of the text in
YAML are also reported: curly quotes around a value, a comma or semicolon at its end, `None`. A
`timezone` is a name of the IANA database.

A name, a key and a namespace must not be blank, must be on one line, and must not have white space
or invisible characters at their ends.

Why it matters: the database rejects it, or the platform reads it as something else.

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
