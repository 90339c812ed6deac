"""A document for requests of editors: its agents, their sections, and the parts at an offset."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from ionflux.core.findings import Finding, Span
from ionflux.documents import source
from ionflux.documents.source import SourceFile
from ionflux.forms.blueprint import Blueprint, Section
from ionflux.forms.document import Document
from ionflux.forms.sections.page import Page
from ionflux.language import Vocabulary, vocabulary
from ionflux.markdown import Fence, is_too_large


class AgentText(NamedTuple):
    """One agent of a document, and its offsets."""

    blueprint: Blueprint
    start: int
    end: int

    @property
    def id(self) -> str | None:
        """The id as written."""
        return self._text("id")

    @property
    def name(self) -> str:
        """The name as written, else the heading's title."""
        return self._text("name") or self.blueprint.heading.title

    @property
    def sections(self) -> list[Section]:
        """Its sections in the order of the document."""
        found = [text for texts in self.blueprint.sections.values() for text in texts]
        return sorted(found, key=lambda text: text.heading.start)

    def _text(self, name: str) -> str | None:
        value = self.blueprint.values.get(name)
        return value if isinstance(value, str) and value else None


class BlockText(NamedTuple):
    """YAML in a document: the offsets of its lines."""

    start: int
    end: int


class DocumentText:
    """A document's text with its structure; it is read when first needed."""

    def __init__(self, path: str, text: str, words: Vocabulary | None = None) -> None:
        """Set the text, and its vocabulary, by default that of all languages."""
        read = source.from_text(text, path)
        self.path = path
        self.words = words or vocabulary()
        self.source = SourceFile(path, "") if isinstance(read, Finding) else read

    @property
    def text(self) -> str:
        """The text, with line feeds as line ends."""
        return self.source.text

    @cached_property
    def _document(self) -> Document | None:
        return None if is_too_large(self.text) else Document(self.source, self.words)

    @property
    def page(self) -> Page | None:
        """The document's structure; None if it is too large to be read."""
        return self._document.page if self._document else None

    @cached_property
    def agents(self) -> tuple[AgentText, ...]:
        """The agents, in the order of the document."""
        found = self._document.agents() if self._document else ()
        return tuple(AgentText(*agent) for agent in found)

    def agent_at(self, offset: int) -> AgentText | None:
        """Return the agent that an offset is in."""
        index = bisect_right([agent.start for agent in self.agents], offset) - 1
        agent = self.agents[index] if index >= 0 else None
        return agent if agent and offset <= agent.end else None

    def block_at(self, offset: int) -> BlockText | None:
        """Return the YAML that an offset is in: a fence that may be a definition, front matter."""
        if self.page is None:
            return None
        front = self.page.front
        if front and offset < front.end:
            return BlockText(self.text.find("\n") + 1, front.end)
        fence = self.page.fence_at(offset)
        if fence and _is_yaml(fence) and fence.body <= offset <= fence.body_end:
            return BlockText(fence.body, fence.body_end)
        return None

    def fences(self) -> Iterator[Fence]:
        """Yield the fences of the document."""
        yield from self.page.outline.fences if self.page else ()

    def line_at(self, offset: int) -> tuple[str, int]:
        """Return the line that an offset is on, and the column in it, from 0."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return self.text[start : end if end >= 0 else len(self.text)], offset - start

    def word_at(self, offset: int, also: str = "_-") -> tuple[int, int]:
        """Return the offsets of the word at an offset, which may include some extra characters."""
        start = end = offset
        while start and self._is_of_word(self.text[start - 1], also):
            start -= 1
        while end < len(self.text) and self._is_of_word(self.text[end], also):
            end += 1
        return start, end

    @staticmethod
    def _is_of_word(character: str, also: str) -> bool:
        return character.isalnum() or character in also

    def offsets(self, span: Span) -> tuple[int, int]:
        """Return the offsets of a place: where it begins, and where it has ended."""
        start = self.source.offset(span.line, span.column)
        return start, self.source.offset(span.end_line, span.end_column) + 1


def _is_yaml(fence: Fence) -> bool:
    return fence.info.strip().lower().split(" ")[0] in {"yaml", "yml", ""}
