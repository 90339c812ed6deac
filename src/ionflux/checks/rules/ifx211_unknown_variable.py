"""A `{{variable}}` of the namespace or of a trigger is neither built in nor an input.

`workspace_id`, `instance_id` and `agent_id` are built in; every input of the agent is a variable of
the same name, also as `{{inputs.name}}`. Other names with dots, such as `{{event.id}}`, belong to
the event of the trigger, and are ignored.

Why it matters: each instance must set the variable under `memory:`, or it is rejected (IFX407),
which the inputs do not show.

How to fix: use one of the names in the hint, or declare an input of that name.

Bad:

    inputs: [{key: creator_id, type: string, required: true}]
    memory: {type: pinecone, namespace: "persona_{{creator}}"}

Good:

    inputs: [{key: creator_id, type: string, required: true}]
    memory: {type: pinecone, namespace: "persona_{{creator_id}}"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ionflux.checks.subject import Subject
from ionflux.core.findings import Finding, Loc, Severity
from ionflux.core.json_texts import texts_in
from ionflux.core.patterns import regex
from ionflux.core.words import suggestion

SEVERITY = Severity.WARNING

_BUILT_IN = ("workspace_id", "instance_id", "agent_id")
_VARIABLE = regex(r"\{\{([^{}]*)\}\}")
_OF_INPUTS = regex(r"inputs?\.(?P<key>.+)", re.DOTALL)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each variable that does not get a value."""
    known = {*_BUILT_IN, *(given.key for given in subject.agent.inputs_schema)}
    for loc, text in _templates(subject):
        seen: set[str] = set()
        for found in _VARIABLE.finditer(text):
            name = _name(found[1])
            if name and name not in known and name not in seen:
                seen.add(name)
                yield Finding(
                    f"the variable `{name}` is neither built in nor an input",
                    loc=loc,
                    part=found.span(),
                    hint=suggestion(name, known),
                )


def _templates(subject: Subject) -> Iterator[tuple[Loc, str]]:
    template = subject.agent.memory_config.namespace_template
    if template:
        yield ("memory_config", "namespace_template"), template
    if subject.agent.graph is not None:  # its triggers have expressions about events
        return
    for index, trigger in enumerate(subject.agent.triggers_config):
        yield from texts_in(trigger.config, ("triggers_config", index, "config"))


def _name(written: str) -> str:
    """Return the name of the variable; empty if it is not one of the agent's."""
    name = written.partition("|")[0].strip()
    if found := _OF_INPUTS.fullmatch(name):
        return found["key"].strip()
    return "" if "." in name else name
