"""What a form finds in a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from ionflux.core.findings import Finding
from ionflux.forms.blueprint import Blueprint

AT_ONCE = 32
"""Agents of a document for which a step is taken in a row: enough to gain, few enough to hold."""


class Agent(NamedTuple):
    """An agent of a document: its blueprint, and the offsets between which its section is."""

    blueprint: Blueprint
    start: int
    end: int


class Reading(Protocol):
    """What a form finds in a document; agents are read when they are asked for."""

    @property
    def claimed(self) -> Sequence[tuple[int, int]]:
        """The offsets between which the form's agents are, known before any of them is read."""

    def agents(self) -> Iterator[Agent]:
        """Read the agents, in the order of the document."""

    def findings(self) -> Iterator[tuple[Finding, int]]:
        """Yield what is wrong beside the agents, each with its offset; call it after `agents`."""
