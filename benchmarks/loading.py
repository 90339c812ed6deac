"""A load by the library: `python -m benchmarks.loading URL JSONL` loads a file from `import`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic_core import from_json, to_json

import ionflux
from ionflux.models.records import StoredRecord


def _records(file: str) -> Iterator[StoredRecord]:
    """Yield the records of a file, each as the members that the cache would contain."""
    with Path(file).open("rb") as lines:
        for line in lines:
            values = from_json(line)
            entity = values.pop("entity")
            members = [b'"%b":%b' % (name.encode(), to_json(v)) for name, v in values.items()]
            yield StoredRecord(entity, b"\n".join(members))


if __name__ == "__main__":
    with ionflux.connect(sys.argv[1]) as store:
        store.load(_records(sys.argv[2]))
