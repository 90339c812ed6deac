"""A block of JSON has comments, or something else that strict JSON does not allow.

Comments (`//`, `#`, `/* */`), a trailing comma and similar additions are understood; the
definition has the JSON without them.

Why it matters: a database or a program rejects the block as it is.

How to fix: remove the comments, or move them below the block. This does not fail the run.

Bad:

    {
      "min_ram_mb": 512, // charts are small
    }

Good:

    {
      "min_ram_mb": 512
    }
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.INFO
