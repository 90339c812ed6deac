"""The FluxGraph agents of a document, and templates that look like one."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence

from ionflux.core.findings import Finding, Severity
from ionflux.forms.fluxgraph.graph_block import holds_graph
from ionflux.forms.fluxgraph.titles import agent_title, chapter_of, column_of
from ionflux.forms.reading import Agent
from ionflux.forms.sections.page import Page
from ionflux.forms.sections.parts import Extent
from ionflux.forms.sections.titles import meaning
from ionflux.markdown import Heading


class Document:
    """The agents of this form in a document."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._extents: list[Extent] = []
        self._templates: list[Extent] = []
        self._prose: list[Extent] = []
        self._find_titles()
        self._find_graphs()
        self._extents.sort(key=lambda extent: extent.first)

    @property
    def claimed(self) -> Sequence[tuple[int, int]]:
        """The offsets of the agents, and of text that is intentionally not an agent."""
        extents = (*self._extents, *self._templates, *self._prose)
        return [self._range(extent) for extent in extents]

    def agents(self) -> Iterator[Agent]:
        """Read the agents, in the order of the document."""
        from ionflux.forms.fluxgraph.agent import read  # a template is not read

        for extent in self._extents:
            start, end = self._range(extent)
            yield Agent(read(self.page, extent.first, extent.stop, end), start, end)

    def findings(self) -> Iterator[tuple[Finding, int]]:
        """Yield the findings outside of agents, each with its offset."""
        for extent in self._templates:
            hint = "replace the placeholders in brackets by a name and a version"
            yield self._not_an_agent(extent, "is a template: it does not name an agent", hint)
        for extent in self._prose:
            hint = "nothing to do, unless it should be one: it needs a graph"
            message = "looks like an agent but has none of an agent's parts"
            yield self._not_an_agent(extent, message, hint)
        for start, end in map(self._range, self._extents):
            yield from self._unclosed(start, end)

    def _not_an_agent(self, extent: Extent, says: str, hint: str) -> tuple[Finding, int]:
        heading, info = self._headings[extent.first], Severity.INFO
        place, message = self.page.title_span(heading), f"`{heading.title}` {says}"
        return Finding(message, place, code="IFX010", hint=hint, severity=info), heading.start

    @property
    def _headings(self) -> Sequence[Heading]:
        return self.page.outline.headings

    def _range(self, extent: Extent) -> tuple[int, int]:
        return self._headings[extent.first].start, extent.end

    def _find_titles(self) -> None:
        for number, heading in enumerate(self._headings):
            title = agent_title(heading.title)
            if title is None or self.page.is_claimed(heading.start):
                continue
            extent = self._extent(number)
            if title.is_template:
                self._templates.append(extent)
            elif title.version or self._holds_agent(extent):
                self._extents.append(extent)
            else:
                self._prose.append(extent)

    def _extent(self, number: int) -> Extent:
        """Return the extent of a title, including chapters at its own level."""
        extent = Extent(self._headings, number, len(self.page.source.text))
        while extent.stop < len(self._headings) and _is_chapter(self._headings[extent.stop]):
            following = Extent(self._headings, extent.stop, len(self.page.source.text))
            extent.stop, extent.end = following.stop, following.end
        return extent

    def _holds_agent(self, extent: Extent) -> bool:
        """Tell whether a section has a chapter or a column, or a graph."""
        if any(map(_is_chapter, self._headings[extent.first + 1 : extent.stop])):
            return True
        return any(holds_graph(self.page, f) for f in self.page.fences_in([self._range(extent)]))

    def _find_graphs(self) -> None:
        """Find agents that have a graph but a different title."""
        length = len(self.page.source.text)
        taken = sorted(self.claimed)
        around: list[int] = []
        number = 0
        for fence in self.page.outline.fences:
            while number < len(self._headings) and self._headings[number].start < fence.start:
                self._enter(around, number)
                number += 1
            index = bisect_right(taken, (fence.start, length))
            in_own = index > 0 and fence.start < taken[index - 1][1]
            if in_own or self.page.is_claimed(fence.start) or not self._is_owner(around):
                continue
            if holds_graph(self.page, fence):
                extent = self._extent(around[0])
                self._extents.append(extent)
                insort(taken, self._range(extent))

    def _enter(self, around: list[int], number: int) -> None:
        """Advance to a heading: keep the headings around it in a list, the outermost first."""
        level = self._headings[number].level
        while around and self._headings[around[-1]].level >= level:
            around.pop()
        around.append(number)

    def _is_owner(self, around: Sequence[int]) -> bool:
        """Tell whether there are enclosing headings, and none begins an agent of another form."""
        titles = (self._headings[number].title for number in around)
        return bool(around) and not any(meaning(t, self.page.vocabulary).agent for t in titles)

    def _unclosed(self, start: int, end: int) -> Iterator[tuple[Finding, int]]:
        """Yield the fences and raw HTML of an agent that are never closed."""
        source = self.page.source
        for fence in self.page.fences_in([(start, end)]):
            other = fence.body_end if not fence.closed else self.page.opens_another(fence)
            if other is not None:
                message = "a code fence is opened here and never closed"
                if fence.closed:
                    line = source.line(other)
                    message = f"a code fence is opened here and not closed before line {line}"
                place = source.span(fence.start, fence.start + 1)
                hint = "close it, or remove this line if it is a leftover"
                yield Finding(message, place, code="IFX009", hint=hint), fence.start
        for html in self.page.outline.html:
            if start <= html.start < end and not html.closed:
                message = "raw HTML is opened here and never closed: everything after is part of it"
                place = source.span(html.start, html.start + 1)
                hint = "close it; if it is text, write `&lt;` for `<`"
                yield Finding(message, place, code="IFX013", hint=hint), html.start


def _is_chapter(heading: Heading) -> bool:
    return chapter_of(heading.title) is not None or column_of(heading.title) is not None
