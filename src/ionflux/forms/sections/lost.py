"""What looks like an agent and is not read as one (IFX010)."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from ionflux.core.findings import Finding, Severity
from ionflux.core.patterns import regex
from ionflux.core.words import fold
from ionflux.forms.sections.definition_block import is_yaml, looks_like_definition
from ionflux.forms.sections.heading_slips import LONGEST, Slip, slip_of, slip_within
from ionflux.forms.sections.page import Page
from ionflux.forms.sections.parts import Extent, owners
from ionflux.forms.sections.titles import Title, meaning
from ionflux.language import Vocabulary
from ionflux.markdown import Fence, Heading
from ionflux.markdown.plain import plain

_HEADING = regex(r"\n {0,3}#{1,6}[ \t]++(?P<title>[^\n]*\S)")
# A line that begins with a word like `agent`, after any marks. The first pattern, to which
# letters with accents are marks, is quick; hardly any line needs the second.
_LINE = regex(
    r"\n(?=[^A-Za-z\n<]*+(?:<|[Aa][A-Za-z]{3,9}[^A-Za-z0-9_\n]))(?P<lead>(?:[^\w\n<]|_){0,60}+"
    r"(?:<[A-Za-z][^<>\n]{0,100}>\s*+|[0-9]{1,3}[.)][^\w\n]{0,20}+)?+)"
    r"(?=[Aa][A-Za-z]{3,9}[^\w\n])(?P<text>[^\n]*)"
)
_SETEXT = regex(r"\n {0,3}(?:=+|-+)[ \t]*(?=\n|\Z)")
_ID = regex(r"^[ \t]*[\"']?id[\"']?[ \t]*:[ \t]*[\"']?agent_(?P<number>[0-9]{1,18})", re.MULTILINE)
_NAME = regex(
    r"^[ \t]*[\"']?(?:name|nome|nombre)[\"']?[ \t]*:[ \t]*[\"']?(?P<name>[^\n\"'#]+)", re.MULTILINE
)
_FARTHEST = 50
"""How many headings above a block are searched for its chapter."""
_BARE_ID = regex(
    r"\n[ \t]*+(?P<key>[\"']?id[\"']?[ \t]*+:[ \t]*+[\"']?"
    r"agent_(?P<number>[0-9]{1,18})\w{0,60}[\"']?)[ \t]*+(?:#[^\n]*+)?(?=\n|\Z)"
)
_NEAR = 300
"""How many characters from its id the name of a definition is."""
_OUTSIDE = "a definition block outside of all agents is not read"
_BARE = "begin the document with it between lines `---`, or put it into a fence ```yaml below"
_USUAL_LEVEL = 2
_NO_FENCE = (
    "an agent needs a definition: a fence ```yaml, not indented, with `id`, `name` and `version`"
)


class Lost(NamedTuple):
    """Text that looks like an agent but is not read as one."""

    start: int
    end: int
    says: str
    severity: Severity
    hint: str

    def finding(self, page: Page) -> Finding:
        """Return the finding about it, at its own line."""
        line = page.source.text[self.start : self.end].rstrip()
        lead = len(line) - len(line.lstrip())
        place = page.source.span(self.start + lead, self.start + max(len(line), lead + 1))
        return Finding(self.says, place, code="IFX010", hint=self.hint, severity=self.severity)


def agent_in(text: str, start: int, end: int, vocabulary: Vocabulary) -> int | None:
    """Return the offset of an agent's heading between two offsets, if there is one."""
    for found in _HEADING.finditer(text, max(start - 1, 0), end):
        if meaning(found["title"], vocabulary).agent:
            return found.start() + 1
    return None


def lost_agents(page: Page, titles: Sequence[Title], extents: Mapping[int, Extent]) -> list[Lost]:
    """Return the text that looks like an agent but is not one, in the order of the document."""
    return _Search(page, titles, extents).run()


