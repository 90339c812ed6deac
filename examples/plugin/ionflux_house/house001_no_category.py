"""The agent has no category.

Why it matters: the catalogue of the house lists agents by their categories.

How to fix: add `category:` to the YAML, or a default to the configuration.

Bad:

    name: EmailWizard

Good:

    name: EmailWizard
    category: Marketing
"""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.checks.subject import Subject
from ionflux.core.findings import Finding, Severity

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding if the agent has no category."""
    if subject.agent.category is None:
        message = "the agent has no category"
        yield Finding(message, loc=("category",), hint="add `category: Marketing`, for example")
