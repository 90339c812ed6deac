"""Two stored configurations in different workspaces have one memory namespace.

Found where stored configurations are checked.

Why it matters: what one workspace's agent remembers, another workspace's agent reads.

How to fix: add `{{workspace_id}}` or `{{instance_id}}` to the namespace in the blueprint, or
give the two different values of its variables.

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