class _Search:
    def __init__(self, page: Page, titles: Sequence[Title], extents: Mapping[int, Extent]) -> None:
        self.page = page
        self.text = page.source.text
        self.titles = titles
        self.headings = page.outline.headings
        self.extents = extents
        self.starts = [heading.start for heading in self.headings]
        self.agent_starts = [self.starts[number] for number in sorted(extents)]
        self.found: dict[int, Lost] = {}
        self.order: list[int] = []
        self.ends: dict[int, int] = {}

    @cached_property
    def owners(self) -> list[Extent | None]:
        """For each heading, the innermost agent that it belongs to."""
        return owners(len(self.headings), self.extents)

    def run(self) -> list[Lost]:
        for number, title in enumerate(self.titles):
            if title.kind is not None or number in self.extents:
                continue
            if not self.page.is_claimed(self.starts[number]):
                self.heading(number, self.headings[number].title)
        self.lines()
        covered = _covered(self.headings, self.extents)
        starts = [start for start, _ in covered]
        for fence in self.page.outline.fences:
            index = bisect_right(starts, fence.start) - 1
            if index < 0 or fence.start >= covered[index][1]:
                self.fence(fence)
        self.bare_definitions()
        return [self.found[start] for start in self.order]

    def heading(self, number: int, title: str) -> None:
        """Examine a heading that is neither an agent nor a known section."""
        slip = slip_of(title, self.page.vocabulary)
        agent = self.titles[number].agent
        if slip is None and agent is None:
            return
        heading = self.headings[number]
        end = self.section_end(number)
        around = self.around(heading.start)
        severity, code = self.loss(heading.start, end, around)
        if agent:  # a proper heading, of a section without any part of an agent
            if severity is Severity.INFO and self.has_bare_definition(heading.end, end):
                severity = Severity.ERROR
            slip = Slip(agent.number, agent.name, in_digits=True, exact=True, right=True)
        elif severity is Severity.INFO and slip and not slip.exact:
            return
        self.add(heading.start, heading.end, heading.level, slip, severity, code)

    def has_bare_definition(self, start: int, end: int) -> bool:
        """Tell whether the keys of a definition are between two offsets outside of any fence."""
        return all(
            any(
                not self.page.is_hidden(found.start())
                for found in key.finditer(self.text, start, end)
            )
            for key in (_ID, _NAME)
        )

    def lines(self) -> None:
        """Examine lines that are not headings: bold or HTML, setext, `##AGENT` without a blank."""
        lines = f"\n{self.text}"
        for found in _LINE.finditer(lines):
            start, end = found.start(), found.end() - 1
            index = bisect_right(self.starts, start) - 1
            if index >= 0 and self.starts[index] == start:
                continue
            if self.page.is_hidden(start):
                continue
            lead = found["lead"]
            marked = bool(lead.strip(" \t0123456789.)")) or self.is_setext(end)
            text = found["text"].partition("</")[0]
            before = "" if "#" in lead or "<" in lead else lead
            slip = slip_of(f"{before}{text}", self.page.vocabulary)
            if slip is None or slip.number is None or not (marked or slip.title):
                continue
            around = self.around(start)
            severity, code = self.loss(start, self.line_end(start), around)
            is_link = lead[-1:] == "[" and "](" in text
            if is_link or (slip.number in self.numbers and not self.is_unread(code)):
                continue  # an entry of a list of the agents
            if severity is Severity.INFO and not self.is_whole(lead, found["text"], slip):
                continue
            level = (around and self.headings[around.first].level) or _USUAL_LEVEL
            self.add(start, end, level, slip, severity, code)

    @cached_property
    def numbers(self) -> frozenset[int | None]:
        """The numbers of the agents in the document."""
        return frozenset(self.titles[number].of_agent.number for number in self.extents)

    def is_unread(self, code: str) -> bool:
        """Tell whether a definition has the id of none of the agents in the document."""
        found = _ID.search(code)
        return found is not None and int(found["number"]) not in self.numbers

    @cached_property
    def chapters(self) -> list[int]:
        """Where other chapters begin, at the level of the document's agents or above."""
        levels = (self.headings[number].level for number in self.extents)
        level = min(levels, default=0)
        return [
            heading.start
            for heading, title in zip(self.headings, self.titles, strict=True)
            if heading.level <= level and title.kind is None
        ]

    def line_end(self, start: int) -> int:
        """Return where an agent ends whose heading is a line: at the next agent or chapter."""
        index = bisect_right(self.chapters, start)
        stop = self.region_end(start)
        return min(stop, self.chapters[index]) if index < len(self.chapters) else stop

    def is_whole(self, lead: str, text: str, slip: Slip) -> bool:
        """Tell whether a line is an agent's heading in all but form, rather than prose."""
        mark = lead.strip()[-1:]
        closed = mark in ("#", ">") or text.rstrip().endswith(mark or "\n")
        return closed and slip.exact and slip.number is not None and bool(slip.title)

    def is_setext(self, end: int) -> bool:
        return _SETEXT.match(self.text, end) is not None

    def region_end(self, start: int) -> int:
        """Return where the next agent begins after an offset."""
        index = bisect_right(self.agent_starts, start)
        return self.agent_starts[index] if index < len(self.agent_starts) else len(self.text)

    def around(self, offset: int) -> Extent | None:
        """Return the innermost agent in whose section an offset is."""
        number = bisect_right(self.starts, offset) - 1
        if number >= 0 and self.starts[number] == offset and number in self.extents:
            number -= 1
        return self.owners[number] if number >= 0 else None

    def loss(self, start: int, end: int, around: Extent | None) -> tuple[Severity, str]:
        """Return the severity of text between two offsets that is not an agent, and its definition.

        Within another agent, it is a separate agent only if it repeats parts of that one.
        """
        if around is None or self.has_definition(around, start):
            index = bisect_right(self.definitions, start, key=lambda fence: fence.start)
            if index < len(self.definitions) and self.definitions[index].start < end:
                return Severity.ERROR, self.definitions[index].code(self.text)
        first, last = bisect_right(self.starts, start), bisect_right(self.starts, end - 1)
        kinds = {self.titles[number].kind for number in range(first, last)} - {None}
        if around:
            own = range(around.first + 1, bisect_right(self.starts, start - 1))
            kinds &= {self.titles[number].kind for number in own}
        return (Severity.WARNING if kinds else Severity.INFO), ""

    def has_definition(self, around: Extent, stop: int) -> bool:
        """Tell whether an agent's definition is before an offset, as a front matter always is."""
        start, level = self.starts[around.first], self.headings[around.first].level
        return level == 0 or any(
            looks_like_definition(fence.code(self.text), self.page.vocabulary)
            for fence in self.page.fences_in([(start, stop)])
        )

    @cached_property
    def definitions(self) -> list[Fence]:
        """The fences that are definitions: many lines ask for the next one."""
        return [fence for fence in self.page.outline.fences if self.is_definition(fence)]

    def is_definition(self, fence: Fence) -> bool:
        return (is_yaml(fence) or not fence.info) and looks_like_definition(
            fence.code(self.text), self.page.vocabulary
        )

    def fence(self, fence: Fence) -> None:
        """Report a definition block outside of every agent, at the heading that it is under."""
        if self.around(fence.start) or self.page.is_claimed(fence.start):
            return
        if not self.is_definition(fence):
            return
        before = self.found_before(fence.start)
        if (
            before is not None
            and self.found[before].severity is Severity.ERROR
            and self.region_end(before) > fence.start
            and self.is_below(fence, before)
        ):
            return
        code = fence.code(self.text)
        above = self.chapter(fence.start)
        if above is None:
            end = self.text.find("\n", fence.start)
            self.add(
                fence.start, end if end >= 0 else len(self.text), 2, None, Severity.ERROR, code
            )
            return
        heading = self.headings[above]
        if heading.start in self.found or self.follows_agent(above):
            return
        slip = slip_within(heading.title, self.page.vocabulary)
        self.add(heading.start, heading.end, heading.level, slip, Severity.ERROR, code)

    def bare_definitions(self) -> None:
        """Report definitions that are in no fence, as front matter below the first lines is."""
        first = self.page.front.end if self.page.front else 0
        for found in _BARE_ID.finditer(f"\n{self.text}", first):
            start, end = found.start("key") - 1, found.end() - 1
            if self.is_examined(start) or self.page.in_indented_code(start):
                continue
            before = max(start - _NEAR, first)
            after = _NAME.finditer(self.text, end, end + _NEAR)
            names = [*after, *_NAME.finditer(self.text, before, start)]
            # The name in a fence, or in an agent, is not that of this definition.
            if named := next((each for each in names if not self.is_examined(each.start())), None):
                number, name = int(found["number"]), named["name"].strip()
                slip = Slip(number, name, in_digits=True, exact=False)
                hint = f"{_BARE} {self.heading_for(2, slip, '')}"
                self.note(Lost(start, end, _OUTSIDE, Severity.ERROR, hint))

    def is_examined(self, start: int) -> bool:
        """Tell whether a line outside of fences is part of an agent, or of something reported."""
        if self.page.is_hidden(start):
            return True
        around, before = self.around(start), self.found_before(start)
        within = around is not None and self.headings[around.first].level > 0
        return within or (before is not None and self.region_end(before) > start)

    def found_before(self, offset: int) -> int | None:
        """Return the last offset before another at which something was found."""
        index = bisect_right(self.order, offset) - 1
        return self.order[index] if index >= 0 else None

    def is_below(self, fence: Fence, start: int) -> bool:
        """Tell whether a fence is below something found at an offset."""
        number = bisect_right(self.starts, start) - 1
        if number < 0 or self.starts[number] != start:
            return True
        if number not in self.ends:
            self.ends[number] = self.section_end(number)
        return fence.start < self.ends[number]

    def section_end(self, number: int) -> int:
        """Return where the next heading of the same or a higher level begins."""
        stop = number + 1
        while stop < len(self.headings) and self.headings[stop].level > self.headings[number].level:
            stop += 1
        return self.starts[stop] if stop < len(self.headings) else len(self.text)

    def chapter(self, offset: int) -> int | None:
        """Return the nearest enclosing heading that is not a standard section."""
        index = bisect_right(self.starts, offset) - 1
        level = 7
        standard = None
        farthest = max(index - _FARTHEST, 0)
        while index >= farthest:
            if index in self.extents:
                break
            if self.headings[index].level < level:
                level = self.headings[index].level
                if self.titles[index].kind is None:
                    return index
                standard = index
            index -= 1
        return standard

    def follows_agent(self, number: int) -> bool:
        """Tell whether a heading is a standard section that slipped out of the agent above."""
        return self.titles[number].kind is not None and any(
            first < number for first in self.extents
        )

    def add(
        self, start: int, end: int, level: int, slip: Slip | None, severity: Severity, code: str
    ) -> None:  # fmt: skip
        shown = " ".join(self.text[start:end][:LONGEST].split())
        if slip is None:
            says = _OUTSIDE
        elif severity is Severity.INFO:
            says = f"`{shown}` looks like an agent but has none of an agent's parts"
        else:
            says = f"`{shown}` looks like an agent but is not read as one"
        right = slip is not None and slip.right
        hint = _NO_FENCE if right else f"write the heading as {self.heading_for(level, slip, code)}"
        self.note(Lost(start, end, says, severity, hint))

    def note(self, lost: Lost) -> None:
        """Note what was found, unless its line has already been reported."""
        if lost.start not in self.found:
            insort(self.order, lost.start)
            self.found[lost.start] = lost

    def heading_for(self, level: int, slip: Slip | None, code: str) -> str:
        """Return the heading that an agent should have, in quotes."""
        number = slip.number if slip else None
        if not (slip and slip.in_digits) and (found := _ID.search(code)):
            number = int(found["number"])
        title = slip.title if slip else ""
        if not title and (named := _NAME.search(code)):
            title = named["name"].strip()
        word = self.word()
        written = f"{word} {number:03}" if number is not None else f"{word} 001"
        return f"`{'#' * level} {written} — {title or 'NAME'}`"

    def word(self) -> str:
        """Return the document's word for an agent."""
        for number in self.extents:
            first = plain(self.headings[number].title).partition(" ")[0]
            if fold(first) in self.page.vocabulary.agent:
                return first
        return "AGENT"


def _covered(headings: Sequence[Heading], extents: Mapping[int, Extent]) -> list[tuple[int, int]]:
    """Return the ranges of the text that belong to agents; adjacent agents are joined."""
    covered: list[tuple[int, int]] = []
    for number in sorted(extents):
        start, end = headings[number].start, extents[number].end
        if covered and covered[-1][1] >= start:
            covered[-1] = (covered[-1][0], max(covered[-1][1], end))
        else:
            covered.append((start, end))
    return covered
