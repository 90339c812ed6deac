"""Definition and `config` merged: the effective configuration, and what does not fit."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from ionflux.checks.values import described
from ionflux.configure.config import CONFIG, KEYS, Config, Given, read_config
from ionflux.configure.templates import filled, variables
from ionflux.configure.triggers import merge_triggers
from ionflux.core.findings import Finding
from ionflux.core.json_value import JsonValue
from ionflux.core.numbers import size_fault
from ionflux.core.patterns import regex
from ionflux.core.words import suggestion
from ionflux.models import AgentDefinition, InputField
from ionflux.models.inputs_outputs import fits
from ionflux.yaml.nodes import MappingNode

_REMARK = regex(r"(?<!\s)\s*+\([^()]*+\)\s*+$")
_KINDS = {"string": "text", "number": "a number", "boolean": "`true` or `false`"}
_HINTS = {
    "string": "write it in quotes",
    "number": "write it without quotes, with a dot for decimals",
    "boolean": "write `true` or `false`, without quotes",
}


class Identity(NamedTuple):
    """The variables for the memory of an instance."""

    workspace_id: str
    instance_id: UUID


class Merged(NamedTuple):
    """The configuration of an instance, in the shape of an `EffectiveConfiguration`, and findings.

    The paths of the findings begin with `config`; if one is an error, the shape is not valid.
    """

    values: Mapping[str, JsonValue]
    findings: tuple[Finding, ...]


def merge(
    node: MappingNode | None,
    identity: Identity,
    agent: AgentDefinition,
    extra: Collection[str] = (),
) -> Merged:
    """Merge the definition's defaults and an instance's `config`.

    `extra` are keys that the platform has in `config` besides inputs and overrides; they are kept.
    """
    config, findings = read_config(node, {field.key for field in agent.inputs_schema}, extra)
    inputs = _inputs(config, agent, findings)
    values = {
        **config.extra,
        "agent": {"id": agent.id, "name": agent.name, "version": agent.version},
        "inputs": inputs,
        "triggers": merge_triggers(config, agent, findings),
        "memory": _memory(config, identity, agent, inputs, findings),
        "llm_preference": {"model": _model(config, agent, findings)},
    }
    return Merged(values, tuple(findings))


def _inputs(
    config: Config, agent: AgentDefinition, findings: list[Finding]
) -> dict[str, JsonValue]:
    """Return every declared input with its value, its default, or None."""
    declared = {field.key: field for field in agent.inputs_schema}
    for key, given in config.inputs.items():
        if key not in declared:
            hint = suggestion(key, {*declared, *(KEYS if given.loc[:-1] == CONFIG else ())})
            message = f"{agent.name} has no input `{key}`"
            findings.append(Finding(message, loc=given.loc, code="IFX404", hint=hint or None))
    owner = (*CONFIG, "inputs") if config.has_wrapper else CONFIG
    found = {}
    for key, field in declared.items():
        given = config.inputs.get(key, Given((*owner, key), None))
        if fault := _fault(field, given):
            findings.append(fault)
        found[key] = field.default if given.value is None else given.value
    return found


def _fault(field: InputField, given: Given) -> Finding | None:
    """Return the finding about a value for an input; `null` counts as no value."""
    key, value = field.key, given.value
    if value is None:
        if not field.is_needed:
            return None
        hint = f"add `{key}:` and {_KINDS.get(field.type, 'a value')} to `config`"
        message = f"the required input `{key}` has no value"
        return Finding(message, loc=given.loc, code="IFX402", hint=hint)
    if not fits(value, field.type):
        message = f"`{key}` must be {_KINDS[field.type]}, not {described(value)}"
        is_number = isinstance(value, str) and size_fault(value)
        write = None if is_number else _HINTS[field.type]
        return Finding(message, loc=given.loc, code="IFX403", hint=write)
    if field.value_schema is None:
        return None
    from ionflux.configure.value_schema import first_fault  # few inputs have one

    fault = first_fault(value, field.value_schema)
    if fault is None:
        return None
    message = f"`{key}` does not fit the input's schema: {fault.message}"
    return Finding(message, loc=(*given.loc, *fault.path), code="IFX403")


def _memory(
    config: Config,
    identity: Identity,
    agent: AgentDefinition,
    inputs: Mapping[str, JsonValue],
    findings: list[Finding],
) -> dict[str, JsonValue]:
    """Return type, namespace and variables; note variables without a value or a meaning."""
    template = agent.memory_config.namespace_template or ""
    built_in = {
        "workspace_id": identity.workspace_id,
        "instance_id": str(identity.instance_id),
        "agent_id": agent.id,
    }
    own = [name for name in variables(template) if name not in built_in]
    values = {name: config.memory.get(name) or _as_text(inputs.get(name)) for name in own}
    known = {name: value for name, value in values.items() if value}
    if "memory" not in config.broken:
        findings += _strangers(config, own, built_in)
        reported = set(_missing_inputs(agent, inputs))
        missing = [name for name in own if name not in known and name not in reported]
        findings += [_unresolved(name, template) for name in missing]
    return {
        "type": agent.memory_config.type,
        "namespace": filled(template, built_in | known) if template else None,
        "variables": known,
    }


def _missing_inputs(agent: AgentDefinition, inputs: Mapping[str, JsonValue]) -> Iterator[str]:
    """Yield the required inputs without a value, which have findings of their own."""
    for field in agent.inputs_schema:
        if field.is_needed and inputs[field.key] is None:
            yield field.key


def _as_text(value: object) -> str | None:
    """Return a value of an input as it may be part of a name; lists and mappings do not."""
    if isinstance(value, str):
        return value
    return json.dumps(value) if isinstance(value, int | float) else None


def _strangers(config: Config, own: Sequence[str], built_in: Mapping[str, str]) -> list[Finding]:
    """Return findings about variables that cannot be set, or that the template does not have."""
    findings = []
    for name in config.memory:
        loc = (*CONFIG, "memory", name)
        if name in built_in:
            message = f"`{name}` follows from the instance and cannot be set"
            findings.append(Finding(message, loc=loc, code="IFX104", hint="remove it"))
        elif name not in own:
            message = f"the namespace template has no variable `{name}`"
            hint = suggestion(name, own) or "it has none to set"
            findings.append(Finding(message, loc=loc, code="IFX105", hint=hint))
    return findings


def _unresolved(name: str, template: str) -> Finding:
    message = f"the variable `{{{{{name}}}}}` of the namespace `{template}` has no value"
    hint = f"add `{name}:` under `memory:` in `config`"
    return Finding(message, loc=(*CONFIG, "memory", name), code="IFX407", hint=hint)


def _model(config: Config, agent: AgentDefinition, findings: list[Finding]) -> str | None:
    """Return the preferred model, as spelled in the definition."""
    wanted, offered = config.model, agent.stack_details.models_used
    if wanted is None or wanted in offered:
        return wanted
    bare = {_REMARK.sub("", model): model for model in reversed(offered)}
    if (plainly := _REMARK.sub("", wanted)) in bare:
        return bare[plainly]
    message = f"{agent.name} does not offer the model `{wanted}`"
    loc = (*CONFIG, "llm_preference", "model")
    hint = suggestion(wanted, offered) or "it does not offer any"
    findings.append(Finding(message, loc=loc, code="IFX406", hint=hint))
    return None
