"""OpenAPI 3.1: the webhooks that start agents, with their inputs and outputs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ionflux.core.json_value import JsonValue
from ionflux.core.patterns import regex
from ionflux.exporters import ExportOptions, Source
from ionflux.exporters.text import to_json
from ionflux.models import AgentDefinition, WebhookTrigger
from ionflux.output.schemas.agent import input_schema, output_schema
from ionflux.output.schemas.base import Schema

HOLDS = frozenset(
    {"id", "name", "version", "description", "status"}
    | {"triggers_config", "inputs_schema", "outputs_config"}
)
_PARAMETER = regex(r":(\w+)|\{\{?\s*([\w.-]+)\s*\}?\}|<(?:\w+:)?(\w+)>")
_REFERENCE = "#/components/schemas/"
_WITHOUT_BODY = {"GET", "HEAD", "DELETE"}
_UNKNOWN = regex(r"[^A-Za-z0-9._-]")


class _Operation(NamedTuple):
    """A path and a method in lower case."""

    path: str
    method: str


class Webhook(NamedTuple):
    """One way to start an agent: its path in OpenAPI's form, and its parameters."""

    agent: AgentDefinition
    path: str
    parameters: tuple[str, ...]
    method: str
    description: str | None


def export(source: Source, options: ExportOptions) -> dict[str, str]:
    """Return one document; agents without a webhook are only in its tags."""
    schemas: Schema = {}
    for agent in source.agents:
        schemas |= _schemas(agent)
    paths: dict[str, dict[str, JsonValue]] = {}
    for operation, webhook, first in _operations(source):
        if webhook is first:
            paths.setdefault(operation.path, {})[operation.method] = _described(webhook)
    document: Schema = {
        "openapi": "3.1.0",
        "info": {"title": _title(source), "version": _version(source)},
        "servers": [{"url": options.base_url}],
        "tags": [_tag(agent) for agent in source.agents],
        "paths": dict(paths),
        "components": {"schemas": schemas},
    }
    return {"openapi.json": to_json(document)}


def lost(agent: AgentDefinition) -> Iterator[str]:
    """Yield the triggers that are not webhooks."""
    for trigger in agent.triggers_config:
        if not isinstance(trigger, WebhookTrigger):
            yield f"a trigger of type {trigger.type}"


def conflicts(source: Source) -> Iterator[tuple[AgentDefinition, str]]:
    """Yield the webhooks that have no operation, since another webhook has it."""
    for _, webhook, first in _operations(source):
        if webhook is not first:
            taken = f"already taken by {first.agent.id}"
            yield webhook.agent, f"the webhook {webhook.method} {webhook.path} ({taken})"


def _operations(source: Source) -> Iterator[tuple[_Operation, Webhook, Webhook]]:
    """Yield each webhook with its operation, and the first webhook that has this operation.

    Paths that differ only in the names of parameters are one path, written as the first one.
    """
    paths: dict[str, str] = {}
    taken: dict[_Operation, Webhook] = {}
    for webhook in (each for agent in source.agents for each in _webhooks(agent)):
        path = paths.setdefault(_PARAMETER.sub("{}", webhook.path), webhook.path)
        operation = _Operation(path, webhook.method.lower())
        yield operation, webhook, taken.setdefault(operation, webhook)


def _title(source: Source) -> str:
    return source.agents[0].name if len(source.agents) == 1 else "Agents"


def _version(source: Source) -> str:
    return source.agents[0].version if len(source.agents) == 1 else "1"


def _tag(agent: AgentDefinition) -> Schema:
    about = [f"{agent.name}, version {agent.version}.", agent.description or ""]
    return {"name": agent.id, "description": " ".join(filter(None, about))}


def _webhooks(agent: AgentDefinition) -> Iterator[Webhook]:
    for trigger in agent.triggers_config:
        if isinstance(trigger, WebhookTrigger):
            config = trigger.config
            path = _PARAMETER.sub(lambda found: f"{{{_name(found)}}}", config["path"])
            names = tuple(dict.fromkeys(map(_name, _PARAMETER.finditer(config["path"]))))
            about = config.get("description")
            described = about if isinstance(about, str) else None
            yield Webhook(agent, path, names, config["method"], described)


def _name(found: re.Match[str]) -> str:
    return next(name for name in found.groups() if name)


def _described(webhook: Webhook) -> Schema:
    agent = webhook.agent
    found: Schema = {
        "tags": [agent.id],
        "operationId": f"{agent.id}_{webhook.method.lower()}{_UNKNOWN.sub('_', webhook.path)}",
        "summary": f"Start {agent.name}",
    }
    if webhook.description:
        found["description"] = webhook.description
    if agent.status == "deprecated":
        found["deprecated"] = True
    parameters = [_parameter(name, "path", {"type": "string"}) for name in webhook.parameters]
    if webhook.method in _WITHOUT_BODY:
        parameters += _query(agent)
    elif agent.inputs_schema:
        found["requestBody"] = {"required": True, "content": _content(agent, "Inputs")}
    if parameters:
        found["parameters"] = [*parameters]
    answer: Schema = {"description": "The agent has run."}
    if agent.outputs_config:
        answer["content"] = _content(agent, "Outputs")
    return found | {"responses": {"200": answer}}


def _parameter(name: str, where: str, schema: JsonValue, *, required: bool = True) -> Schema:
    return {"name": name, "in": where, "required": required, "schema": schema}


def _query(agent: AgentDefinition) -> list[Schema]:
    properties = f"{_REFERENCE}{_key(agent, 'Inputs')}/properties/"
    return [
        _parameter(
            field.key,
            "query",
            {"$ref": properties + _pointer(field.key)},
            required=field.is_needed,
        )
        for field in agent.inputs_schema
    ]


def _pointer(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1").replace("%", "%25")


def _content(agent: AgentDefinition, what: str) -> Schema:
    return {"application/json": {"schema": {"$ref": f"{_REFERENCE}{_key(agent, what)}"}}}


def _key(agent: AgentDefinition, what: str) -> str:
    return f"{_UNKNOWN.sub('_', agent.id)}.{what}"


def _schemas(agent: AgentDefinition) -> Schema:
    """Return the schemas of an agent, with their definitions beside them."""
    found: Schema = {}
    for what, schema in (("Inputs", input_schema(agent)), ("Outputs", output_schema(agent))):
        key = _key(agent, what)
        own = {name: value for name, value in schema.items() if name not in {"$schema", "$defs"}}
        found[key] = _moved(own, key)
        defs = schema.get("$defs")
        for name, value in (defs if isinstance(defs, dict) else {}).items():
            found[f"{key}.{name}"] = _moved(value, key)
    return found


def _moved(value: JsonValue, key: str) -> JsonValue:
    if isinstance(value, list):
        return [_moved(item, key) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: f"{_REFERENCE}{key}.{item.removeprefix('#/$defs/')}"
        if name == "$ref" and isinstance(item, str) and item.startswith("#/$defs/")
        else _moved(item, key)
        for name, item in value.items()
    }
