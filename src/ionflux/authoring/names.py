"""Forms of agents' names: numbers, slugs, titles, file names."""

from __future__ import annotations

import unicodedata

from ionflux.core.patterns import regex
from ionflux.models import AgentDefinition

_NUMBER = regex(r"agent_([0-9]{1,18})(?:_.*)?")
_CAMEL = regex(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_OF_A_SLUG = regex(r"[^a-z0-9]+")
_NOT_OF_A_FILE = regex(r"[^A-Za-z0-9_-]")
_LONE_SLASH = regex(r"(?<!\s)\s+/(?:\s+|$)|^/\s+")
_LONGEST = 60
"""How many characters of a name a path has."""


def number_of(agent_id: str) -> int:
    """Return the number of an id such as `agent_012`, 0 if it has none."""
    found = _NUMBER.fullmatch(agent_id)
    return int(found[1]) if found else 0


def slug_of(name: str) -> str:
    """Return the name in snake_case, for paths; `agent` if none of its letters can be used."""
    split = _CAMEL.sub("_", name)
    ascii_only = unicodedata.normalize("NFKD", split).encode("ascii", "ignore").decode()
    return _NOT_OF_A_SLUG.sub("_", ascii_only.lower()).strip("_")[:_LONGEST].strip("_") or "agent"


def spaced(name: str) -> str:
    """Return a name for a heading: PRICE SCOUT for `PriceScout`.

    ` / ` would begin the subtitle; without the spaces it is part of the title.
    """
    if name.isascii() and name.isalnum():
        return _CAMEL.sub(" ", name).upper()
    return _LONE_SLASH.sub("/", name)


def file_name(definition: AgentDefinition) -> str:
    """Return the name of an agent's document, such as `agent_011_price_scout.md`."""
    stem = _NOT_OF_A_FILE.sub("_", definition.id)[: 2 * _LONGEST]
    slug = slug_of(definition.name)
    return f"{stem}.md" if stem.endswith(f"_{slug}") else f"{stem}_{slug}.md"
