"""Nesting, aliases or size of the YAML exceed the limits.

The limits are 100 levels, 200,000 keys and values, 10 MB, and 10,000 nodes that aliases may add.

Why it matters: such a block would overload the program that reads it. No blueprint needs it; it
comes from a broken generator or an attacker.

How to fix: write the values without aliases, or move large data out of the blueprint.

Bad:

    a: &a [x, x, x, x, x, x, x, x, x]
    b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
    c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]

Good:

    a: [x, x, x]
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
