"""Two stored configurations in different workspaces have the same memory namespace.

This is found when stored configurations are checked.

Why it matters: one workspace's agent reads the memory of another workspace's agent.

How to fix: add `{{workspace_id}}` or `{{instance_id}}` to the namespace in the blueprint, or
set its variables to different values in the two.

Bad:

    # the blueprint has: namespace: notes
    workspace_id: ws-1
    ---
    workspace_id: ws-2

Good:

    # the blueprint has: namespace: notes_{{workspace_id}}
    workspace_id: ws-1
    ---
    workspace_id: ws-2
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.WARNING
