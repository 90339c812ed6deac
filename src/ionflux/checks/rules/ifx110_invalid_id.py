"""The id is not an id.

An id is `agent_` and digits, with an optional `_suffix`, or a UUID; an instance's id is a UUID.

Why it matters: the id is the key of the definition in the database and in every configuration.

How to fix: write the heading's number after `agent_`. An instance without an id gets one that is
the same on every run.

Bad:

    id: email-wizard

Good:

    id: agent_001
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
