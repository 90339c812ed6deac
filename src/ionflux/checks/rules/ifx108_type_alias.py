"""Another name for a canonical type.

The name is understood and the canonical one is stored: `int`, `float` → `number`, `bool` →
`boolean`, `dict`, `list` → `json`, `text`, `uuid` → `string`, `markdown` → `md`, `cron` →
`schedule`, `http` → `webhook`, `stream` → `event`.

Why it matters: the definition differs from the document in a word, and other readers of the
YAML may not know the alias.

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

from ionflux.core.findings import Severity

SEVERITY = Severity.WARNING
