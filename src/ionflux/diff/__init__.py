"""The changes between two sets of definitions, each with its level."""

from ionflux.diff.changes import AgentChange, Change, Changes, Kind, Location, Summary
from ionflux.diff.comparison import compare
from ionflux.models.rows import Level

__all__ = [
    "AgentChange",
    "Change",
    "Changes",
    "Kind",
    "Level",
    "Location",
    "Summary",
    "compare",
]
