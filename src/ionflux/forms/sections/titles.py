"""The meaning of titles: agents' headings, and kinds of section."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ionflux.core.patterns import regex
from ionflux.core.words import fold, words
from ionflux.language import Vocabulary
from ionflux.markdown.plain import plain

_AGENT = regex(
    r"\W{0,10}(?P<word>[^\W\d_]{1,20})[\s#nNºo°.-]{0,10}?(?P<number>[0-9]{1,18})"
    r"\s*+[—–:-]++\s*+(?P<title>.*\S)"
)
# A number, also as keycap emojis, in Roman numerals or as a letter, with the separator between
# it and the title. The letters of `C.R.M.` are not numbers.
_NUMBERING = regex(
    r"\W*+(?:(?:[0-9]++\ufe0f?\u20e3)++|[0-9]++(?:[.,][0-9]++)*+(?=[\s.)▸:–—-])"
    r"|(?:[IVX]{1,5}|[A-Za-z])(?=\)|\.\s|\s?▸))[\s.)▸:–—-]*+"
)
_PARENTHESES = regex(r"(?<!\s)\s*+\([^()]*+\)\s*$")
_LONGEST = 300
"""How many characters a title has at most: longer text is prose."""
_WORDS = 8
"""How many words of a title are examined."""


_KEPT_NAMES = {
    "agent": "preamble",
    "capabilities": "core_capabilities",
    "definition": "yaml_definition",
    "files": "files_and_paths",
}


def kept_name(kind: str) -> str:
    """Return the name under which `additional_sections` keeps the text of a kind of section."""
    return _KEPT_NAMES.get(kind, kind)


class AgentTitle(NamedTuple):
    """The parsed heading of an agent; in a document with front matter it has no number."""

    number: int | None
    name: str
    subtitle: str | None


class Title(NamedTuple):
    """The meaning of a title: a kind of section (None if no language has it), or an agent.

    `exact` tells whether it has only the words of the kind.
    """

    kind: str | None
    exact: bool
    agent: AgentTitle | None

    @property
    def of_agent(self) -> AgentTitle:
        """The agent that it names; an empty one for any other title."""
        return self.agent or AgentTitle(None, "", None)


@lru_cache(maxsize=256)  # sections of agents have the same few titles
def meaning(title: str, vocabulary: Vocabulary) -> Title:
    """Return the meaning of a title."""
    text = plain(title[:_LONGEST])
    kind, exact = _kind(text, vocabulary)
    return Title(kind, exact, _agent(text, vocabulary))


def _agent(title: str, vocabulary: Vocabulary) -> AgentTitle | None:
    found = _AGENT.fullmatch(title)
    if not found or fold(found["word"]) not in vocabulary.agent:
        return None
    name, slash, subtitle = found["title"].partition(" / ")
    return AgentTitle(int(found["number"]), name.strip(), subtitle.strip() if slash else None)


def _kind(title: str, vocabulary: Vocabulary) -> tuple[str | None, bool]:
    """Return the kind that a plain title names.

    Words may be appended to a known title ("Triggers Refatorados"); the longest known one wins.
    """
    title_words = vocabulary.title_words(_bare(title))
    for length in range(min(len(title_words), _WORDS), 0, -1):
        if kind := vocabulary.titles.get(title_words[:length]):
            return kind, length == len(title_words)
    return None, False


def bare_title(title: str) -> str:
    """Return a title as plain text, without its number and trailing parentheses."""
    return _bare(plain(title))


def _bare(title: str) -> str:
    numbered = _NUMBERING.match(title)
    bare = title[numbered.end() :] if numbered else title
    return _PARENTHESES.sub("", bare).strip() or title.strip()


def snake_case(title: str) -> str:
    """Return a title as a key: folded words joined by underscores."""
    return "_".join(words(bare_title(title))) or "section"
