"""An instance file names a definition that is not there; the nearest is named.

Why it matters: a configuration without its definition cannot be checked or run.

How to fix: correct `agent_definition_id`, or give the source that holds the definition
(`--definitions`).

Bad:

    agent_definition_id: agent_01

Good:

    agent_definition_id: agent_001
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
