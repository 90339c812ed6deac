"""Stored configurations: whether they still fit, and their current values."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator
from typing import NamedTuple

from ionflux.checks.validation import validate
from ionflux.configure.instance import TOP, plain, stamped, unknown_definition
from ionflux.configure.merge import Identity, merge
from ionflux.core.findings import Diagnostic, Finding, Severity, by_place, dotted
from ionflux.models import AgentConfiguration, AgentDefinition, EffectiveConfiguration
from ionflux.models.instance_file import InstanceFile
from ionflux.models.sameness import id_key, path_key
from ionflux.yaml.composer import compose
from ionflux.yaml.nodes import Block, MappingNode

_HEAD = {"agent_definition_id", "workspace_id", "name", "created_by_user_id"}


class Rechecked(NamedTuple):
    """The result for stored configurations: those that fit, with new caches, and all findings."""

    configurations: tuple[AgentConfiguration, ...]
    diagnostics: tuple[Diagnostic, ...]


def stored_path(configuration: AgentConfiguration) -> str:
    """Return the path in findings of the YAML text of a stored configuration."""
    return f"agent_configurations/{configuration.id}.yaml"


def recheck(
    stored: Iterable[AgentConfiguration],
    definitions: Iterable[AgentDefinition],
    *,
    extra: Collection[str] = (),
) -> Rechecked:
    """Check the `yaml_config` of stored configurations against definitions.

    Findings refer to the lines of that text. Besides what `configure` finds, they say which
    configurations share a namespace (IFX408) or a webhook (IFX409).
    """
    agents = {id_key(agent.id): agent for agent in definitions}
    fresh: list[AgentConfiguration] = []
    diagnostics: list[Diagnostic] = []
    clashes = _Clashes()
    for configuration in stored:
        agent = agents.get(id_key(configuration.agent_definition_id))
        found, now = _checked(configuration, agent, agents.values(), extra)
        diagnostics += found
        if now:
            fresh.append(now)
            path, about = stored_path(now), now.agent_definition_id
            diagnostics += stamped(clashes.of(now), path, agent=about)
    return Rechecked(tuple(fresh), by_place(diagnostics))


def _checked(
    configuration: AgentConfiguration,
    agent: AgentDefinition | None,
    agents: Collection[AgentDefinition],
    extra: Collection[str],
) -> tuple[list[Diagnostic], AgentConfiguration | None]:
    path, about = stored_path(configuration), configuration.agent_definition_id
    if agent is None:
        missing = unknown_definition(about, agents)
        return list(stamped((missing,), path, agent=about)), None
    composed = compose(Block(configuration.yaml_config))
    root = composed.roots[0] if composed.roots else None
    head = configuration.model_dump(include=_HEAD)
    _, findings = validate(InstanceFile, head | {"config": plain(root, dict) if root else None})
    found = [*composed.findings, *map(_below, findings)]
    if not findings and (composed.roots or not composed.findings):
        config = root if isinstance(root, MappingNode) else None
        identity = Identity(configuration.workspace_id, configuration.id)
        values, more = merge(config, identity, agent, extra)
        found += map(_below, more)
    diagnostics = list(stamped(found, path, root, about))
    if any(each.severity is Severity.ERROR for each in diagnostics):
        return diagnostics, None
    effective = EffectiveConfiguration.model_validate(values)
    caches = {
        "effective_config_cache": effective.model_dump(mode="json"),
        "external_memory_namespace": effective.memory.namespace,
    }
    return diagnostics, configuration.model_copy(update=caches)


def _below(finding: Finding) -> Finding:
    """Return a finding with its path in the text of `config`, and with the field it is about."""
    return finding._replace(loc=finding.loc[1:], field=dotted(finding.loc))


class _Clashes:
    """Collects the unique values of configurations, and reports duplicates."""

    def __init__(self) -> None:
        self.namespaces: dict[str, AgentConfiguration] = {}
        self.webhooks: dict[Hashable, AgentConfiguration] = {}

    def of(self, configuration: AgentConfiguration) -> Iterator[Finding]:
        """Yield findings about values that an earlier configuration already has."""
        if namespace := configuration.external_memory_namespace:
            first = self.namespaces.setdefault(namespace, configuration)
            if first.workspace_id != configuration.workspace_id:
                message = f"the namespace `{namespace}` is also that of another workspace"
                yield _clash("IFX408", message, "config.memory", first)
        for trigger in (configuration.effective_config_cache or {})["triggers"]:
            if trigger["type"] != "webhook" or not trigger["enabled"]:
                continue
            method, path = trigger["config"]["method"], trigger["config"]["path"]
            key = (configuration.workspace_id, method, path_key(path))
            first = self.webhooks.setdefault(key, configuration)
            if first is not configuration:
                message = f"`{method} {path}` is answered by another configuration of the workspace"
                yield _clash("IFX409", message, "config.triggers", first)


def _clash(code: str, message: str, field: str, first: AgentConfiguration) -> Finding:
    hint = f"the other is {first.name} (`{first.id}`) of the workspace `{first.workspace_id}`"
    return Finding(message, TOP, code=code, field=field, hint=hint)
