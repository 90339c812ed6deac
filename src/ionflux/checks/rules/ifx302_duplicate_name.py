"""Two blueprints, in one or several documents, have the same name.

Why it matters: names are unique in the database, and people choose agents by name.

How to fix: rename one of them. Where one is the successor of the other, `EmailWizard_v2` will
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

from ionflux.checks.rules import UniqueValue
from ionflux.checks.subject import Subject
from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR


def unique(subject: Subject) -> Iterator[UniqueValue]:
    """UniqueValue the name, as written."""
    yield UniqueValue(subject.agent.name, f"the name `{subject.agent.name}`", ("name",))
