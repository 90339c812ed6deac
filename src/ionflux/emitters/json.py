"""One JSON object with a list for each entity (spec sections 4 and 9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic_core import to_json

from ionflux.emitters import EmitOptions
from ionflux.models.base import Model
from ionflux.models.records import Record

_ALWAYS = ("agent_definition", "playbook")


def emit(records: Iterable[Record], _: EmitOptions) -> Iterator[str]:
    """Yield the whole text: two-space indent, UTF-8 as it is, one newline at the end."""
    lists: dict[str, list[Model]] = {}
    for record in records:
        lists.setdefault(record.entity, []).append(record.model)
    if not lists or any(entity in lists for entity in _ALWAYS):
        lists = {entity: lists.get(entity, []) for entity in _ALWAYS} | lists
    named = {f"{entity}s": models for entity, models in lists.items()}
    yield to_json(named, indent=2).decode()
    yield "\n"
