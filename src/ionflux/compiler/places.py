"""Which agent's section an offset of a document is in."""

from __future__ import annotations

from bisect import bisect_right


class AgentSections:
    """The sections of a document's agents, in the order of the document."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.sections: list[tuple[int, str, int]] = []

    def add(self, start: int, end: int, agent: str) -> None:
        """Add the next agent's section by its offsets."""
        around = len(self.starts) - 1
        while around >= 0 and self.sections[around][0] <= start:
            around = self.sections[around][2]
        self.starts.append(start)
        self.sections.append((end, agent, around))

    def at(self, offset: int) -> str | None:
        """Return the agent in whose section an offset is; of nested ones, the innermost."""
        found = self._around(offset)
        return found[1] if found else None

    def end_at(self, offset: int) -> int | None:
        """Return where the section ends that an offset is in; of nested ones, the innermost."""
        found = self._around(offset)
        return found[0] if found else None

    def _around(self, offset: int) -> tuple[int, str, int] | None:
        index = bisect_right(self.starts, offset) - 1
        while index >= 0:
            end, _, around = section = self.sections[index]
            if offset < end:
                return section
            index = around
        return None

    def begin_after(self, offset: int) -> bool:
        """Tell whether an offset is before the first agent."""
        return not self.starts or offset < self.starts[0]
