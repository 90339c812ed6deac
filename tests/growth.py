"""How the time of some work grows with its input."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

MOST = 5.0
"""Four times the length may take five times as long: the rest is noise."""
_TRIALS = 4
_CERTAIN = 12.0
"""A factor that noise cannot cause."""
_SHORT = 0.01
"""Seconds of processor time that are not significant: 20 KB of anything quadratic take longer."""


class Growth(NamedTuple):
    """The times of an input and of one four times as long, in seconds."""

    small: float
    large: float

    @property
    def factor(self) -> float:
        """How many times as long a text of four times the length takes."""
        return self.large / self.small


def superlinear(
    work: Callable[[str], object], make: Callable[[int], str], size: int, short: float = _SHORT
) -> Growth | None:
    """Return the growth if four times the length takes more than five times as long.

    `size` is that of the long input in characters. Other processes disturb times, and never make
    them shorter: the best of some trials counts, and one good trial is enough.
    """
    short_text, long_text = make(size // 4), make(size)
    with _undisturbed():
        growth = Growth(0.0, _time(work, long_text))
        if growth.large < short:
            return None
        for _ in range(_TRIALS):
            small = min(_time(work, short_text) for _ in range(3))
            growth = Growth(max(small, short / 100), min(growth.large, _time(work, long_text)))
            if growth.factor <= MOST:
                return None
            if growth.factor > _CERTAIN:
                break
    return growth


def _time(work: Callable[[str], object], text: str) -> float:
    re.purge()  # what was compiled before would be quicker now
    before = time.thread_time()
    work(text)
    return time.thread_time() - before


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Exclude garbage collection from measurements."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
