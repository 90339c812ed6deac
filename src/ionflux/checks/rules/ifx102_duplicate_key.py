"""A key appears twice in one mapping; the finding points at both.

Why it matters: YAML readers disagree on which of the two counts, so one of the values is lost
silently.

How to fix: delete one of them.

Bad:

    name: EmailWizard
    version: 0.1
    version: 0.2

Good:

    name: EmailWizard
    version: 0.2
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
