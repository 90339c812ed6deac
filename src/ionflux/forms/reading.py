"""The result of a form for a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from ionflux.core.findings import Finding
from ionflux.forms.blueprint import Blueprint

AT_ONCE = 32
"""How many agents of a document take a step together: enough to gain time, few enough to keep."""


class Agent(NamedTuple):
    """An agent of a document: its blueprint, and the offsets of its section."""

    blueprint: Blueprint
    start: int
    end: int


class Reading(Protocol):
    """The result of a form for a document; agents are read one by one, on demand."""

    @property
    def claimed(self) -> Sequence[tuple[int, int]]:
        """The offsets of the form's agents, known before any of them is read."""

    def agents(self) -> Iterator[Agent]:
        """Read the agents, in the order of the document."""

    def findings(self) -> Iterator[tuple[Finding, int]]:
        """Yield the findings outside of agents, each with its offset; call it after `agents`."""
