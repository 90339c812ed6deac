"""The data store text names another memory namespace than the YAML.

The word "namespace" or "espaço de nomes" and a name after it, or a name in code marks before
it, is compared with `memory.namespace`, letter by letter: vector stores tell `Notes` from
`notes`. Words that name none ("namespace not required"), and names that are no longer used, are
passed over. Templates such as `notes_{{instance_id}}` are
names too.

Why it matters: data is written where the YAML says, and whoever looks for it, backs it up or
deletes it on request looks where the text says.

How to fix: make both the same. An agent with several namespaces says so in the text of another
section, or silences the code with a comment.

Bad:

    memory:
      type: pinecone
      namespace: notes

    ### 8 ▸ Data Store
    Pinecone namespace meeting_notes.

Good:

    memory:
      type: pinecone
      namespace: notes

    ### 8 ▸ Data Store
    Pinecone namespace notes.
"""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.checks.rules.namespaces import written_namespaces
from ionflux.checks.rules.statements import statements
from ionflux.checks.subject import Subject
from ionflux.core.findings import Finding, Severity
from ionflux.models.sameness import namespace_key

SEVERITY = Severity.WARNING

_SECTION = "data_store"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each namespace in the data store text that is not the YAML's."""
    text = subject.agent.additional_sections.get(_SECTION)
    if not isinstance(text, str):
        return
    own = subject.agent.memory_config.namespace_template
    seen: set[str] = set()
    for statement in statements(text):
        for name, offset in written_namespaces(statement.words):
            if name in seen or (own is not None and namespace_key(name) == namespace_key(own)):
                continue
            seen.add(name)
            start = statement.start + offset
            yield Finding(
                f"the text names the namespace `{name}`, the YAML {_said(own)}",
                loc=("additional_sections", _SECTION),
                part=(start, start + len(name)),
                field="memory_config.namespace_template",
                hint="use one name in both",
            )


def _said(own: str | None) -> str:
    return f"says `{own}`" if own is not None else "has none"
