"""Sections that look like a part of an agent and are not read as such (IFX011, IFX012)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ionflux.core.findings import Finding
from ionflux.core.patterns import regex
from ionflux.forms.sections.page import Page
from ionflux.forms.sections.parts import Extent
from ionflux.forms.sections.titles import Title, meaning
from ionflux.models.fields import standard_sections

# A line that is a title in all but its marks: `###Title`, `**Title**`, `Title:`, or underlined.
_TITLE = regex(
    r"\n(?:(?P<marks>#{1,6})(?P<joined>[^\s#][^\n]{2,80})"
    r"|\*\*(?P<bold>[^*\n]{3,80})\*\*:?[ \t]*(?=\n|\Z)"
    r"|(?P<above>[^\W_][^\n]{2,80})(?=\n {0,3}(?:===+|---+)[ \t]*(?:\n|\Z))"
    r"|(?P<bare>[^\W\d_][^:\n]{2,80}):[ \t]*(?=\n|\Z))"
)
EXPECTED = frozenset({*standard_sections(), "definition"})


class ReadAgent(NamedTuple):
    """A summary of an agent that was read: the number of its heading, and its sections.

    The blueprint itself is no longer needed once its agent is compiled.
    """

    number: int
    title: str
    kinds: frozenset[str]


def lost_sections(
    page: Page,
    titles: Sequence[Title],
    extents: Mapping[int, Extent],
    agents: Sequence[ReadAgent],
) -> Iterator[tuple[Finding, int]]:
    """Yield standard sections that an agent lacks and that follow it at its own level or above."""
    headings = page.outline.headings
    for index, (number, agent_title, kinds) in enumerate(agents):
        level = headings[number].level
        stop = agents[index + 1].number if index + 1 < len(agents) else len(headings)
        after = extents[number].stop
        had = set(kinds)
        while after < stop:
            heading, title = headings[after], titles[after]
            if heading.level <= level:
                if title.kind is None or not title.exact:
                    break
                if title.kind not in had:
                    had.add(title.kind)
                    marks = "#" * min(level + 1, 6)
                    message = (
                        f"the section `{heading.title}` ends the agent"
                        f" `{agent_title}`, which has no such section"
                    )
                    hint = f"to make it a part of the agent, write `{marks} {heading.title}`"
                    place = page.title_span(heading)
                    found = Finding(message, place, code="IFX011", hint=hint, write=marks)
                    yield found, heading.start
            after += 1


def near_sections(page: Page, agents: Sequence[ReadAgent]) -> Iterator[tuple[Finding, int]]:
    """Yield lines that are the title of a section that an agent lacks, but not a heading."""
    starts = [page.outline.headings[agent.number].start for agent in agents]
    lines = f"\n{page.source.text}"
    for found in _TITLE.finditer(lines):
        start = found.start()
        index = bisect_right(starts, start) - 1
        if index < 0 or page.is_hidden(start):
            continue
        agent = agents[index]
        title = found[found.lastgroup or 0].strip().rstrip(": ")
        kind, exact, _ = meaning(title, page.vocabulary)
        if kind not in EXPECTED or not exact or kind in agent.kinds:
            continue
        if found["bare"] and kind == "definition":  # a line that announces the block below it
            continue
        level = min(max(page.outline.headings[agent.number].level, 1) + 1, 6)
        message = f"`{title}` is the title of a section, but this line is not a heading"
        hint = f"write `{'#' * level} {title}`"
        place = page.source.span(start, found.end() - 1)
        yield Finding(message, place, code="IFX012", hint=hint), start
