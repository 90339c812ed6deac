"""Records: an entity's instance with the name of its entity and the document it came from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic_core import from_json, to_json

from ionflux.models.agent_configuration import AgentConfiguration
from ionflux.models.agent_definition import AgentDefinition
from ionflux.models.agent_run_log import AgentRunLog
from ionflux.models.base import Model
from ionflux.models.playbook import Playbook

ENTITIES: dict[str, type[Model]] = {
    "agent_definition": AgentDefinition,
    "agent_configuration": AgentConfiguration,
    "agent_run_log": AgentRunLog,
    "playbook": Playbook,
}
"""Every entity by its name; its plural is the key of the JSON output and the table's name."""


@dataclass(frozen=True)
class Record:
    """One row to be: what it is, and the path of the document that says so.

    It travels between processes as JSON: see `StoredRecord`.
    """

    entity: str
    model: Model
    source: str = ""

    @cached_property
    def json(self) -> bytes:
        """The model's fields as compact JSON."""
        return to_json(self.model)

    def pretty(self) -> str:
        """Return the fields as JSON with two-space indent."""
        return to_json(self.model, indent=2).decode()

    def __reduce__(self) -> tuple[Any, ...]:
        return StoredRecord, (self.entity, self.json, self.source)


class StoredRecord(Record):
    """A record known by its JSON; its model is validated when somebody asks for it."""

    def __init__(self, entity: str, json: bytes, source: str = "") -> None:
        self.__dict__.update(entity=entity, json=json, source=source)

    @cached_property
    def model(self) -> Model:
        """The entity's instance."""
        return ENTITIES[self.entity].model_validate_json(self.json)

    def pretty(self) -> str:
        """Return the fields as JSON with two-space indent."""
        return to_json(from_json(self.json), indent=2).decode()
