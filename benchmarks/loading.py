"""A load by the library: `python -m benchmarks.loading URL JSONL` loads a file from `import`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import ionflux
from ionflux.models.records import StoredRecord


def _records(file: str) -> Iterator[StoredRecord]:
    """Yield the records of a file, each as the JSON that the cache would contain."""
    with Path(file).open("rb") as lines:
        for line in lines:
            entity, _, values = line.rstrip(b"\n").partition(b",")
            yield StoredRecord(entity.decode().split('"')[3], b"{" + values)


if __name__ == "__main__":
    with ionflux.connect(sys.argv[1]) as store:
        store.load(_records(sys.argv[2]))
