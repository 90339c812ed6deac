"""The version is not a version.

One to three numbers with dots, and the suffixes of semantic versioning: `0.1`, `1.2.0`,
`2.0.0-rc.1`. Numbers do not begin with a zero (`01.2`, `1.0.0-01`), and a date is not a version.

Why it matters: versions are compared: `ionflux diff` says which bump a change needs.

How to fix: write a number; quotes are not needed: `0.10` stays `0.10`.

Bad:

    version: first draft

Good:

    version: 0.1
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
