"""One JSON object per line, for corpora too large for a single object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ionflux.models.records import Record
from ionflux.output.emitters import EmitOptions


def emit(records: Iterable[Record], _: EmitOptions) -> Iterator[bytes]:
    """Yield a line for each record: its entity, and its fields next to it."""
    for record in records:
        members = record.members.replace(b"\n", b",")
        yield b'{"entity":"%b",%b}\n' % (record.entity.encode(), members)
