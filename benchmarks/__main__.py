"""Measure everything, print the ratios with their limits, and write them to docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks import catalog, differences, in_process, many, memory, shapes, start
from benchmarks.ratio import Ratio

_RESULTS = Path(__file__).parents[1] / "docs" / "benchmarks.md"
_HEAD = """# Measurements

Written by `make bench`. Each ratio is of two medians of one run, measured in turn; what the
figures are is said in the modules of `benchmarks/`.
"""


def _all(folder: Path) -> Iterator[Ratio]:
    yield from in_process.measure()
    yield from differences.measure()
    yield from shapes.measure()
    yield from start.measure(folder)
    yield from many.measure(folder)
    yield from many.growth(folder)
    yield from memory.measure(folder)
    yield from catalog.measure(folder)


def _table(ratios: Iterable[Ratio]) -> Iterator[str]:
    yield "| what | measured | at most | | figures |"
    yield "|---|---|---|---|---|"
    for ratio in ratios:
        value = "–" if ratio.value is None else f"{ratio.value:.2f}"
        yield f"| {ratio.name} | {value} | {ratio.limit:g} | {ratio.verdict} | {ratio.detail} |"


def _machine() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    python = platform.python_version()
    return f"{platform.system()} {platform.machine()}, {cores} cores, Python {python}"


def main() -> int:
    """Run the measurements; the exit status is 1 where a limit was missed."""
    found = []
    with tempfile.TemporaryDirectory(prefix="ionflux-bench-") as name:
        for ratio in _all(Path(name)):
            value = "     –" if ratio.value is None else f"{ratio.value:6.2f}"
            print(f"{value}  at most {ratio.limit:<5g} {ratio.verdict:12} {ratio.name}", flush=True)
            print(f"        {ratio.detail}", flush=True)
            found.append(ratio)
    text = "\n".join([_HEAD, f"{_machine()}\n", *_table(found), ""])
    _RESULTS.write_text(text, encoding="utf-8")
    return int(any(ratio.verdict == "MISSED" for ratio in found))


if __name__ == "__main__":
    sys.exit(main())
