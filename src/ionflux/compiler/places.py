"""The places of a blueprint and of agents in a document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from ionflux.core.findings import Finding, Loc, Span
from ionflux.forms.raw import Origin, RawBlueprint
from ionflux.markdown import Section


class Places:
    """A blueprint's places in its document, by paths into the model."""

    def __init__(self, raw: RawBlueprint, origins: Mapping[Loc, Origin]) -> None:
        self.raw = raw
        self.origins = origins

    def of(self, finding: Finding) -> Span:
        """Return a finding's place."""
        return finding.place or self.at(finding.loc, finding.part)

    def at(self, loc: Loc, part: tuple[int, int] | None = None) -> Span:
        """Return the place of a value, or of a part of it; what is missing, its owner's line.

        The empty path is the heading; a field that nobody wrote belongs to the YAML block.
        """
        if not loc:
            return self.raw.place.span
        nearest = loc
        while nearest and nearest not in self.origins:
            nearest = nearest[:-1]
        place = self.origins[nearest].place if nearest in self.origins else self.raw.place
        span = (place.part(*part) if part and nearest == loc else None) or place.span
        return span if nearest == loc else Span(span.line, span.column, span.line, span.column)


class AgentSections:
    """Which agent's section a line is in; sections come in the order of the document."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.sections: list[tuple[Section, str]] = []

    def add(self, section: Section, agent: str) -> None:
        """Add the next agent's section."""
        self.starts.append(section.first)
        self.sections.append((section, agent))

    def at(self, line: int) -> str | None:
        """Return the agent in whose section a line is; of nested ones, the innermost."""
        index = bisect_right(self.starts, line) - 1
        while index >= 0:
            section, agent = self.sections[index]
            if line < section.end:
                return agent
            index = self._around(section)
        return None

    def begin_behind(self, line: int) -> bool:
        """Tell whether a line stands before the first agent."""
        return not self.starts or line < self.starts[0]

    def _around(self, section: Section) -> int:
        """Return the position of the agent in whose section another one stands, or -1."""
        parent = section.parent
        while parent is not None:
            index = bisect_left(self.starts, parent.first)
            if index < len(self.starts) and self.sections[index][0] is parent:
                return index
            parent = parent.parent
        return -1
