"""Outputs of ten thousand cached documents: a seed, and a SARIF report.

The seed (PostgreSQL) is compared in processor time with JSONL of the same documents, which has no
columns: only bytes are copied for it. A third of the findings are not in the SARIF log, since code
scanning would reject them.

The seed misses its limit: looking up a document takes less time than making the 25 columns of a row
and their literals, after everything that parsed or wrote JSON anew was removed. The text of the row
in the cache would save that, and double the size of the cache.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import ten_thousand
from benchmarks.program import ionflux, peak, run, seconds
from benchmarks.ratio import Ratio, against, in_turn

_ROUNDS = 3
_MEGABYTE = 1_000_000


def measure(folder: Path) -> Iterator[Ratio]:
    """Yield the ratio of the seed, and the memory of the report."""
    documents = ten_thousand(folder)
    common = ["--jobs", "1", "--cache-dir", str(folder / "outputs-cache")]
    outputs = {
        ending: [*ionflux("import", documents, "-q", "-o", folder / f"outputs.{ending}"), *common]
        for ending in ("sql", "jsonl")
    }
    run(outputs["jsonl"])
    works = {name: lambda made=made: seconds(made) for name, made in outputs.items()}
    taken = in_turn(works, _ROUNDS)
    yield against("10000 documents from the cache, seed / JSONL", taken, 1.3)
    report = ionflux("validate", documents, "-q", "-f", "sarif", "-o", folder / "outputs.sarif")
    memory = peak([*report, *common]) / _MEGABYTE
    yield Ratio("megabytes of a SARIF report on 10000 documents", memory, 80, f"{memory:.0f} MB")
