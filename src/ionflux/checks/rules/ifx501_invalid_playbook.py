"""A playbook file does not fit the model, or its path is not quite the playbook's.

A playbook is a mapping with `name`, `description`, `trigger_event_type`, `is_active` and
`steps`; each step is a mapping with a `type`. Its file is `playbooks/<agent's name or id>/<file>`
beside the document, or has the path that the file tree gives it; one whose path differs in case,
or in `.yml` for `.yaml`, is not read.

Why it matters: the playbook would be loaded without its steps, or not at all.

How to fix: correct the file at the reported place, or rename it.

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
