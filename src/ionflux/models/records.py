"""Records: an entity's instance with the name of its entity and the document it came from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ionflux.models.base import Model

    ENTITIES: Mapping[str, type[Model]]

_MODELS = {
    "agent_definition": "AgentDefinition",
    "agent_configuration": "AgentConfiguration",
    "agent_run_log": "AgentRunLog",
    "playbook": "Playbook",
}

NAMES = frozenset(_MODELS)
"""The entities' names."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - of this module, resolved on first use
    """Return `ENTITIES`: every entity's model by its name, whose plural names list and table."""
    if name != "ENTITIES":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    models = import_module("ionflux.models")
    globals()[name] = found = {entity: getattr(models, _MODELS[entity]) for entity in _MODELS}
    return found


class Record:
    """One row to be: what it is, and the path of the document that says so.

    It travels between processes, and lies in the cache, as JSON: compact, or `indented` where that
    is how it will be written (see `StoredRecord`).
    """

    def __init__(
        self, entity: str, model: Model, source: str = "", *, indented: bool = False
    ) -> None:
        self.entity = entity
        self.model = model
        self.source = source
        self.indented = indented

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Record):
            return NotImplemented
        return (self.entity, self.source, self.json) == (other.entity, other.source, other.json)

    def __hash__(self) -> int:
        return hash((self.entity, self.source, self.json))

    @cached_property
    def stored(self) -> bytes:
        """The JSON as which the record travels and lies in the cache."""
        return _json(self.model, indented=self.indented)

    @property
    def json(self) -> bytes:
        """The model's fields as compact JSON."""
        return _json(self.model) if self.indented else self.stored

    def pretty(self) -> str:
        """Return the fields as JSON with two-space indent, as they stand in a list of spec 4."""
        text = self.stored if self.indented else _json(self.model, indented=True)
        return text.decode()

    def __reduce__(self) -> tuple[Any, ...]:
        return StoredRecord, (self.entity, self.stored, self.source, self.indented)


class StoredRecord(Record):
    """A record known by its JSON; its model is validated when somebody asks for it."""

    def __init__(
        self,
        entity: str,
        stored: bytes,
        source: str = "",
        indented: bool = False,  # noqa: FBT001, FBT002 - as pickle hands it over
    ) -> None:
        self.entity = entity
        self.stored = stored
        self.source = source
        self.indented = indented

    @cached_property
    def model(self) -> Model:  # type: ignore[override]  # read by all, set by none
        """The entity's instance."""
        model: Model = __getattr__("ENTITIES")[self.entity].model_validate_json(self.stored)
        return model

    @property
    def json(self) -> bytes:
        """The fields as compact JSON."""
        return _json(_values(self.stored)) if self.indented else self.stored

    def pretty(self) -> str:
        """Return the fields as JSON with two-space indent, as they stand in a list of spec 4."""
        text = self.stored if self.indented else _json(_values(self.stored), indented=True)
        return text.decode()


# A run that writes what it finds in the cache as it lies there has no use for the library.


def _json(value: object, *, indented: bool = False) -> bytes:
    from pydantic_core import to_json  # noqa: PLC0415

    if not indented:
        return to_json(value)
    # No line feed stands within a value: JSON writes it as an escape.
    return to_json(value, indent=2).replace(b"\n", b"\n    ")


def _values(text: bytes) -> Any:  # noqa: ANN401 - what JSON holds
    from pydantic_core import from_json  # noqa: PLC0415

    return from_json(text)
