"""The search index: the data to find, filter and show agents in the list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from ionflux.catalog.entries import Entry
from ionflux.catalog.facets import finding_state
from ionflux.catalog.values import is_markdown
from ionflux.core.json_texts import texts_in
from ionflux.core.json_value import JsonValue
from ionflux.core.patterns import regex
from ionflux.core.words import words
from ionflux.models import AgentDefinition
from ionflux.models.fields import fields

_SHORTEST = 2
"""How many letters of a word can be found."""


def search_index(entries: Sequence[Entry]) -> str:
    """Return the script with the index, which works without a web server."""
    rows = [_row(entry) for entry in entries]
    return f"window.catalogue = {json.dumps(rows, ensure_ascii=False, separators=(',', ':'))};\n"


def _row(entry: Entry) -> dict[str, JsonValue]:
    agent = entry.agent
    return {
        "name": agent.name,
        "href": entry.href,
        "mark": initials(agent.name),
        "hue": hue(agent.id),
        "epithet": agent.epithet or "",
        "text": summary(agent),
        "start": list(dict.fromkeys(trigger.type for trigger in agent.triggers_config)),
        "service": list(agent.underlying_services_required),
        "category": agent.category or "",
        "status": agent.status,
        "findings": finding_state(entry),
        "change": entry.change.level if entry.change else "",
        "kind": entry.change.change if entry.change else "",
        "title": " ".join(words(f"{agent.name} {agent.id} {agent.epithet or ''}")),
        "words": f" {' '.join(_words(agent))}",
    }


def _words(agent: AgentDefinition) -> Iterator[str]:
    """Yield the words of everything on the page except its long texts, each once."""
    values = agent.model_dump(mode="json")
    shown = (field for field in fields().values() if field.row.title and not is_markdown(field))
    found = " ".join(text for field in shown for _, text in texts_in(values[field.name], ()))
    yield from sorted({word for word in words(found) if len(word) >= _SHORTEST})


_FIRST = regex(r"[^\W\d_a-zß-öø-ÿ]|(?<![^\W_])[^\W_]")
"""A capital, or the first character of a word."""

_LONGEST = 180
"""How many characters a summary on a card has."""


def summary(agent: AgentDefinition) -> str:
    """Return what the agent does, short enough for a card."""
    text = " ".join((agent.description or agent.tagline or "").split())
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def initials(name: str) -> str:
    """Return two letters as the symbol of an agent."""
    letters = [letter for letter in name if letter.isalnum()]
    firsts = [letter for letter in _FIRST.findall(name) if letter.isalnum()]
    return "".join((firsts if len(firsts) > 1 else letters)[:2]).upper()


_HUES = 8


def hue(agent: str) -> int:
    """Return the number of an agent's colour in the style sheet, from its id."""
    return sum(agent.encode()) % _HUES
