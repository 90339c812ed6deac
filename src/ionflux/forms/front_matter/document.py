"""The agent described by a document with a front matter, and other agents within it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ionflux.core.findings import Finding, Severity
from ionflux.forms.blueprint import Blueprint, Heading, Way
from ionflux.forms.file_names import id_from_file_name
from ionflux.forms.front_matter.kinds import is_definition, is_metadata, is_nearly_definition
from ionflux.forms.front_matter.matter import FrontMatter
from ionflux.forms.reading import Agent, Reading
from ionflux.forms.sections import agent, definition_block, document
from ionflux.forms.sections.page import Page
from ionflux.forms.sections.parts import Extent, split
from ionflux.forms.sections.titles import AgentTitle, Title, meaning
from ionflux.markdown import Fence
from ionflux.markdown import Heading as Line
from ionflux.markdown.plain import plain

FORM = "front-matter"


class NoAgent:
    """The reading of a document whose front matter is not a definition."""

    claimed: Sequence[tuple[int, int]] = ()

    def __init__(self, *found: tuple[Finding, int]) -> None:
        self._found = found

    def agents(self) -> Iterator[Agent]:
        """Return no agents."""
        return iter(())

    def findings(self) -> Iterator[tuple[Finding, int]]:
        """Return the findings about the front matter."""
        return iter(self._found)


def read_document(page: Page) -> Reading:
    """Find the document's own agent, if its front matter is a definition."""
    front = page.front
    if front is None:
        return NoAgent()
    if not is_definition(front, page):
        return NoAgent(*_lost(page, front))
    if page.outline.headings and page.is_claimed(page.outline.headings[0].start):
        return NoAgent()  # it describes the agent of another form
    others = document.Document(page)
    if is_metadata(front, page) and any(_has_definition(page, e) for e in others.extents.values()):
        return NoAgent()
    number = _title_of(page, others)
    lines = list(page.outline.headings)
    if number is None:
        number = 0
        lines.insert(0, Line(0, "", front.start, front.end))
    # Every heading below the title is a part of the agent, whatever its level.
    lines[number] = lines[number]._replace(level=0)
    own = Page(page.source, page.outline._replace(headings=lines), page.vocabulary, front)
    own.claim(page.claimed)
    return document.Document(own, _Whole(own, front, number))


def _lost(page: Page, front: FrontMatter) -> Iterator[tuple[Finding, int]]:
    """Yield the finding about front matter that was meant as a definition but names no agent."""
    if is_nearly_definition(front, page):
        message = "the front matter looks like a definition but has neither `id` nor `name`"
        place, hint = page.source.span(front.start, front.start + 3), "add `id:` and `name:`"
        error = Severity.ERROR
        yield Finding(message, place, code="IFX010", hint=hint, severity=error), front.start


def _title_of(page: Page, others: document.Document) -> int | None:
    """Return the number of the heading that is the agent's title; None if there is none.

    That is the first heading, or the only agent's heading below it that has no definition of its
    own. A document may also begin with a section.
    """
    if not others.titles:
        return None
    bare = [n for n, extent in others.extents.items() if not _has_definition(page, extent)]
    if others.titles[0].agent or len(bare) != 1:
        first = others.titles[0]
        return None if first.kind and first.exact else 0
    return bare[0]


def _has_definition(page: Page, extent: Extent) -> bool:
    start, text = page.outline.headings[extent.first].end, page.source.text
    return any(
        definition_block.is_yaml(fence)
        and definition_block.looks_like_definition(fence.code(text), page.vocabulary)
        for fence in page.fences_in([(start, extent.end)])
    )


def _without(
    ranges: Iterable[tuple[int, int]], gaps: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the rest of some ranges without others."""
    for begin, stop in ranges:
        start = begin
        for gap, gap_end in gaps:
            if start < gap_end and gap < stop:
                if start < gap:
                    yield start, gap
                start = gap_end
        if start < stop:
            yield start, stop


class _Whole:
    """The agent of a front matter, in the interface of the reader of sections."""

    start = 0

    def __init__(self, page: Page, front: FrontMatter, number: int) -> None:
        self.page = page
        self.front = front
        self.number = number
        self.line = page.outline.headings[number]

    def title(self) -> Title:
        """Return the parsed title, which need not have a number."""
        found = meaning(self.line.title, self.page.vocabulary).agent
        name, slash, subtitle = plain(self.line.title).partition(" / ")
        bare = AgentTitle(None, name.strip(), subtitle.strip() if slash else None)
        return Title(None, exact=False, agent=found or bare)

    def read(self, titles: Sequence[Title], others: Mapping[int, Extent]) -> Blueprint:
        """Read the agent."""
        page, extent = self.page, others[self.number]
        said = titles[self.number].of_agent
        place = page.title(self.line)
        named = Heading(said.number, said.name, said.subtitle, place.span)
        blueprint = Blueprint(page.source, named, place, FORM)
        parts = split(page.outline.headings, titles, extent, {**others, **self._of_other_forms()})
        before = (self.front.end + 1, self.line.start)
        if self.number == 0 and before[0] < before[1]:
            parts[0].ranges.insert(0, before)
        for part in parts if page.claimed else ():
            part.ranges = list(_without(part.ranges, page.claimed))
        self._definition(blueprint)
        for fence in definition_block.candidates(page, parts, extent.end):
            self._other(blueprint, fence)
        fences = definition_block.all_fences(page, parts, extent.end)
        line = page.source.line(self.front.start)
        definition_block.report_unread(page, blueprint, fences, line)
        agent.read_parts(page, [agent.Opened(blueprint, parts)])
        blueprint.kinds |= {"definition"}
        return blueprint

    def _of_other_forms(self) -> dict[int, Extent]:
        """Return the headings in the ranges that other forms have claimed."""
        headings = self.page.outline.headings
        found = {}
        for start, end in self.page.claimed:
            within = [n for n, each in enumerate(headings) if start <= each.start < end]
            if within:
                extent = found[within[0]] = Extent(headings, within[0], end)
                extent.stop = within[-1] + 1
        return found

    def _definition(self, blueprint: Blueprint) -> None:
        source = self.page.source
        if not self.front.is_closed:
            opening = source.span(self.front.start, self.front.start + 3)
            line = source.line(self.front.end)
            message = "the front matter is opened here and never closed"
            hint = f"write `---` on its own line after line {line}"
            blueprint.find("IFX101", message, opening, hint)
        definition_block.take(blueprint, self.front.content, self.page.vocabulary)
        self._name(blueprint)

    def _name(self, blueprint: Blueprint) -> None:
        """Give an agent without an id the one derived from the file's name."""
        if blueprint.block is None or "id" in blueprint.values:
            return
        found = id_from_file_name(self.page.source.path, blueprint.values.get("name"))
        if found:
            place = blueprint.block.locate(("name",)) or blueprint.place
            blueprint.set("id", found, Way.INFERRED, place)

    def _other(self, blueprint: Blueprint, fence: Fence) -> None:
        message = "this could also be the definition; the front matter is used"
        place = definition_block.opening_line(self.page.source, fence)
        blueprint.find("IFX004", message, place, "keep one definition")
