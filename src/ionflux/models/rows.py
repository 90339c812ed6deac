"""What there is to know of a field beside its type, stated where the field is declared."""

from collections.abc import Callable, Hashable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, NamedTuple

from ionflux.models.sameness import text_key

Reads = Literal[
    "word", "prose", "words", "services", "triggers", "inputs", "outputs", "stack", "memory",
    "flag", "value", "schema",
]  # fmt: skip
"""How the value of a YAML key is read: `word` is a scalar as written, `prose` a text without
blank lines at its ends, `words` a list of texts, `flag` a boolean, `value` any YAML value,
`schema` a JSON Schema; the others are structures of their own."""


class Level(StrEnum):
    """How much a change matters to those who depend on the agent."""

    BREAKING = "breaking"
    COMPATIBLE = "compatible"
    COSMETIC = "cosmetic"


class Judgement(NamedTuple):
    """The level of a change of a field, why, and the sentence that reports it."""

    level: Level
    reason: str
    says: str | None = None
    """A sentence about `{key}`, `{old}` and `{new}`; None: the field changed from old to new."""


def breaking(reason: str, says: str | None = None) -> Judgement:
    """Return the judgement of a change that those who depend on the agent must react to."""
    return Judgement(Level.BREAKING, reason, says)


def compatible(reason: str, says: str | None = None) -> Judgement:
    """Return the judgement of a change that leaves everything working that did."""
    return Judgement(Level.COMPATIBLE, reason, says)


def cosmetic(reason: str = "Text for people.", says: str | None = None) -> Judgement:
    """Return the judgement of a change that no program notices."""
    return Judgement(Level.COSMETIC, reason, says)


OWN_NAME = ""
"""A key that is spelled like its field."""

IDENTITY = "identity"
"""The chapter at the top of a card: what the agent is known by."""

HEAD = "head"
"""The chapter below it: what the agent is, in a few lines."""


class Row(NamedTuple):
    """One row of the table of fields."""

    judgement: Judgement | None
    """Of a change of the whole value; None where changes are judged below it or not compared."""
    key: str | None = None
    """The canonical key of the YAML block, `OWN_NAME` for the field's name; None: no key."""
    reads: Reads = "word"
    """How the value of that key is read."""
    section: str | None = None
    """The kind of section whose whole text the field is."""
    within: str | None = None
    """The kind of section that holds the field among others: as a label, a list or a table."""
    label: bool = False
    """Whether a label such as `**Epithet:**` fills it."""
    expected: bool = True
    """Whether every blueprint should have the section (IFX005)."""
    title: str | None = None
    """What a card and a catalogue call the field; None: they do not show it."""
    chapter: str | None = None
    """The chapter that shows it; None: one of its own, under its title."""
    noun: str = ""
    """What one entry of a list is called, such as `input`."""
    alike: Callable[[str], Hashable] = text_key
    """What two texts of the field share where they mean the same."""
    each: bool = False
    """Whether a change of a list is one of its entries, and another order a cosmetic change."""
    kept: Mapping[str, str] = MappingProxyType({})
    """Known keys below it that have no field, and where `additional_sections` keeps each."""


def text(  # noqa: PLR0913 - the columns of the table, by name
    title: str,
    *,
    reads: Reads = "prose",
    section: str | None = None,
    within: str | None = None,
    label: bool = False,
    expected: bool = True,
    chapter: str | None = None,
) -> Row:
    """Return the row of a field that is text for people, with a key of its own name."""
    return Row(
        cosmetic(),
        key=OWN_NAME,
        reads=reads,
        section=section,
        within=within,
        label=label,
        expected=expected,
        title=title,
        chapter=chapter,
    )
