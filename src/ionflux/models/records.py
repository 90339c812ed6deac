"""Records: an instance of an entity, with the entity's name and the document it came from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ionflux.core.json_value import JsonValue

if TYPE_CHECKING:
    from ionflux.models.base import Model

_MODELS = {
    "agent_definition": "AgentDefinition",
    "agent_configuration": "AgentConfiguration",
    "agent_run_log": "AgentRunLog",
    "playbook": "Playbook",
}

NAMES = frozenset(_MODELS)
"""The entities' names."""

LEFT_OPEN: Mapping[str, tuple[str, ...]] = {
    "agent_definition": ("category", "status"),
    "agent_configuration": ("description", "status"),
    "agent_run_log": (),
    "playbook": ("is_active",),
}
"""Fields that a document may leave to the platform, by entity. Where it does not set one, an
existing row keeps its value, and a new row gets the record's."""


@cache
def entities() -> Mapping[str, type[Model]]:
    """Return the models of the entities by their names; the plurals name lists and tables."""
    models = import_module("ionflux.models")
    return {entity: getattr(models, name) for entity, name in _MODELS.items()}


class Record:
    """One row to be written: its values, and the path of the document that they come from.

    `stated` names those of its `LEFT_OPEN` fields that the document sets; by default, those
    that the model was created with and that are not null. A record travels between processes, and
    is cached, by its `members` (see `StoredRecord`).
    """

    def __init__(
        self, entity: str, model: Model, source: str = "", stated: Collection[str] | None = None
    ) -> None:
        self.entity = entity
        self.source = source
        self._model = model
        self.stated = _left_open(entity, _not_null(entity, model) if stated is None else stated)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Record):
            return NotImplemented
        return (self.entity, self.source, self.members) == (
            other.entity,
            other.source,
            other.members,
        )

    def __hash__(self) -> int:
        return hash((self.entity, self.source, self.members))

    @property
    def model(self) -> Model:
        """The entity's instance."""
        return self._model

    @cached_property
    def members(self) -> bytes:
        """The fields as members of a JSON object (`"name":value`), in their order, each on a line.

        JSON strings have no line ends, so that a field is found without parsing the others.
        """
        # A run that writes JSONL from the cache does not need the library.
        from ionflux.models.base import to_json

        model = self.model
        return b"\n".join(
            [start + to_json(getattr(model, name)) for name, start in _starts(type(model))]
        )

    @property
    def json(self) -> bytes:
        """The fields as compact JSON."""
        return b"{%b}" % self.members.replace(b"\n", b",")

    @property
    def content(self) -> object:
        """The fields for a JSON serializer: the model, or plain values, whichever is available."""
        return self.model

    def field(self, name: str) -> JsonValue:
        """Return the value of one field."""
        return getattr(self.model, name)

    def values(self) -> dict[str, JsonValue]:
        """Return the fields as JSON values."""
        return self.model.model_dump(mode="json")

    def __reduce__(self) -> tuple[Any, ...]:
        return StoredRecord, (self.entity, self.members, self.source, self.stated)


def record_of(model: Model) -> Record:
    """Return an instance of an entity as a record without a source document."""
    by_model = {name: entity for entity, name in _MODELS.items()}
    return Record(by_model[type(model).__name__], model)


class StoredRecord(Record):
    """A record stored as its members, which are parsed or validated on demand."""

    def __init__(
        self, entity: str, members: bytes, source: str = "", stated: Collection[str] = ()
    ) -> None:
        self.entity = entity
        self.members = members
        self.source = source
        self.stated = _left_open(entity, stated)

    @cached_property
    def model(self) -> Model:
        """The entity's instance."""
        return entities()[self.entity].model_validate_json(self.json)

    @cached_property
    def content(self) -> dict[str, JsonValue]:
        """The fields as plain values."""
        from pydantic_core import from_json  # not every stored record is parsed

        found: dict[str, JsonValue] = from_json(self.json)
        return found

    def field(self, name: str) -> JsonValue:
        """Return the value of one field, as JSON has it."""
        return self.content[name]

    def values(self) -> dict[str, JsonValue]:
        """Return the fields as JSON values."""
        return self.content


@cache
def _starts(model: type[Model]) -> tuple[tuple[str, bytes], ...]:
    """Return the fields of a model, each with the beginning of its member in a JSON object."""
    return tuple((name, f'"{name}":'.encode()) for name in model.model_fields)


def _not_null(entity: str, model: Model) -> list[str]:
    given = model.model_fields_set
    return [
        name for name in LEFT_OPEN[entity] if name in given and getattr(model, name) is not None
    ]


def _left_open(entity: str, names: Collection[str]) -> tuple[str, ...]:
    return tuple([name for name in LEFT_OPEN[entity] if name in names])
