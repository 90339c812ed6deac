"""An agent's section in parts: which headings begin a part of its own, and its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ionflux.forms.blueprint import Section
from ionflux.forms.sections.titles import Title
from ionflux.markdown import Heading

# Sections whose text is not a field of its own; the headings below them are searched.
_CONTAINERS = frozenset({"agent", "header", "essence", None})


class Extent:
    """Which headings belong to an agent: those from `first` up to `stop`, and the text's end."""

    __slots__ = ("end", "first", "stop")

    def __init__(self, headings: Sequence[Heading], first: int, length: int) -> None:
        level, stop, count = headings[first].level, first + 1, len(headings)
        while stop < count and headings[stop].level > level:
            stop += 1
        self.first = first
        self.stop = stop
        self.end = headings[stop].start if stop < len(headings) else length


def split(
    headings: Sequence[Heading],
    titles: Sequence[Title],
    extent: Extent,
    others: Mapping[int, Extent],
) -> list[Section]:
    """Split an agent's section into its parts.

    `titles` are the meanings of the headings, `others` the agents by the numbers of their headings.

    Another agent below it does not belong to it. An unknown section belongs to the known one that
    it is in. A known one is always a part of its own, unless it is in the text of a field and has
    words appended: then it is a subheading of that text.
    """
    own, end = headings[extent.first], extent.end
    part = Section("agent", own)
    found = [part]
    around = [(own.level, part)]
    # The text from `begin` on belongs to `part`, up to a heading that begins another part.
    begin = min(own.end + 1, end)
    resume = 0
    for number in range(extent.first + 1, extent.stop):
        if number < resume:
            continue
        heading = headings[number]
        level, _, start, heading_end = heading
        if number in others:
            part.ranges.append((begin, start))
            resume = others[number].stop
            begin = headings[resume].start if resume < extent.stop else end
            continue
        while around[-1][0] >= level:
            around.pop()
        owner = around[-1][1]
        around_kind = owner.kind
        kind, exact, _ = titles[number]
        if around_kind == "agent" or (
            kind is not None and kind != around_kind and (exact or around_kind in _CONTAINERS)
        ):
            part.ranges.append((begin, start))
            owner.is_parent = True
            part = owner = Section(kind, heading)
            found.append(part)
            begin = min(heading_end + 1, end)
        elif owner is not part:
            part.ranges.append((begin, start))
            part, begin = owner, start
        around.append((level, owner))
    part.ranges.append((begin, end))
    return found


def owners(headings: int, extents: Mapping[int, Extent]) -> list[Extent | None]:
    """Return, for each heading, the innermost agent that it belongs to."""
    found: list[Extent | None] = []
    around: list[Extent] = []
    for number in range(headings):
        while around and around[-1].stop <= number:
            around.pop()
        if number in extents:
            around.append(extents[number])
        found.append(around[-1] if around else None)
    return found
