"""The page of changes: agent by agent, the most important first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from ionflux.catalog.entries import Entry
from ionflux.catalog.values import Locale
from ionflux.core.json_value import JsonValue
from ionflux.core.patterns import regex
from ionflux.diff import AgentChange, Change, Changes, Kind, Level
from ionflux.diff.paths import AGENT
from ionflux.models.fields import Field, below, fields
from ionflux.output.change_report import as_text, is_short, worst_first
from ionflux.output.word_differences import Piece, word_differences

_LINES = 60
"""How many differing parts of a long text are shown."""

_FIRST = regex(r"\w+")


class ShownChange(NamedTuple):
    """One change: its field in words, its path, and the two values or their differences.

    `entries` are the titles and texts of an added or removed entry.
    """

    level: str
    kind: str
    title: str
    path: str
    old: str | None
    new: str | None
    pieces: tuple[list[Piece], ...]
    entries: tuple[tuple[str, str], ...]


class ShownAgent(NamedTuple):
    """What happened to one agent; `href` is empty if it no longer has a page."""

    agent: AgentChange
    href: str
    changes: tuple[ShownChange, ...]


def shown_agents(
    changes: Changes, entries: Mapping[str, Entry], locale: Locale
) -> tuple[ShownAgent, ...]:
    """Return the agents that changed, breaking changes first."""
    order, groups = tuple(Level), changes.by_agent()
    agents = sorted(changes.agents, key=lambda agent: order.index(agent.level))
    return tuple(
        ShownAgent(agent, _href(agent, entries), tuple(_shown(groups[agent.id], locale)))
        for agent in agents
    )


def _href(agent: AgentChange, entries: Mapping[str, Entry]) -> str:
    return entries[agent.id].href if agent.id in entries else ""


def _shown(changes: list[Change], locale: Locale) -> Iterator[ShownChange]:
    """Return the changes below an agent; a mark at its name shows that it was added or removed."""
    return (_one(change, locale) for change in worst_first(changes) if change.path != AGENT)


def _one(change: Change, locale: Locale) -> ShownChange:
    old, new = _text(change.old), _text(change.new)
    pieces: tuple[list[Piece], ...] = ()
    if change.kind is Kind.CHANGED and not is_short(change):
        pieces = tuple(islice(word_differences(old or "", new or ""), _LINES))
    first = _FIRST.match(change.path)
    field = fields().get(first[0]) if first else None
    title = locale.phrase(field.row.title or field.row.chapter or "") if field else ""
    entries = tuple(_entries(change, field, locale))
    return ShownChange(change.level, change.kind, title, change.path, old, new, pieces, entries)


def _entries(change: Change, field: Field | None, locale: Locale) -> Iterator[tuple[str, str]]:
    """Yield the values of an added or removed entry, with titles if there are any."""
    value = change.old if change.new is None else change.new
    if change.kind is Kind.CHANGED or not isinstance(value, dict):
        return
    known = below(field) if field else {}
    for key, inner in value.items():
        if inner:
            title = known[key].row.title if key in known else None
            yield locale.phrase(title) if title else key, as_text(inner)


def _text(value: JsonValue) -> str | None:
    return None if value is None else as_text(value)
