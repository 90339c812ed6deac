"""A blueprint as read: plain values, and for each where it stands in the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from ionflux.core.findings import Finding, Loc, Span


class Way(StrEnum):
    """How a value came into the definition."""

    YAML = "yaml"
    SECTION = "section"
    HEADING = "heading"
    INFERRED = "inferred"
    CONFIGURATION = "configuration"
    DEFAULT = "default"


class Place(Protocol):
    """Whatever can tell where it stands; worked out only when somebody asks."""

    @property
    def span(self) -> Span:
        """The place in the document."""

    def part(self, start: int, end: int) -> Span | None:
        """Return the place of the text between two offsets, or None where there is no telling."""


class Origin(NamedTuple):
    """Where a value comes from, and by which way."""

    way: Way
    place: Place


class Heading(NamedTuple):
    """What an agent's heading says, and where it is."""

    number: int
    title: str
    subtitle: str | None = None
    place: Span = Span(1, 1, 1, 1)


class Text(Place, Protocol):
    """Some text of a document that knows where each of its characters is."""

    @property
    def text(self) -> str:
        """The Markdown source, without blank lines at its ends."""


class SectionText(NamedTuple):
    """One section of an agent, as rules see it: its title, and its own text."""

    kind: str
    title: str
    title_place: Span
    passage: Text

    @property
    def text(self) -> str:
        """The section's text as Markdown source; empty where it has none."""
        return self.passage.text

    def part(self, start: int, end: int) -> Span | None:
        """Return the place of the text between two offsets in `text`."""
        return self.passage.part(start, end)


class Meant(NamedTuple):
    """An unknown key that was probably meant for a known one: the finding, and what to write."""

    finding: Finding
    hint: str


class RawBlueprint(NamedTuple):
    """One agent as a dialect has understood it; nothing is validated yet.

    `values` has the shape of an `AgentDefinition`; `origins` tells the place of each value by
    its path. A path that is not there has the place of its nearest parent, at last the heading.
    `meant` holds unknown keys by the paths that they were probably meant for.
    """

    heading: Heading
    place: Place
    values: Mapping[str, Any]
    origins: Mapping[Loc, Origin]
    findings: Sequence[Finding] = ()
    meant: Mapping[Loc, Meant] = MappingProxyType({})
    sections: Mapping[str, Sequence[SectionText]] = MappingProxyType({})

    def origin(self, loc: Loc) -> Origin | None:
        """Return the origin of the value at the path, or of its nearest parent."""
        while loc:
            if loc in self.origins:
                return self.origins[loc]
            loc = loc[:-1]
        return None
