"""A variable of the namespace template has no value.

`workspace_id`, `instance_id` and `agent_id` are filled in; all others come from `memory`, or
from the input of the same name.

Why it matters: the name would contain the braces, and all instances would share that namespace.

How to fix: set the variable below `memory`, or remove it from the template.

Bad:

    # the blueprint has: namespace: notes_{{region}}
    config: {}

Good:

    config:
      memory:
        region: eu
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
