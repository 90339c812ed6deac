"""The agents of a document, and text that was meant as one but is not read as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol

from ionflux.core.findings import Finding, Severity
from ionflux.forms.blueprint import Blueprint
from ionflux.forms.reading import AT_ONCE, Agent
from ionflux.forms.sections import agent, labels
from ionflux.forms.sections.definition_block import is_yaml, looks_like_definition
from ionflux.forms.sections.lost import agent_in, lost_agents
from ionflux.forms.sections.lost_sections import (
    EXPECTED,
    ReadAgent,
    lost_sections,
    near_sections,
)
from ionflux.forms.sections.page import Page
from ionflux.forms.sections.parts import Extent
from ionflux.forms.sections.titles import Title, meaning
from ionflux.markdown import Fence, Html

_LONGEST = 120
"""How many characters of a heading a message quotes."""


_CLAIMED = Title(None, exact=False, agent=None)
"""The meaning of a title in the text of another form."""


class WholeAgent(Protocol):
    """An agent that is a whole document except for the agents within it."""

    @property
    def number(self) -> int:
        """The number of its heading, which has the level 0."""

    @property
    def start(self) -> int:
        """The offset at which it begins."""

    def title(self) -> Title:
        """Return the parsed heading."""

    def read(self, titles: Sequence[Title], others: Mapping[int, Extent]) -> Blueprint:
        """Read it; the arguments are those of `agent.read`."""


class Document:
    """A document in the `sections` form; its agents are read one by one.

    `whole` is an agent of another form with the same sections, around those of this one.
    """

    def __init__(self, page: Page, whole: WholeAgent | None = None) -> None:
        self.page = page
        self.whole = whole
        headings, length = page.outline.headings, len(page.source.text)
        titles = [meaning(heading.title, page.vocabulary) for heading in headings]
        if page.claimed:
            pairs = zip(headings, titles, strict=True)
            titles = [_CLAIMED if page.is_claimed(h.start) else title for h, title in pairs]
        if whole:
            titles[whole.number] = whole.title()
        self.titles = titles
        self.extents: dict[int, Extent] = {}
        for number in range(len(headings) - 1, -1, -1):
            if titles[number].agent:
                extent = Extent(headings, number, length)
                if (whole and number == whole.number) or self._holds_agent(extent):
                    self.extents[number] = extent
        for start, _ in page.claimed if whole is None else ():
            self._end_before(start)
        self.lost = lost_agents(self.page, titles, self.extents)
        for lost in self.lost:
            if lost.severity is Severity.ERROR:
                self._end_before(lost.start)

    @property
    def has_agents(self) -> bool:
        """Whether the document has any agent, of any form."""
        return bool(self.extents or self.page.claimed)

    @property
    def claimed(self) -> Sequence[tuple[int, int]]:
        """The offsets of the agents."""
        return [(self._start(each), each.end) for each in self.extents.values()]

    def agents(self) -> Iterator[Agent]:
        """Read the agents, in the order of the document."""
        self._read: list[ReadAgent] = []
        numbers = iter(sorted(self.extents))
        while together := list(islice(numbers, AT_ONCE)):
            for number, blueprint in zip(together, self._blueprints(together), strict=True):
                self._read.append(ReadAgent(number, blueprint.heading.title, blueprint.kinds))
                extent = self.extents[number]
                yield Agent(blueprint, self._start(extent), extent.end)

    def _blueprints(self, numbers: Sequence[int]) -> list[Blueprint]:
        """Read the agents of some headings."""
        whole = self.whole if self.whole and self.whole.number in numbers else None
        rest = [number for number in numbers if not whole or number != whole.number]
        extents = [self.extents[number] for number in rest]
        found = agent.read(self.page, self.titles, extents, self.extents)
        if whole:
            blueprint = whole.read(self.titles, self.extents)
            found.insert(numbers.index(whole.number), blueprint)
        return found

    def _start(self, extent: Extent) -> int:
        if self.whole and extent.first == self.whole.number:
            return self.whole.start
        return self.page.outline.headings[extent.first].start

    def findings(self) -> Iterator[tuple[Finding, int]]:
        """Yield the findings outside of agents, each with its offset; call it after `agents`."""
        for lost in self.lost:
            yield lost.finding(self.page), lost.start
        yield from lost_sections(self.page, self.titles, self.extents, self._read)
        lacking = [each for each in self._read if not each.kinds >= EXPECTED]
        if lacking:
            yield from near_sections(self.page, lacking)
        for fence in self.page.outline.fences:
            yield from self._about_fence(fence)
        for html in self.page.outline.html:
            yield from self._about_html(html)

    def _holds_agent(self, extent: Extent) -> bool:
        """Tell whether a section contains a standard section, a labelled field or a definition."""
        number = extent.first + 1
        while number < extent.stop:
            if inner := self.extents.get(number):
                number = inner.stop
                continue
            if self.titles[number].kind:
                return True
            number += 1
        if extent.stop < len(self.titles) and self._slipped(extent):
            return True
        page, headings = self.page, self.page.outline.headings
        start = headings[extent.first].end + 1
        stop = headings[extent.first + 1].start if extent.first + 1 < extent.stop else extent.end
        if labels.read(page.source.text[start:stop], page.vocabulary).fields:
            return True
        text = page.source.text
        return any(
            is_yaml(fence) or looks_like_definition(fence.code(text), page.vocabulary)
            for fence in page.fences_in([(start, extent.end)])
        )

    def _slipped(self, extent: Extent) -> bool:
        """Tell whether a standard section at the agent's own level comes directly after it."""
        title = self.titles[extent.stop]
        return title.kind is not None and title.exact and title.agent is None

    def _end_before(self, offset: int) -> None:
        """End the agents around an offset there, so that the rest does not belong to them."""
        headings = self.page.outline.headings
        for extent in self.extents.values():
            start = headings[extent.first].start
            if start < offset < extent.end:
                extent.end = offset
                while extent.stop > extent.first + 1 and headings[extent.stop - 1].start >= offset:
                    extent.stop -= 1

    def _named(self, offset: int) -> str:
        """Return words for the agent whose heading is at an offset."""
        heading = self.page.source.text[offset : offset + _LONGEST].partition("\n")[0]
        heading = heading.strip("# \t")
        return f"the agent `{heading}`"

    def _about_fence(self, fence: Fence) -> Iterator[tuple[Finding, int]]:
        hint = "close it, or remove this line if it is a leftover"
        text, vocabulary = self.page.source.text, self.page.vocabulary
        end = fence.body_end if not fence.closed else self.page.opens_another(fence)
        if end is None:
            return
        place = self.page.source.span(fence.start, fence.start + 1)
        if (offset := agent_in(text, fence.body, fence.body_end, vocabulary)) is not None:
            message = (
                f"a code fence is opened here and not closed before {self._named(offset)},"
                " which is lost in it"
            )
            error = Severity.ERROR
            yield Finding(message, place, code="IFX009", hint=hint, severity=error), fence.start
        elif self.has_agents and not fence.closed:
            message = "a code fence is opened here and never closed: everything after it is code"
            if fence.contained:
                message = "a code fence is opened here and not closed before the list or quote ends"
            yield Finding(message, place, code="IFX009", hint=hint), fence.start
        elif self.has_agents:
            line = self.page.source.line(end)
            message = f"a code fence is opened here and not closed before the one on line {line}"
            yield Finding(message, place, code="IFX009", hint=hint), fence.start

    def _about_html(self, html: Html) -> Iterator[tuple[Finding, int]]:
        text = self.page.source.text
        again = text.find("<!--", html.start + 4, html.end) if html.closed else html.end
        if again < 0:
            return
        begin = text[html.start : html.start + 60].strip().split("\n")[0]
        place = self.page.source.span(html.start, html.start + 1)
        hint = "close it; if it is text, write `&lt;` for `<`"
        if (offset := agent_in(text, html.start, again, self.page.vocabulary)) is not None:
            message = (
                f"raw HTML (`{begin}`) is not closed before {self._named(offset)},"
                " which is lost in it"
            )
            error = Severity.ERROR
            yield Finding(message, place, code="IFX013", hint=hint, severity=error), html.start
        elif self.has_agents and not html.closed:
            message = f"raw HTML (`{begin}`) is never closed: everything after is part of it"
            if html.end + 1 < len(text):
                message = f"raw HTML (`{begin}`) is not closed before the list or quote ends"
            yield Finding(message, place, code="IFX013", hint=hint), html.start
