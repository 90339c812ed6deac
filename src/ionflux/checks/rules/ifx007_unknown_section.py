"""A section that has no field of its own; it is kept in `additional_sections`.

Why it matters: nothing is lost, but a section that was meant for a field under another title does
not reach it.

How to fix: use one of the standard titles if the section is one of the standard sections; otherwise
leave it.

Bad:

    ### 10 ▸ Key Figures We Like

Good:

    ### 10 ▸ KPIs
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.INFO
