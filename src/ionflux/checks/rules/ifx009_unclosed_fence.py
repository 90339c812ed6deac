"""A code fence that is never closed.

It ends with the document, and all text behind it is code. A fence that takes in the heading of
another agent, and ends where a fence of that agent should have ended, is reported as well.

Why it matters: headings in code are not structure: every section and every agent behind the
fence is invisible.

How to fix: close the fence with as many backticks (or tildes) as opened it, or delete it where
it is left over.

Bad:

    ```
    /agents/emailwizard/
      └── agent.py

    ## AGENT 002 — Stock Keeper

Good:

    ```
    /agents/emailwizard/
      └── agent.py
    ```

    ## AGENT 002 — Stock Keeper
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.WARNING
