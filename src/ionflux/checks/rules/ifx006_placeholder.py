"""A section has no content yet.

A section that is empty, or contains only `TBD`, `TODO`, `N/A` or a remark in parentheses that
there is no specific content, counts as absent: its field is `null`.

Why it matters: it lists what is still to be written.

How to fix: write the section, or remove its heading.

Bad:

    ### 10 ▸ KPIs
    TBD

Good:

    ### 10 ▸ KPIs
    * Open rate above 40 %.
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.INFO
