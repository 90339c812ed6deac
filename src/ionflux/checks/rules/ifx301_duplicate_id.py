"""Two blueprints, in one or several documents, have the same id.

Why it matters: the id is the key of the definition. Loading both would leave the one that comes
last, and every configuration of the other would run it.

How to mend: give the newer blueprint an id of its own. Where one is the successor of the other,
delete the old chapter, or give the new one a suffix (`agent_001_v2`).

Bad:

    ## AGENT 001 — Email Wizard
    id: agent_001

    ## AGENT 002 — Letter Wizard
    id: agent_001

Good:

    ## AGENT 001 — Email Wizard
    id: agent_001

    ## AGENT 002 — Letter Wizard
    id: agent_002
"""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.checks.rules import Claim
from ionflux.core.findings import Severity
from ionflux.models import AgentDefinition

SEVERITY = Severity.ERROR


def claims(agent: AgentDefinition) -> Iterator[Claim]:
    """Claim the id; UUIDs are the same in either case."""
    key = agent.id if agent.id.startswith("agent_") else agent.id.lower()
    yield Claim(key, f"the id `{agent.id}`", ("id",))
