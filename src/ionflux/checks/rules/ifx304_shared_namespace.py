"""Two agents share memory type and namespace.

A template with `{{agent_id}}` or `{{instance_id}}` is a different namespace for each agent, and is
never shared.

Why it matters: each agent finds the other's records among its own, and deleting one agent's
memory deletes both.

How to fix: give each agent a namespace of its own. If they are meant to share, silence the
code with a comment in one of the two: `<!-- ionflux: ignore IFX304 -->`.

Bad:

    name: EmailWizard
    memory: {type: pinecone, namespace: customers}

    name: StockKeeper
    memory: {type: pinecone, namespace: customers}

Good:

    name: EmailWizard
    memory: {type: pinecone, namespace: email_customers}

    name: StockKeeper
    memory: {type: pinecone, namespace: stock_customers}
"""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.checks.rules import UniqueValue
from ionflux.checks.subject import Subject
from ionflux.core.findings import Severity
from ionflux.core.patterns import regex
from ionflux.models.sameness import namespace_key

SEVERITY = Severity.WARNING

_OWN = regex(r"\{\{\s*(?:agent_id|instance_id)\s*\}\}")


def unique(subject: Subject) -> Iterator[UniqueValue]:
    """Yield memory type and namespace, unless the template differs for each agent."""
    memory = subject.agent.memory_config
    name = memory.namespace_template
    if name and not _OWN.search(name):
        key = f"{(memory.type or '').lower()} {namespace_key(name)}"
        says = f"the namespace `{name}`{f' in {memory.type}' if memory.type else ''}"
        yield UniqueValue(key, says, ("memory_config", "namespace_template"))
