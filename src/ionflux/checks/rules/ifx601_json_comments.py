"""A block of JSON has comments, or something else that strict JSON does not allow.

Comments (`//`, `#`, `/* */`), a comma after the last entry and the like are understood; the
definition holds the JSON without them.

Why it matters: a database or a program that is given the block as it is refuses it.

How to fix: take the comments out, or move them below the block. Nothing fails for it.

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
