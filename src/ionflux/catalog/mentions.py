"""Which agents the texts of each agent mention."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ionflux.checks.references import NAMED_ID
from ionflux.core.json_texts import texts_in
from ionflux.core.patterns import regex
from ionflux.models import AgentDefinition

_WORD = regex(r"\w+")
_SHORTEST = 4
"""How many characters a name needs to count wherever it is written."""


def mentions(agents: Sequence[AgentDefinition]) -> Iterator[tuple[int, ...]]:
    """Yield for each agent the positions of the others that its texts mention, by name or id."""
    by_id = {agent.id: position for position, agent in enumerate(agents)}
    by_word = _by_rarest_word([agent.name for agent in agents])
    for position, agent in enumerate(agents):
        text = "\n".join(text for _, text in texts_in(agent.model_dump(mode="json"), ()))
        ids = (each[0] for each in NAMED_ID.finditer(text))
        found = {by_id[each] for each in ids if each in by_id}
        for word in by_word.keys() & set(_WORD.findall(text)):
            found |= {other for other in by_word[word] if _is_named(agents[other].name, text)}
        yield tuple(sorted(found - {position}))


def _by_rarest_word(names: Sequence[str]) -> Mapping[str, list[int]]:
    """Return the positions of names by the word that the fewest other names have."""
    words = [_WORD.findall(name) if len(name) >= _SHORTEST else [] for name in names]
    counts = Counter(word for found in words for word in found)
    positions: dict[str, list[int]] = defaultdict(list)
    for position, found in enumerate(words):
        if found:
            positions[min(found, key=lambda word: counts[word])].append(position)
    return positions


def _is_named(name: str, text: str) -> bool:
    """Tell whether a text has a name that is not part of a longer word."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not _is_word(text[start - 1 : start]) and not _is_word(text[end : end + 1]):
            return True
        start = text.find(name, end)
    return False


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
