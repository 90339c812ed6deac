"""Pairing the entries of an old and a new list, in linear time."""

from __future__ import annotations

import json
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from ionflux.core.json_value import JsonValue
from ionflux.diff.paths import Entry
from ionflux.models.sameness import text_key

Key = Callable[[JsonValue], Hashable]
"""A key that two entries of a pair share; entries with None are not paired."""

Pairs = list[tuple[int | None, int | None]]
"""Positions in the old and in the new list; None if the entry is only on one side."""


def pair(olds: Sequence[JsonValue], news: Sequence[JsonValue], rounds: Iterable[Key]) -> Pairs:
    """Pair entries by each key in turn, each once, the first match first.

    Entries left over are removed or added. Pairs are in the order of the old list, then added
    ones in the order of the new list.
    """
    found: dict[int, int] = {}
    for key in rounds:
        free_old = [position for position in range(len(olds)) if position not in found]
        free_new = sorted(set(range(len(news))) - set(found.values()))
        found.update(_round(olds, news, free_old, free_new, key))
    added = sorted(set(range(len(news))) - set(found.values()))
    return [(i, found.get(i)) for i in range(len(olds))] + [(None, j) for j in added]


def _round(
    olds: Sequence[JsonValue],
    news: Sequence[JsonValue],
    free_old: Iterable[int],
    free_new: Iterable[int],
    key: Key,
) -> Iterator[tuple[int, int]]:
    places: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for position in free_new:
        places[key(news[position])].append(position)
    for position in free_old:
        wanted = key(olds[position])
        if wanted is not None and (queue := places.get(wanted)):
            yield position, queue.popleft()


def exactly(entry: JsonValue) -> Hashable:
    """Key: the whole entry, in one Unicode normal form."""
    return text_key(json.dumps(entry, sort_keys=True, ensure_ascii=False))


def numbered(keys: Iterable[str]) -> list[Entry]:
    """Return the keys with the number of equal ones before them."""
    seen: Counter[str] = Counter()
    entries = []
    for key in keys:
        seen[key] += 1
        entries.append(Entry(key, seen[key]))
    return entries


def keeps_order(pairs: Pairs) -> bool:
    """Tell whether the entries that are on both sides are in the same order."""
    stay = [new for old, new in pairs if old is not None and new is not None]
    return stay == sorted(stay)
