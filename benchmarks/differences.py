"""Comparing many definitions: the time for one of them must not grow with their number."""

from __future__ import annotations

from collections.abc import Iterator

import ionflux
from benchmarks.ratio import Ratio, against, alternate
from ionflux import AgentDefinition

_FEW, _MANY = 1_000, 5_000
_ROUNDS = 3


def measure() -> Iterator[Ratio]:
    """Yield the time for a definition of 5,000 to that for one of 1,000."""
    sides = {number: _sides(number) for number in (_MANY, _FEW)}
    taken = alternate(
        {
            str(number): lambda old=old, new=new: ionflux.compare(old, new)
            for number, (old, new) in sides.items()
        },
        _ROUNDS,
    )
    yield against(
        f"differences, time for a definition, of {_MANY} / of {_FEW}",
        {f"of {number}": seconds / int(number) for number, seconds in taken.items()},
        1.5,
    )


def _sides(number: int) -> tuple[list[AgentDefinition], list[AgentDefinition]]:
    """Return definitions, half of which are changed and half renamed."""
    old = [AgentDefinition(id=f"agent_{i}", name=f"Agent{i}", version="0.1") for i in range(number)]
    new = [
        definition.model_copy(update={"tagline": "new"} if i % 2 else {"id": f"agent_{i + number}"})
        for i, definition in enumerate(old)
    ]
    return old, new
