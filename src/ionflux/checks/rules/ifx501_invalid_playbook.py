"""A playbook file that does not fit the model.

A playbook is a mapping with `name`, `description`, `trigger_event_type`, `is_active` and
`steps`; each step is a mapping with a `type`.

Why it matters: the playbook would be loaded without its steps, or not at all.

How to mend: correct the file at the place named.

Bad:

    # playbooks/winback.yaml
    steps:
      - send_message

Good:

    # playbooks/winback.yaml
    steps:
      - type: send_message
        template_id: winback
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
