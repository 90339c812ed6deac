"""A type is written with another name than the canonical one.

The name is understood and the canonical one is stored: `int`, `float` → `number`, `bool` →
`boolean`, `dict`, `list` → `json`, `text`, `uuid` → `string`, `markdown` → `md`, `cron` →
`schedule`, `http` → `webhook`, `stream` → `event`.

Why it matters: the definition differs from the document, and other programs that read the YAML
may not know the alias.

How to fix: write the canonical name.

Bad:

    outputs:
      - key: score
        type: float

Good:

    outputs:
      - key: score
        type: number
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ionflux.core.edits import Fix
from ionflux.core.findings import Finding, Severity
from ionflux.core.words import fold

if TYPE_CHECKING:
    from ionflux.checks.fixing import About

SEVERITY = Severity.WARNING


def fix(finding: Finding, about: About) -> Fix | None:
    """Write the canonical name; for an event, the original word is kept as a setting."""
    written = about.words.strip("\"'")
    if finding.write is None or (made := about.rewriting(written, finding.write)) is None:
        return None
    if finding.write != "event" or fold(written) == "event":
        return made
    declared = about.adding_entry(finding.loc[:-1], "declared_type", written)
    return made._replace(edits=(*made.edits, *declared.edits)) if declared else made
