"""Two blueprints, in one or several documents, have the same name.

Why it matters: names are unique in the database, and people choose agents by name.

How to mend: rename one of them. Where one is the successor of the other, `EmailWizard_v2` will
do.

Bad:

    id: agent_001
    name: EmailWizard

    id: agent_002
    name: EmailWizard

Good:

    id: agent_001
    name: EmailWizard

    id: agent_002
    name: EmailWizard_v2
"""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.checks.rules import Claim
from ionflux.core.findings import Severity
from ionflux.models import AgentDefinition

SEVERITY = Severity.ERROR


def claims(agent: AgentDefinition) -> Iterator[Claim]:
    """Claim the name, as written."""
    yield Claim(agent.name, f"the name `{agent.name}`", ("name",))
