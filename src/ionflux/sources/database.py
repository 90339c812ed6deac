"""Definitions from a database: rows are read when somebody asks, and no more than are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from ionflux.core.errors import WorkError
from ionflux.core.json_value import JsonValue
from ionflux.database import Store
from ionflux.models import AgentDefinition, Playbook
from ionflux.output.views.summary import FIELDS, AgentSummary, summary
from ionflux.sources.find_agent import find_agent
from ionflux.sources.loaded import Loaded

_ENTITY = "agent_definition"


class _Named(NamedTuple):
    id: str
    name: str


class StoredAgents(Loaded):
    """The contents of a database."""

    def __init__(self, store: Store) -> None:
        super().__init__(())
        self._store = store

    @cached_property
    def definitions(self) -> tuple[AgentDefinition, ...]:
        """All definitions, by id."""
        return self._store.definitions()

    @cached_property
    def playbooks(self) -> tuple[Playbook, ...]:
        """All playbooks, by definition, name and id."""
        return self._store.playbooks()

    def agent(self, wanted: str) -> AgentDefinition:
        """Return the agent of that id or name: of all others, only these are read."""
        known = [_Named(**values) for values in self._store.plain(_ENTITY, _Named._fields)]
        return self._store.definitions([find_agent(known, wanted).id])[0]

    def summaries(self) -> Iterator[AgentSummary]:
        """Yield what a list says of each agent, as rows come in."""
        return map(self._summary, self._store.plain(_ENTITY, FIELDS))

    def _summary(self, values: dict[str, JsonValue]) -> AgentSummary:
        try:
            return summary(values)
        except (KeyError, TypeError, AttributeError):
            self._store.definitions([values["id"]])  # says what is wrong with the row
            raise WorkError(f"the row {values['id']} of agent_definitions is not valid") from None
