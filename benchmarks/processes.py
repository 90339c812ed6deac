"""A thousand documents, cold and without a cache: two processes against one, in wall time.

Twice as fast would be 0.5; 0.526 is 1.9 times. Python, the command line and the libraries take
0.3 s to start, which both runs need once: the less time a document takes, the further this ratio is
from 0.5 (with 2 s for a thousand documents, it cannot be below 0.58).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import write
from benchmarks.program import ionflux, run
from benchmarks.ratio import Ratio, against, alternate

_ROUNDS = 7


def measure(folder: Path) -> Iterator[Ratio]:
    """Yield the ratio of the times."""
    documents = folder / "processes"
    write(documents, 1000)
    command = ionflux("import", documents, "-q", "--no-cache", "-o", folder / "processes.jsonl")
    works = {jobs: lambda jobs=jobs: run([*command, "--jobs", jobs]) for jobs in ("2", "1")}
    taken = alternate(works, _ROUNDS)
    yield against(
        "1000 documents, two processes / one", {"two": taken["2"], "one": taken["1"]}, 0.526
    )
