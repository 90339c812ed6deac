"""Two blueprints, in one or several documents, have the same id.

Why it matters: the id is the key of the definition. If both were loaded, the last one would remain,
and every configuration of the other would run it.

How to fix: give the newer blueprint an id of its own. If one is the successor of the other,
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

from ionflux.checks.rules import UniqueValue
from ionflux.checks.subject import Subject
from ionflux.core.findings import Severity
from ionflux.models.sameness import id_key

SEVERITY = Severity.ERROR


def unique(subject: Subject) -> Iterator[UniqueValue]:
    """Yield the id; UUIDs are the same in either case."""
    yield UniqueValue(id_key(subject.agent.id), f"the id `{subject.agent.id}`", ("id",))
