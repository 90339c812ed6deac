"""The data store text names another memory namespace than the YAML, or says that none is needed.

The word "namespace" ("espaço de nomes", "espacio de nombres") and a name after it, or a name in
code marks before it, is compared with `memory.namespace`, letter by letter: vector stores
distinguish `Notes` and `notes`. Templates such as `notes_{{instance_id}}` are also names. Words
such as "no namespace needed", "namespace: none" or "não exige namespace" are reported if the YAML
has one. Names that are no longer used, and namespaces of Kubernetes and similar systems, are
ignored.

Why it matters: data is written where the YAML says, but searched, backed up or deleted on request
where the text says.

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

from ionflux.checks.fixing import About
from ionflux.checks.rules.namespaces import (
    Namespace,
    denied_namespace,
    may_name_one,
    terms_of,
    written_namespaces,
)
from ionflux.checks.statements import Statement
from ionflux.checks.subject import Subject
from ionflux.core.edits import Fix
from ionflux.core.findings import Finding, Severity
from ionflux.models.sameness import namespace_key

SEVERITY = Severity.WARNING

_FIELD = "memory_config.namespace_template"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each namespace that is not the YAML's, or if the text denies one."""
    own = subject.agent.memory_config.namespace_template
    seen = {namespace_key(own)} if own is not None else set()
    for statements in subject.statements("data_store"):
        for statement in statements:
            if not may_name_one(statement):
                continue
            terms = terms_of(statement)
            for found in written_namespaces(statement.words, terms):
                if (key := namespace_key(found.name)) not in seen:
                    seen.add(key)
                    yield _other(found, statement, own)
            if own is not None and (denied := denied_namespace(terms)):
                yield Finding(
                    f"the text says that no namespace is needed, but the YAML says `{own}`",
                    statement.part(*denied),
                    hint="name it in the text, or remove it from the YAML",
                    field=_FIELD,
                )


def _other(found: Namespace, statement: Statement, own: str | None) -> Finding:
    said = f"says `{own}`" if own is not None else "has none"
    return Finding(
        f"the text names the namespace `{found.name}`, but the YAML {said}",
        statement.part(*found.extent),
        hint="use the same name in both",
        field=_FIELD,
        write=found.name,
    )


def fix(finding: Finding, about: About) -> Fix | None:
    """Write the text's namespace in the YAML; if the text has none, remove it there."""
    if finding.write is None:
        return about.removing(["memory", "namespace"])
    return about.setting(["memory", "namespace"], finding.write)
