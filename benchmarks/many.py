"""A thousand documents: cold, against velite; again, with nothing and with one changed."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

from benchmarks import velite
from benchmarks.corpus import write
from benchmarks.program import ionflux, run
from benchmarks.ratio import Ratio, Work, against, alternate

_COUNT = 1000
_ROUNDS = 5
_GROWTH = {100: 5, 1_000: 3, 10_000: 1}
"""Numbers of documents, and how often each is measured."""
_LIMITS = {velite.RAW: 0.7, velite.SECTIONS: 0.3}


def measure(folder: Path) -> Iterator[Ratio]:
    """Yield the ratios."""
    documents = folder / "thousand"
    files = write(documents, _COUNT)
    cache = folder / "cache"
    command = ionflux(
        "import", documents, "-q", "-o", folder / "thousand.json", "--cache-dir", cache
    )

    def cold() -> None:
        shutil.rmtree(cache, ignore_errors=True)
        run(command)

    changes = iter(range(10 * _ROUNDS))

    def one_changed() -> None:
        with files[_COUNT // 2].open("a", encoding="utf-8") as file:
            file.write(f"\nChange {next(changes)}.\n")
        run(command)

    works = {"cold": cold, "again": lambda: run(command), "changed": one_changed}
    others, reason = _velite(folder / "velite", files)
    taken = alternate(works | others, _ROUNDS)
    for work, limit in _LIMITS.items():
        name = f"{_COUNT} documents of one agent, cold / velite: {work}"
        if work in taken:
            yield against(name, {"ionflux": taken["cold"], "velite": taken[work]}, limit)
        else:
            yield Ratio(name, None, limit, reason)
    yield against(
        f"{_COUNT} documents, again / cold", {"again": taken["again"], "cold": taken["cold"]}, 0.25
    )
    yield against(
        f"{_COUNT} documents, one changed / cold",
        {"changed": taken["changed"], "cold": taken["cold"]},
        0.3,
    )


def growth(folder: Path) -> Iterator[Ratio]:
    """Yield how the time for a document grows from a hundred documents to many."""
    taken: dict[int, float] = {}
    start = folder / "one-of-many"
    write(start, 1)
    base = alternate({"start": lambda: run(_jsonl(folder, start))}, 3)["start"]
    for count, rounds in _GROWTH.items():
        documents = folder / f"growing-{count}"
        write(documents, count)
        seconds = median(_once(_jsonl(folder, documents)) for _ in range(rounds))
        taken[count] = (seconds - base) / count
    yield against(
        "time for a document, of 10000 / of 1000",
        {"of 10000": taken[10_000], "of 1000": taken[1_000]},
        1.15,
    )
    yield against(
        "time for a document, of 1000 / of 100",
        {"of 1000": taken[1_000], "of 100": taken[100]},
        1.15,
    )


def _once(command: list[str]) -> float:
    start = time.perf_counter()
    run(command)
    return time.perf_counter() - start


def _jsonl(folder: Path, documents: Path) -> list[str]:
    output = folder / "growing.jsonl"
    return ionflux("import", documents, "-q", "-o", output, "--no-cache", "--jobs", "1")


def _velite(home: Path, files: list[Path]) -> tuple[Mapping[str, Work], str]:
    try:
        return velite.works(home, files), ""
    except velite.NotInstalledError as reason:
        return {}, str(reason)
