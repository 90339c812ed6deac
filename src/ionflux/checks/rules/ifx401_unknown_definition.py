"""An instance file refers to an unknown definition; the hint names the nearest.

Why it matters: a configuration without its definition cannot be checked or run.

How to fix: correct `agent_definition_id`, or name the source of the definition
(`--definitions`).

Bad:

    agent_definition_id: agent_01

Good:

    agent_definition_id: agent_001
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
