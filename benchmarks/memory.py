"""How much the peak memory of a run grows with each additional document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import write
from benchmarks.program import ionflux, peak
from benchmarks.ratio import Ratio

_FEW, _MANY = 1_000, 6_000
_LIMIT = 2.0
"""Kilobytes for each document."""


def measure(folder: Path) -> Iterator[Ratio]:
    """Yield the growth for every output, with one process and with two, and with errors."""
    sizes = {count: folder / f"memory-{count}" for count in (_FEW, _MANY)}
    for count, documents in sizes.items():
        write(documents, count)
    outputs = {
        "jsonl": ["-o", folder / "memory.jsonl"],
        "jsonl, two jobs": ["-o", folder / "memory.jsonl", "--jobs", "2"],
        "sql": ["-o", folder / "memory.sql"],
        "sqlite": ["--database", f"sqlite:///{folder / 'memory.db'}"],
    }
    for name, options in outputs.items():
        yield _growth(f"kilobytes for a document, {name}", sizes, options)
    for documents in sizes.values():
        for file in sorted(documents.iterdir())[::10]:
            file.write_text(file.read_text().replace("\nversion:", "\nversio:"), encoding="utf-8")
    options = ["-o", folder / "memory.jsonl", "--jobs", "2"]
    yield _growth("kilobytes for a document, a tenth with errors", sizes, options, status=1)


def _growth(name: str, sizes: dict[int, Path], options: list[str | Path], status: int = 0) -> Ratio:
    jobs = [] if "--jobs" in options else ["--jobs", "1"]
    peaks = {
        count: peak(ionflux("import", documents, "-q", "--no-cache", *jobs, *options), status)
        for count, documents in sizes.items()
    }
    grown = (peaks[_MANY] - peaks[_FEW]) / 1024 / (_MANY - _FEW)
    detail = ", ".join(f"{count}: {size / 1e6:.0f} MB" for count, size in peaks.items())
    return Ratio(name, grown, _LIMIT, detail)
