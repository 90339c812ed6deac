"""An agent section without a YAML definition.

The definition is the fenced YAML block of the section "YAML de Definição" / "YAML Definition",
or if that has none, a YAML fence of another section that has `id` and `name`. A fence that
is marked as another language is not read.

Why it matters: without it there is no id, no trigger and no input: the agent cannot be
compiled.

How to fix: add the block. `ionflux new` writes one to start from.

Bad:

    ## AGENT 001 — Email Wizard

    ### 5 ▸ YAML Definition
    Still to be written.

Good:

    ## AGENT 001 — Email Wizard

    ### 5 ▸ YAML Definition
    ```yaml
    id: agent_001
    name: EmailWizard
    version: 0.1
    ```
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
