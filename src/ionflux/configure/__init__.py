"""Instance files to `AgentConfiguration`s.

An instance without an `id` gets a UUIDv5 that is the same on every run: in the namespace
`CONFIGURATIONS`, of the JSON array of `workspace_id`, `agent_definition_id` and `name`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from ionflux.configure.files import read_files
from ionflux.configure.instance import (
    CONFIGURATIONS,
    Instance,
    read,
    stamped,
    unknown_definition,
)
from ionflux.configure.merge import Identity, merge
from ionflux.configure.stored import Rechecked, recheck, stored_path
from ionflux.configure.written import config_text, stands_alone
from ionflux.core.findings import Diagnostic, Finding, Severity, by_place
from ionflux.core.json_value import JsonValue
from ionflux.core.settings import Settings
from ionflux.core.source_date import source_date
from ionflux.documents.source import SourceFile, from_text
from ionflux.models import AgentConfiguration, AgentDefinition, EffectiveConfiguration
from ionflux.models.sameness import id_key
from ionflux.yaml.places import place_of

__all__ = [
    "CONFIGURATIONS",
    "Configured",
    "Rechecked",
    "configure",
    "configure_text",
    "read_files",
    "recheck",
    "stored_path",
]


@dataclass(frozen=True, slots=True)
class Configured:
    """The result for instance files: configurations in their order, and every finding."""

    configurations: tuple[AgentConfiguration, ...]
    diagnostics: tuple[Diagnostic, ...]
    agents: Mapping[str, str] = field(default_factory=dict)
    """The ids of definitions in instances, valid or not, each with the file of the first."""

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return all(found.severity is not Severity.ERROR for found in self.diagnostics)


def configure_text(
    text: str,
    definitions: Iterable[AgentDefinition],
    *,
    path: str = "<text>",
    settings: Settings | None = None,
) -> Configured:
    """Check the instances in a YAML text against definitions, and merge the two.

    `path` is the path of the text in findings; from `settings`, the keys of the platform in
    `config` are used. Mistakes in the text do not raise errors: they are in `diagnostics`.
    """
    file = from_text(text, path)
    extra = settings.extra if settings else ()
    if isinstance(file, Finding):
        return configure((), definitions, unread=stamped((file,), path))
    return configure((file,), definitions, extra=extra)


def configure(
    files: Iterable[SourceFile],
    definitions: Iterable[AgentDefinition],
    *,
    extra: Collection[str] = (),
    unread: Iterable[Diagnostic] = (),
) -> Configured:
    """Check instance files against definitions, and merge the two.

    An instance with an error has findings but no configuration. `extra` are keys that the
    platform has in `config`; `unread` are findings about files that could not be read.
    """
    work = _Work(tuple(definitions), extra)
    for file in files:
        work.file(file)
    return Configured(tuple(work.made), by_place([*unread, *work.diagnostics]), work.named)


class _Work:
    """Instances while they are processed; collects configurations and findings."""

    def __init__(self, definitions: Sequence[AgentDefinition], extra: Collection[str]) -> None:
        self.agents = {id_key(agent.id): agent for agent in definitions}
        self.extra = extra
        self.created = source_date()
        self.made: list[AgentConfiguration] = []
        self.diagnostics: list[Diagnostic] = []
        self.named: dict[str, str] = {}
        self.first: dict[UUID, str] = {}

    def file(self, file: SourceFile) -> None:
        for instance, findings in read(file):
            if instance is None:
                self.diagnostics += stamped(findings, file.path)
                continue
            name = instance.text("agent_definition_id")
            self.named.setdefault(name or "", file.path)
            agent = self.agents.get(id_key(name or ""))
            more = [] if agent or not name else [unknown_definition(name, self.agents.values())]
            if agent:
                values, more = self.merged(instance, agent)
            more += self.taken(instance, file.path)
            found = list(stamped([*findings, *more], file.path, instance.root, name))
            self.diagnostics += found
            if agent and all(each.severity is not Severity.ERROR for each in found):
                self.made.append(_configuration(instance, agent, values, self.created))

    def merged(
        self, instance: Instance, agent: AgentDefinition
    ) -> tuple[Mapping[str, JsonValue], list[Finding]]:
        """Return the effective configuration, and findings about misfits with the definition."""
        config = instance.config
        if config is None and instance.values.get("config") is not None:
            return {}, []  # not a mapping, which is already reported
        identity = Identity(instance.text("workspace_id") or "", instance.id)
        values, findings = merge(config, identity, agent, self.extra)
        alone = stands_alone(instance.root, config) if config else None
        return values, [*findings, *([alone] if alone else [])]

    def taken(self, instance: Instance, path: str) -> list[Finding]:
        """Return the finding that an earlier instance has the id, if there is one."""
        if instance.head is None:
            return []
        key = "id" if instance.head.id else "name"
        place = place_of(instance.root, (key,))
        first = self.first.setdefault(instance.id, f"{path}:{place.line}")
        if first == f"{path}:{place.line}":
            return []
        said = f"the {key} `{instance.text(key)}`"
        hint = "give it its own `id`" if key == "id" else "give it another name, or an `id`"
        message = f"{said} is already used by the instance in {first}"
        return [Finding(message, place, loc=(key,), code="IFX301", hint=hint)]


def _configuration(
    instance: Instance,
    agent: AgentDefinition,
    values: Mapping[str, JsonValue],
    created: datetime | None,
) -> AgentConfiguration:
    """Return the configuration of a valid instance; values that it does not state are unset."""
    stated = {} if instance.head is None else instance.head.model_dump(exclude_none=True)
    stated.pop("config", None)
    effective = EffectiveConfiguration.model_validate(values)
    dates = {"created_at": created, "updated_at": created} if created else {}
    return AgentConfiguration.model_validate(
        {
            **stated,
            **dates,
            "id": instance.id,
            "agent_definition_id": agent.id,
            "yaml_config": config_text(instance.root),
            "effective_config_cache": effective.model_dump(mode="json"),
            "external_memory_namespace": effective.memory.namespace,
        }
    )
