"""The table of fields: one row for each field of a model, as the model declares it.

Reading, the editor schema, the section report, the card, diff levels, columns and the
documentation follow this table; a new field is one row.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel

from ionflux.models.agent_definition import AgentDefinition
from ionflux.models.rows import OWN_NAME, Row

KEPT_SECTIONS: Mapping[str, str | None] = MappingProxyType(
    {
        "punch_final": None,
        "ipo_flow": "essence_detail",
        "strategic_integrations": "ipo_flow",
        "data_store": "files",
    }
)
"""Kinds of section that `additional_sections` keeps by these names, and the kind that each
follows in a complete blueprint; None if a complete blueprint need not have it."""


NEVER_COMPARED = frozenset({"created_at", "updated_at"})
"""When a record was written does not affect what it promises."""


class Field(NamedTuple):
    """One field of a model: its name in JSON, its row, its type and its description."""

    name: str
    row: Row
    type: Any
    description: str


@cache
def fields(model: type[BaseModel] = AgentDefinition) -> Mapping[str, Field]:
    """Return the fields of a model by their names, in its order; keys are spelled out."""
    found = {}
    for attribute, info in model.model_fields.items():
        name = info.alias or attribute
        for row in (item for item in info.metadata if isinstance(item, Row)):
            key = name if row.key == OWN_NAME else row.key
            description = info.description or ""
            found[name] = Field(name, row._replace(key=key), info.annotation, description)
    return MappingProxyType(found)


def below(field: Field) -> Mapping[str, Field]:
    """Return the fields of the model that a field contains, directly or as entries of a list."""
    model = _model_of(field.type)
    return fields(model) if model else {}


@cache
def _model_of(kind: object) -> type[BaseModel] | None:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    return next((model for model in map(_model_of, get_args(kind)) if model), None)


@cache
def chapters() -> Mapping[str, tuple[Field, ...]]:
    """Return the displayed fields by their chapters, in the order of the model."""
    found: dict[str, tuple[Field, ...]] = {}
    for field in fields().values():
        if field.row.title:
            chapter = field.row.chapter or field.row.title
            found[chapter] = (*found.get(chapter, ()), field)
    return MappingProxyType(found)


@cache
def keys(model: type[BaseModel] = AgentDefinition) -> Mapping[str, Field]:
    """Return the fields that the YAML block may contain, by their canonical keys."""
    return MappingProxyType({f.row.key: f for f in fields(model).values() if f.row.key})


@cache
def text_sections() -> Mapping[str, Field]:
    """Return the fields that take the text of a whole section, by the kind of section."""
    return MappingProxyType({f.row.section: f for f in fields().values() if f.row.section})


@cache
def section_fields() -> Mapping[str, str]:
    """Return the path of the first field that each kind of section fills, by the kind."""
    found: dict[str, str] = {}
    for field in fields().values():
        if kind := field.row.section or field.row.within:
            found.setdefault(kind, field.name)
    return MappingProxyType(found | {k: f"additional_sections.{k}" for k in KEPT_SECTIONS})


@cache
def standard_sections() -> tuple[str, ...]:
    """Return the kinds of section that a complete blueprint has, in their order."""
    rows = [field.row for field in fields().values()]
    kinds = [row.section or row.within for row in rows if row.expected]
    order = [kind for kind in dict.fromkeys(kinds) if kind]
    for kind, before in KEPT_SECTIONS.items():
        if before:
            order.insert(order.index(before) + 1, kind)
    return tuple(order)
