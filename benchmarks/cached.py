"""Ten thousand documents to JSONL again: what the cache saves, and what keeping it costs.

All with one process and in processor time. Cold is the same run with an empty cache; the share
of writing is the additional time of that run compared with one without a cache.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import ten_thousand
from benchmarks.program import ionflux, seconds
from benchmarks.ratio import Ratio, against, in_turn

_ROUNDS = 3


def measure(folder: Path) -> Iterator[Ratio]:
    """Yield the ratios to a cold run."""
    documents, cache = ten_thousand(folder), folder / "cached"
    command = ionflux("import", documents, "-q", "--jobs", "1", "-o", folder / "cached.jsonl")
    kept = [*command, "--cache-dir", str(cache)]
    changing = documents / "agent_005000.md"
    changes = iter(range(_ROUNDS))

    def cold() -> float:
        shutil.rmtree(cache, ignore_errors=True)
        return seconds(kept)

    def one_changed() -> float:
        with changing.open("a", encoding="utf-8") as file:
            file.write(f"\nChange {next(changes)}.\n")
        return seconds(kept)

    taken = in_turn(
        {
            "without": lambda: seconds([*command, "--no-cache"]),
            "cold": cold,
            "again": lambda: seconds(kept),
            "changed": one_changed,
        },
        _ROUNDS,
    )
    cold_run = {"cold": taken["cold"]}
    yield against(
        "10000 documents, nothing changed / cold", {"again": taken["again"]} | cold_run, 0.08
    )
    yield against("10000 documents, one changed / cold", {"one": taken["changed"]} | cold_run, 0.10)
    writing = {"writing": taken["cold"] - taken["without"]}
    yield against("writing the cache / a cold run", writing | cold_run, 0.07)
