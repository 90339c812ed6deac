"""Nesting, aliases or size of the YAML are past the limits.

No more than 100 levels, no anchors that multiply into masses of nodes, no more than
200,000 keys and values, no more than 10 MB.

Why it matters: such a block would stop the program that reads it. No blueprint needs it; a
broken generator or an attacker writes it.

How to fix: write the values out, or move data that big out of the blueprint.

Bad:

    a: &a [x, x, x, x, x, x, x, x, x]
    b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
    c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]

Good:

    a: [x, x, x]
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
