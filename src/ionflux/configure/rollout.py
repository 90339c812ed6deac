"""The stored configurations that new definitions break."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from ionflux.configure import configure
from ionflux.configure.files import Files
from ionflux.configure.stored import recheck, stored_path
from ionflux.core.findings import Diagnostic, Severity
from ionflux.database import Store
from ionflux.models import AgentConfiguration, AgentDefinition
from ionflux.models.records import Record
from ionflux.models.sameness import id_key

_NOT_CHECKED = {"created_at", "updated_at", "status", "category"}


class Broken(NamedTuple):
    """New findings from new definitions, and the stored configurations that they are about."""

    diagnostics: tuple[Diagnostic, ...] = ()
    configurations: tuple[AgentConfiguration, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names in messages of the configurations that no longer fit."""
        paths = {d.path for d in self.diagnostics if d.severity is Severity.ERROR}
        return tuple(named(each) for each in self.configurations if stored_path(each) in paths)


def named(configuration: AgentConfiguration) -> str:
    """Return the name of a configuration in messages."""
    return f"{configuration.name} (workspace {configuration.workspace_id}, id {configuration.id})"


def newly_broken(
    stored: Iterable[AgentConfiguration],
    old: Iterable[AgentDefinition],
    new: Iterable[AgentDefinition],
    *,
    extra: Collection[str] = (),
) -> Broken:
    """Return the findings about configurations that only the new definitions cause.

    Only configurations of definitions that differ or are missing are checked.
    """
    before, after = _by_id(old), _by_id(new)
    changed = {key: agent for key, agent in after.items() if _differs(before.get(key), agent)}
    keys = changed.keys() | (before.keys() - after.keys())
    concerned = [each for each in stored if id_key(each.agent_definition_id) in keys]
    known = set(map(_what, recheck(concerned, before.values(), extra=extra).diagnostics))
    found = recheck(concerned, changed.values(), extra=extra).diagnostics
    diagnostics = tuple(each for each in found if _what(each) not in known)
    paths = {each.path for each in diagnostics}
    return Broken(diagnostics, tuple(c for c in concerned if stored_path(c) in paths))


def newly_broken_files(
    read: Files,
    old: Iterable[AgentDefinition],
    new: Iterable[AgentDefinition],
    *,
    extra: Collection[str] = (),
) -> tuple[Diagnostic, ...]:
    """Return the findings about instance files that only the new definitions cause."""
    known = set(map(_what, configure(read.files, old, extra=extra).diagnostics))
    found = configure(read.files, new, extra=extra, unread=read.diagnostics).diagnostics
    return tuple(each for each in found if _what(each) not in known)


def _by_id(definitions: Iterable[AgentDefinition]) -> dict[str, AgentDefinition]:
    return {id_key(agent.id): agent for agent in definitions}


def _differs(old: AgentDefinition | None, new: AgentDefinition) -> bool:
    return old is None or old.model_dump(exclude=_NOT_CHECKED) != new.model_dump(
        exclude=_NOT_CHECKED
    )


def _what(found: Diagnostic) -> tuple[str, str, str | None, str]:
    return found.path, found.code, found.field, found.message


class Rollout:
    """Records that are loaded into a database, watched for definitions that have configurations."""

    def __init__(
        self, store: Store, agents: Collection[str], *, extra: Collection[str] = ()
    ) -> None:
        self._store = store
        self._agents = agents
        self._extra = extra
        self._old = store.definitions(agents)
        self._new: list[AgentDefinition] = []
        self._given: set[str] = set()

    def watched(self, records: Iterable[Record]) -> Iterator[Record]:
        """Yield the records; collect the definitions that stored configurations refer to."""
        for record in records:
            if record.entity == "agent_configuration":
                self._given.add(str(record.field("id")))
            elif record.entity == "agent_definition" and record.field("id") in self._agents:
                self._new.append(AgentDefinition.model_validate(record.values()))
            yield record

    def broken(self) -> Broken:
        """Return what the new definitions break in configurations that are not being replaced."""
        stored = self._store.configurations(agents={agent.id for agent in self._new})
        left = [each for each in stored if str(each.id) not in self._given]
        new = {agent.id for agent in self._new}
        old = [agent for agent in self._old if agent.id in new]
        return newly_broken(left, old, self._new, extra=self._extra)
