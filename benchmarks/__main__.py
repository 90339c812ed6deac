"""Measure speed and memory: `python -m benchmarks [NAME…]` prints the ratios with their limits.

Without names, everything is measured and written to docs/benchmarks.md.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from benchmarks import (
    cached,
    catalog,
    databases,
    differences,
    in_process,
    many,
    memory,
    outputs,
    processes,
    server,
    shapes,
    start,
)
from benchmarks.ratio import Ratio

_RESULTS = Path(__file__).parents[1] / "docs" / "benchmarks.md"
_HEAD = """# Measurements

Written by `make bench`. Each ratio is of two medians of one run, measured in turn; the
modules of `benchmarks/` describe the figures.
"""


_MEASURES: Mapping[str, Callable[[Path], Iterator[Ratio]]] = {
    "in_process": lambda _: in_process.measure(),
    "differences": lambda _: differences.measure(),
    "shapes": lambda _: shapes.measure(),
    "start": start.measure,
    "many": many.measure,
    "growth": many.growth,
    "memory": memory.measure,
    "catalog": catalog.measure,
    "cached": cached.measure,
    "processes": processes.measure,
    "outputs": outputs.measure,
    "show": databases.show,
    "load_sqlite": databases.load_sqlite,
    "load_postgres": databases.load_postgres,
    "diff": databases.diff,
    "server": server.measure,
}


def _measured(names: Iterable[str], folder: Path) -> Iterator[Ratio]:
    for name in names:
        yield from _MEASURES[name](folder)


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


def main(names: list[str]) -> int:
    """Run the measurements; the exit status is 1 if a limit was missed."""
    if unknown := [name for name in names if name not in _MEASURES]:
        print(f"unknown: {', '.join(unknown)}; there are {', '.join(_MEASURES)}")
        return 2
    found = []
    with tempfile.TemporaryDirectory(prefix="ionflux-bench-") as name:
        for ratio in _measured(names or _MEASURES, Path(name)):
            value = "     –" if ratio.value is None else f"{ratio.value:6.2f}"
            print(f"{value}  at most {ratio.limit:<5g} {ratio.verdict:12} {ratio.name}", flush=True)
            print(f"        {ratio.detail}", flush=True)
            found.append(ratio)
    if not names:
        text = "\n".join([_HEAD, f"{_machine()}\n", *_table(found), ""])
        _RESULTS.write_text(text, encoding="utf-8")
    return int(any(ratio.verdict == "MISSED" for ratio in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
