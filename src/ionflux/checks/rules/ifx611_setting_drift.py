"""A setting has two values in one document.

The check compares the version and the status in the title, the overview and the columns; the name
and version that nodes state; the settings of a model (mappings with `model_id`) in a node and in a
column, if their names show that they belong together; and settings of two columns, and defaults of
inputs, with the same name apart from words such as `default` and `policy`.

Why it matters: which of the two applies depends on the program that reads it.

How to fix: give both the same value, or give different settings different names.

Bad:

    llm_config: { model_id: "small-1", temperature: 0.6 }

    { "default_llm_config": { "model_id": "small-1", "temperature": 0.5 } }

Good:

    llm_config: { model_id: "small-1", temperature: 0.6 }

    { "default_llm_config": { "model_id": "small-1", "temperature": 0.6 } }
"""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.checks.rules.graph_reads import graph_of
from ionflux.checks.rules.graph_settings import (
    Setting,
    column_settings,
    input_defaults,
    model_settings,
    node_settings,
)
from ionflux.checks.subject import Subject
from ionflux.core.findings import Finding, Loc, Severity, dotted
from ionflux.core.json_value import JsonValue
from ionflux.core.words import words

SEVERITY = Severity.WARNING

_STATED = {"agent_name": "name", "version": "version"}
"""Keys with which nodes describe their agent, and the fields that they repeat."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each setting whose second statement has a different value."""
    yield from _metadata(subject)
    yield from model_settings(subject)
    seen: dict[frozenset[str], Setting] = {}
    for setting in column_settings(subject.agent):
        first = seen.setdefault(setting.words, setting)
        if first.column != setting.column and setting.is_telling and first.value != setting.value:
            yield _finding(setting, first)
    for setting in (*node_settings(subject), *input_defaults(subject.agent)):
        stated = seen.get(setting.words)
        told = stated and (stated.is_telling or stated.is_default)
        if stated and told and _differ(stated.value, setting.value):
            yield _finding(stated, setting)


def _finding(setting: Setting, other: Setting) -> Finding:
    message = (
        f"`{setting.name}` is `{_shown(setting.value)}` here,"
        f" and `{_shown(other.value)}` as `{dotted(other.loc)}`"
    )
    return Finding(message, loc=setting.loc, hint="give both the same value")


def _differ(one: JsonValue, other: JsonValue) -> bool:
    return isinstance(one, str) is isinstance(other, str) and bool(one != other)


def _shown(value: JsonValue) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _metadata(subject: Subject) -> Iterator[Finding]:
    """Yield a finding if a node states another name or version of its agent."""
    for index, node in enumerate(graph_of(subject).nodes):
        for loc, mapping in _mappings(node.inputs, ("graph", "nodes", index, "inputs")):
            for key, field in _STATED.items() if "agent_name" in mapping else ():
                said, is_so = mapping.get(key), getattr(subject.agent, field)
                if isinstance(said, str) and "{{" not in said and words(said) != words(is_so):
                    message = (
                        f"the node says that the {field} of its agent is `{said}`; it is `{is_so}`"
                    )
                    yield Finding(message, loc=(*loc, key), hint=f"write `{is_so}`")


def _mappings(value: JsonValue, loc: Loc) -> Iterator[tuple[Loc, dict[str, JsonValue]]]:
    if isinstance(value, dict):
        yield loc, value
        for key, inner in value.items():
            yield from _mappings(inner, (*loc, key))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _mappings(inner, (*loc, index))
