"""More than one YAML block could be the definition; the message says which is used.

Why it matters: an old version of the block, kept for reference, may be the one that is
compiled.

How to fix: delete all but one, or turn the others into text, for instance by giving the fence
another language.

Bad:

    ### 5 ▸ YAML Definition
    ```yaml
    id: agent_001
    name: EmailWizard
    version: 0.1
    ```
    ```yaml
    id: agent_001
    name: EmailWizard
    version: 0.2
    ```

Good:

    ### 5 ▸ YAML Definition
    ```yaml
    id: agent_001
    name: EmailWizard
    version: 0.2
    ```
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.WARNING
