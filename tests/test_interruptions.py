"""However and whenever a run ends, nothing is half written, and no process is left.

`make fuzz` does the same ten times over with ten thousand documents.
"""

from __future__ import annotations

from fuzz.interruptions import interrupted


def test_a_run_that_is_ended_at_a_random_moment_leaves_nothing_behind() -> None:
    assert interrupted(documents=200, seconds=60, times=1)[1] == []
