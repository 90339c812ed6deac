"""Two sets of definitions to the changes between them, each with its level (spec section 8)."""

from ionflux.diff.changes import AgentChange, Change, Changes, Kind, Level, Location, Summary
from ionflux.diff.comparison import compare

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
