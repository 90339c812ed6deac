"""A section of the standard blueprint is not there.

Its field is `null` or empty in the definition.

Why it matters: the section may have been forgotten, or its title may be one that is not
understood (then IFX007 names it).

How to fix: add the section, or leave it out for good: this is an info, and fails nothing.

Bad:

    ### 9 ▸ Scheduling & Triggers
    …
    ### 11 ▸ Failure & Fallback

Good:

    ### 9 ▸ Scheduling & Triggers
    …
    ### 10 ▸ KPIs
    …
    ### 11 ▸ Failure & Fallback
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.INFO
