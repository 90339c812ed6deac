"""Definitions from a database: only the needed rows are read, on demand."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cached_property

from ionflux.core.errors import WorkError
from ionflux.core.json_value import JsonValue
from ionflux.database import Store
from ionflux.models import AgentDefinition, Playbook
from ionflux.models.sameness import id_key
from ionflux.output.views.summary import FIELDS, AgentSummary, summary
from ionflux.sources.find_agent import find_agent
from ionflux.sources.loaded import Loaded, Mark, Named, Part, digest, is_default, plain

_ENTITY = "agent_definition"


class StoredAgents(Loaded):
    """The contents of a database."""

    def __init__(self, store: Store) -> None:
        super().__init__(())
        self._store = store
        self.form = store.dialect

    @cached_property
    def definitions(self) -> tuple[AgentDefinition, ...]:
        """All definitions, by id."""
        return self._store.definitions()

    @cached_property
    def playbooks(self) -> tuple[Playbook, ...]:
        """All playbooks, by definition, name and id."""
        return self._store.playbooks()

    def agent(self, wanted: str) -> AgentDefinition:
        """Return the agent of that id or name; only the ids and names of others are read."""
        return self._store.definitions([find_agent(self.named(), wanted).id])[0]

    def named(self) -> Sequence[Named]:
        """Return the ids and names of all agents."""
        return [Named(**values) for values in self._store.plain(_ENTITY, Named._fields)]

    def marks(self, *, plainly: bool, checked: bool = True) -> Iterator[Mark]:
        """Yield the mark of each definition, and then of each default playbook."""

        def read(entity: str) -> Iterator[tuple[bytes, dict[str, JsonValue]]]:
            return self._plain(entity) if plainly else self._store.stored(entity, checked=checked)

        for says, values in read(_ENTITY):
            yield Mark(values["id"], digest(says), is_definition=True)
        for says, values in read("playbook"):
            if is_default(values):
                yield Mark(values["agent_definition_id"], digest(says), is_definition=False)

    def _plain(self, entity: str) -> Iterator[tuple[bytes, dict[str, JsonValue]]]:
        for model in self._store.read(entity):
            values = model.model_dump(mode="json")
            yield plain(values), values

    def part(self, keys: Container[str]) -> Part:
        """Return the definitions whose ids have one of these keys."""
        ids = [each.id for each in self.named() if id_key(each.id) in keys]
        playbooks = self._store.read("playbook", "agent_definition_id", ids)
        return Part(
            self._store.definitions(ids),
            [each for each in playbooks if isinstance(each, Playbook)],
        )

    def summaries(self) -> Iterator[AgentSummary]:
        """Yield the summary of each agent, as rows are read."""
        return map(self._summary, self._store.plain(_ENTITY, FIELDS))

    def _summary(self, values: dict[str, JsonValue]) -> AgentSummary:
        try:
            return summary(values)
        except (KeyError, TypeError, AttributeError):
            self._store.definitions([values["id"]])  # raises the error of the row
            raise WorkError(f"the row {values['id']} of agent_definitions is not valid") from None
