"""A figure with its limit, and how it is measured: in turn with its yardstick."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Ratio:
    """What was measured, the result, and its limit."""

    name: str
    value: float | None
    limit: float
    detail: str
    """The figures of the ratio; without a value, the reason."""

    @property
    def verdict(self) -> str:
        """Whether the limit was met."""
        if self.value is None:
            return "not measured"
        return "kept" if self.value <= self.limit else "MISSED"


Work = Callable[[], object]


def alternate(works: Mapping[str, Work], rounds: int) -> dict[str, float]:
    """Return the median seconds of each work, in wall time, after a run that does not count."""
    for work in works.values():
        work()
    return in_turn({name: _timed(work) for name, work in works.items()}, rounds)


def in_turn(works: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """Return the median result of each work; they take turns, so noise affects all alike."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(work())
    return {name: median(figures) for name, figures in taken.items()}


def _timed(work: Work) -> Callable[[], float]:
    def seconds() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return seconds


def against(name: str, seconds: Mapping[str, float], limit: float) -> Ratio:
    """Return the ratio of the first of two works to the second."""
    (ours, first), (theirs, second) = seconds.items()
    detail = f"{ours} {_shown(first)}, {theirs} {_shown(second)}"
    return Ratio(name, first / second, limit, detail)


def _shown(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"
