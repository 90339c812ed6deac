"""Which agents a document has, and which kinds of section each of them has."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import lru_cache

from ionflux.core.patterns import regex
from ionflux.core.words import fold, words
from ionflux.forms.raw import Heading
from ionflux.language import Vocabulary
from ionflux.markdown import Section

_AGENT = regex(
    r"\W{0,10}(?P<word>[^\W\d_]{1,20})[\s#nNºo°.-]{0,10}?(?P<number>[0-9]{1,18})"
    r"\s*+[—–:-]++\s*+(?P<title>.*\S)"
)
_NUMBERING = regex(r"\W*[0-9]+(?:[.,][0-9]+)*(?=[\s.)▸:–—-])[\s.)▸:–—-]*")
_PARENTHESES = regex(r"(?<!\s)\s*+\([^()]*+\)\s*$")

_SHORT = 80
"""Characters of a title as they mostly are."""

# Sections with text of no field of their own; what stands below them is looked through.
CONTAINERS = frozenset({"agent", "header", "essence", None})


class Part:
    """A section of an agent: its kind (None where no dialect knows it), and all its lines."""

    __slots__ = ("kind", "lines", "parents", "section")

    def __init__(self, kind: str | None, section: Section) -> None:
        self.kind = kind
        self.section = section
        self.lines = list(section.lines)
        self.parents = False


def agent_heading(title: str, vocabulary: Vocabulary) -> Heading | None:
    """Return what an agent's heading says, or None where a title names no agent."""
    found = _AGENT.fullmatch(title.strip().strip("*_`").strip())
    if not found or fold(found["word"]) not in vocabulary.agent:
        return None
    name, slash, subtitle = found["title"].strip("*_ ").partition(" / ")
    return Heading(int(found["number"]), name.strip(), subtitle.strip() if slash else None)


def agents(root: Section, vocabulary: Vocabulary) -> Iterator[tuple[Section, Heading]]:
    """Yield the agents' sections in the order of the document."""
    for section in root.walk():
        if section.level and (heading := agent_heading(section.title, vocabulary)):
            yield section, heading


def bare_title(title: str) -> str:
    """Return a title without its number and trailing parentheses."""
    numbered = _NUMBERING.match(title)
    bare = title[numbered.end() :] if numbered else title
    return _PARENTHESES.sub("", bare).strip() or title.strip()


def snake_case(title: str) -> str:
    """Return a title as a key: folded words joined by underscores."""
    return "_".join(words(bare_title(title))) or "section"


def kind_of(title: str, vocabulary: Vocabulary) -> tuple[str | None, bool]:
    """Return the kind that a title names, and whether it says nothing beside.

    Words may be appended to a known title ("Triggers Refatorados"); the longest known one wins.
    """
    return (_kind_of_short if len(title) <= _SHORT else _kind_of)(title, vocabulary)


def _kind_of(title: str, vocabulary: Vocabulary) -> tuple[str | None, bool]:
    title_words = vocabulary.title_words(bare_title(title))
    for length in range(min(len(title_words), 8), 0, -1):
        if kind := vocabulary.titles.get(title_words[:length]):
            return kind, length == len(title_words)
    return None, False


_kind_of_short = lru_cache(maxsize=1024)(_kind_of)  # every agent has sections of the same titles


def parts(agent: Section, vocabulary: Vocabulary, others: Container[int]) -> list[Part]:
    """Split an agent's section into its parts; `others` are the lines of agents' headings.

    Another agent below it is not its own. A section that no dialect knows belongs to the known
    one that it stands in. A known one is a part of its own wherever it stands, unless it stands
    in text of a field and has words appended: then it is that text's own subheading.
    """
    root = Part("agent", agent)
    found = [root]
    pending = [(child, root) for child in reversed(agent.children)]
    while pending:
        section, enclosing = pending.pop()
        if section.first in others:
            continue
        kind, exact = kind_of(section.title, vocabulary)
        known = kind is not None and kind != enclosing.kind
        if enclosing.kind == "agent" or (known and (exact or enclosing.kind in CONTAINERS)):
            part = Part(kind, section)
            enclosing.parents = True
            found.append(part)
        else:
            part = enclosing
            part.lines += [section.first, *section.lines]
        pending += [(child, part) for child in reversed(section.children)]
    return found
