"""The properties of a field besides its type, declared with the field."""

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
    """How much a change matters to users of the agent."""

    BREAKING = "breaking"
    COMPATIBLE = "compatible"
    COSMETIC = "cosmetic"


class Judgement(NamedTuple):
    """The level of a change to a field, the reason, and the sentence that reports it."""

    level: Level
    reason: str
    says: str | None = None
    """A sentence about `{key}`, `{old}` and `{new}`; None for the usual one."""


def breaking(reason: str, says: str | None = None) -> Judgement:
    """Return the judgement of a change that users of the agent must react to."""
    return Judgement(Level.BREAKING, reason, says)


def compatible(reason: str, says: str | None = None) -> Judgement:
    """Return the judgement of a change that does not break any use of the agent."""
    return Judgement(Level.COMPATIBLE, reason, says)


def cosmetic(reason: str = "Text for people.", says: str | None = None) -> Judgement:
    """Return the judgement of a change that no program notices."""
    return Judgement(Level.COSMETIC, reason, says)


OWN_NAME = ""
"""The key of a field that is named like the field."""

IDENTITY = "identity"
"""The chapter at the top of a card: how the agent is identified."""

HEAD = "head"
"""The chapter below it: what the agent is, in a few lines."""


class Row(NamedTuple):
    """One row of the table of fields."""

    judgement: Judgement | None
    """The judgement of a change to the whole value; None if only its parts are, if any."""
    key: str | None = None
    """The canonical key of the YAML block, `OWN_NAME` for the field's name; None if none."""
    reads: Reads = "word"
    """How the value of the key is read."""
    section: str | None = None
    """The kind of section whose whole text is the value."""
    within: str | None = None
    """The kind of section that contains the field among others: as a label, a list or a table."""
    label: bool = False
    """Whether a label such as `**Epithet:**` fills it."""
    expected: bool = True
    """Whether every blueprint should have the section (IFX005)."""
    title: str | None = None
    """Its title on a card and in a catalogue; None if they do not show it."""
    chapter: str | None = None
    """The chapter that shows it; None for a chapter of its own, under its title."""
    noun: str = ""
    """The word for an entry of the list, such as `input`."""
    alike: Callable[[str], Hashable] = text_key
    """Returns a key that texts with the same meaning share."""
    each: bool = False
    """Whether the entries of a list are compared, so that a change of order is cosmetic."""
    kept: Mapping[str, str] = MappingProxyType({})
    """Known keys below it without a field, and where `additional_sections` stores each."""


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
    """Return the row of a field with text for people, whose key is its own name."""
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
