"""One JSON object with a list for each entity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pydantic_core import to_json

from ionflux.models.records import Record
from ionflux.output.emitters import EmitOptions

_ALWAYS = ("agent_definition", "playbook")
_OPENING, _CLOSING = b"[\n  [\n    ", b"\n  ]\n]"


def emit(records: Iterable[Record], _: EmitOptions) -> Iterator[str]:
    """Yield the whole text: two-space indent, UTF-8 as it is, one newline at the end."""
    lists: dict[str, list[Record]] = {}
    for record in records:
        lists.setdefault(record.entity, []).append(record)
    if not lists or any(entity in lists for entity in _ALWAYS):
        lists = {entity: lists.get(entity, []) for entity in _ALWAYS} | lists
    before = "{"
    for entity, members in lists.items():
        yield f'{before}\n  "{entity}s": ['
        yield from _members(members)
        before = ","
    yield "\n}\n"


def _members(records: Sequence[Record]) -> Iterator[str]:
    before = "\n    "
    for record in records:
        yield before + _indented(record)
        before = ",\n    "
    yield "\n  ]" if records else "]"


def _indented(record: Record) -> str:
    """Return a record with the indent of two levels."""
    return to_json([[record.content]], indent=2)[len(_OPENING) : -len(_CLOSING)].decode()
