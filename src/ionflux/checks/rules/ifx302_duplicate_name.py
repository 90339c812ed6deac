"""Two blueprints, in one or several documents, have the same name.

Why it matters: names are unique in the database, and people choose agents by name.

How to fix: rename one of them. If one is the successor of the other, use `EmailWizard_v2`.

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

from ionflux.checks.rules import UniqueValue
from ionflux.checks.subject import Subject
from ionflux.core.findings import Severity
from ionflux.models.sameness import name_key

SEVERITY = Severity.ERROR


def unique(subject: Subject) -> Iterator[UniqueValue]:
    """Yield the name as it looks."""
    yield UniqueValue(name_key(subject.agent.name), f"the name `{subject.agent.name}`", ("name",))
