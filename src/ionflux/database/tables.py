"""The tables, derived from the models; only additions to the models are here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin
from uuid import UUID, uuid4

from pydantic import AwareDatetime
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined, to_jsonable_python

from ionflux.core.json_value import JsonValue
from ionflux.models.base import Model
from ionflux.models.records import LEFT_OPEN, entities

Cell = Any
"""The value of a column, as a driver accepts or returns it."""


class Kind(StrEnum):
    """The kind of a column's content; each SQL dialect has a type for each."""

    TEXT = "text"
    UUID = "uuid"
    TIMESTAMP = "timestamp"
    BOOLEAN = "boolean"
    TEXT_LIST = "text list"
    JSON = "json"


class Generated(StrEnum):
    """Defaults that the database computes for each row."""

    NOW = "now"
    RANDOM_UUID = "random uuid"


class Column(NamedTuple):
    """One column: a field of the model."""

    name: str
    kind: Kind
    nullable: bool
    choices: tuple[str, ...] = ()
    """The words of an enum; for a list, the words of its elements."""
    default: Any = None
    """A `Generated`, or a JSON value; None without a default."""


class Reference(NamedTuple):
    """A foreign key to the `id` of another table."""

    column: str
    table: str
    on_delete: str


def stated(column: str) -> str:
    """Return the name of the flag that tells whether a record states a column."""
    return f"{column}_stated"


CLOCKS = ("created_at", "updated_at")
"""Columns that the database fills itself; values of the model are not written."""


@dataclass(frozen=True, eq=False)
class Table:
    """One entity's table."""

    name: str
    entity: str
    model: type[Model]
    columns: tuple[Column, ...]
    unique: tuple[str, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    references: tuple[Reference, ...] = ()
    order: tuple[str, ...] = ("id",)
    """The order in which rows are read back."""
    kept: tuple[str, ...] = ()
    """Columns that the platform keeps writing: set on insert, not changed on update."""

    @cached_property
    def left_open(self) -> tuple[str, ...]:
        """The columns that an update sets only if a record states them."""
        return LEFT_OPEN[self.entity]

    @cached_property
    def written(self) -> tuple[Column, ...]:
        """The columns of a seed."""
        return tuple(column for column in self.columns if column.name not in CLOCKS)

    @cached_property
    def staged(self) -> tuple[Column, ...]:
        """The columns of the staging table: those written, and flags for those stated."""
        flags = (Column(stated(name), Kind.BOOLEAN, nullable=False) for name in self.left_open)
        return (*self.written, *flags)

    @cached_property
    def compared(self) -> tuple[str, ...]:
        """The columns that are compared, and that an update sets."""
        left_alone = {"id", *self.kept}
        return tuple(column.name for column in self.written if column.name not in left_alone)

    @cached_property
    def dated(self) -> bool:
        """Whether rows have the time of their last change."""
        return any(column.name == "updated_at" for column in self.columns)


@dataclass(frozen=True, slots=True)
class _Facts:
    unique: tuple[str, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    references: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    order: tuple[str, ...] = ("id",)
    kept: tuple[str, ...] = ()


_FACTS = {
    "agent_definition": _Facts(unique=("name",)),
    "agent_configuration": _Facts(
        indexes=(("workspace_id",), ("agent_definition_id",), ("created_by_user_id",)),
        references={"agent_definition_id": ("agent_definitions", "RESTRICT")},
        kept=(
            "last_run_status",
            "last_run_at",
            "last_run_id",
            "last_run_output_preview",
            "last_run_full_output_ref",
        ),
    ),
    "agent_run_log": _Facts(
        unique=("run_id",),
        # The latest runs of a configuration, those of a status, and those older than a date.
        indexes=(
            ("agent_configuration_id", "start_time"),
            ("status", "start_time"),
            ("start_time",),
        ),
        references={"agent_configuration_id": ("agent_configurations", "RESTRICT")},
        order=("start_time", "id"),
    ),
    "playbook": _Facts(
        indexes=(("agent_definition_id",), ("agent_configuration_id",), ("workspace_id",)),
        references={
            "agent_definition_id": ("agent_definitions", "CASCADE"),
            "agent_configuration_id": ("agent_configurations", "CASCADE"),
        },
        order=("agent_definition_id", "name", "id"),
    ),
}

_KINDS: Mapping[object, Kind] = {
    str: Kind.TEXT,
    bool: Kind.BOOLEAN,
    datetime: Kind.TIMESTAMP,
    AwareDatetime: Kind.TIMESTAMP,
    UUID: Kind.UUID,
}


def _strip(annotation: object) -> tuple[object, bool]:
    """Return the annotation without `Annotated` and `None`, and whether it allowed `None`."""
    if get_origin(annotation) is Annotated:
        return _strip(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        kinds = [arg for arg in get_args(annotation) if arg is not NoneType]
        if len(kinds) == 1:
            return _strip(kinds[0])[0], True
    return annotation, False


def _kind(annotation: object) -> tuple[Kind, tuple[str, ...]]:
    """Return the kind of a column with this annotation, and the words of its enum."""
    annotation, _ = _strip(annotation)
    if get_origin(annotation) is Literal:
        return Kind.TEXT, get_args(annotation)
    if get_origin(annotation) is tuple:
        kind, choices = _kind(get_args(annotation)[0])
        if kind is Kind.TEXT:
            return Kind.TEXT_LIST, choices
    return _KINDS.get(annotation, Kind.JSON), ()


def _default(name: str, info: FieldInfo) -> JsonValue:
    if name in CLOCKS:
        return Generated.NOW
    if info.default_factory is uuid4:
        return Generated.RANDOM_UUID
    return None if info.default is PydanticUndefined else to_jsonable_python(info.default)


def _column(name: str, info: FieldInfo) -> Column:
    kind, choices = _kind(info.annotation)
    nullable = _strip(info.annotation)[1] and name not in CLOCKS
    return Column(name, kind, nullable, choices, _default(name, info))


def _table(entity: str) -> Table:
    facts, model = _FACTS[entity], entities()[entity]
    return Table(
        name=f"{entity}s",
        entity=entity,
        model=model,
        columns=tuple(_column(*item) for item in model.model_fields.items()),
        unique=facts.unique,
        indexes=facts.indexes,
        references=tuple(Reference(name, *to) for name, to in facts.references.items()),
        order=facts.order,
        kept=facts.kept,
    )


TABLES: Mapping[str, Table] = MappingProxyType({entity: _table(entity) for entity in entities()})
"""Every table by its entity, in an order in which each refers to earlier ones only."""
