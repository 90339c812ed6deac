"""Two sections of the same kind in one agent; both texts are kept.

They are joined in one field, in the order of the document.

Why it matters: the second is often a rewrite of the first that was meant to replace it.

How to fix: merge the two sections, or delete the older.

Bad:

    ### 9 ▸ Scheduling & Triggers
    * Cron: 0 8 * * *

    ### 9. Scheduling & Triggers (revised)
    * Cron: 0 9 * * *

Good:

    ### 9 ▸ Scheduling & Triggers
    * Cron: 0 9 * * *
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.WARNING
