"""A standard section at the agent's own level, which ends the agent.

An agent ends before the next heading of the same or a higher level. A standard section there that
the agent lacks was probably meant to be a part of it.

Why it matters: the section's field stays empty, and so do those of all sections below it.

How to fix: give the heading one more `#` than the agent's.

Bad:

    ## AGENT 001 — Email Wizard

    ## Files & Paths

Good:

    ## AGENT 001 — Email Wizard

    ### Files & Paths
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.WARNING
