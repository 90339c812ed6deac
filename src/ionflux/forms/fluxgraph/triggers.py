"""Matching the triggers of the graph with those of the trigger column."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ionflux.core.findings import Loc
from ionflux.core.json_value import JsonValue
from ionflux.core.words import words
from ionflux.models.sameness import cron_key, path_key
from ionflux.models.types import HTTP_METHODS

COLUMN = "trigger_config_json"

_KEYS: Mapping[str, str] = {
    "endpoint_path": "path",
    "webhook_path": "path",
    "http_method": "method",
    "cron_expression": "cron",
    "auth_method": "authentication_method",
    "authentication": "authentication_method",
}
"""Other names of settings, with those of a definition."""
_TOPICS = ("topic", "topics", "nats_topic", "nats_topics", "subject", "subjects")
_WORDS: Mapping[str, frozenset[str]] = {
    "manual": frozenset({"manual"}),
    "webhook": frozenset({"webhook", "webhooks", "http"}),
    "event": frozenset(
        {"event", "events", "internal", "stream", "listener", "listeners", "message", "messages",
         "nats", "subscription", "subscriptions", "topic", "topics", "queue", "pubsub"}
    ),
    "schedule": frozenset({"schedule", "schedules", "scheduled", "scheduler", "cron"}),
}  # fmt: skip
"""Words that tell the type of a trigger; those of an event take precedence over a schedule's."""
_TELLING: Mapping[str, str] = {"path": "webhook", "cron": "schedule"}
"""Settings that only triggers of one type have, and the type."""


class Trigger(NamedTuple):
    """A trigger: its type, its settings by the names of a definition, and its place."""

    type: str
    config: Mapping[str, JsonValue]
    loc: Loc = ()
    keys: Mapping[str, str] = MappingProxyType({})
    """The keys of the settings, by their names."""

    @property
    def topics(self) -> frozenset[str]:
        """The topics that it listens to."""
        found: list[JsonValue] = []
        for name in _TOPICS:
            value = self.config.get(name)
            found += value if isinstance(value, list) else [value]
        return frozenset(topic for topic in found if isinstance(topic, str))


def type_of(name: str) -> str:
    """Return the type that a word such as `event_driven` means; else the word itself."""
    said = set(words(name))
    return next((kind for kind, known in _WORDS.items() if said & known), name)


def settings(written: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the settings of a trigger by their names in a definition."""
    found: dict[str, JsonValue] = {}
    for key, value in written.items():
        name = setting_name(key)
        found.setdefault(name, _method(value) if name == "method" else value)
    return found


def _method(value: JsonValue) -> JsonValue:
    """Return an HTTP method as written in a definition; any other value as it is."""
    is_known = isinstance(value, str) and value.upper() in HTTP_METHODS
    return value.upper() if is_known else value


def setting_name(key: str) -> str:
    """Return the name of a setting in a definition."""
    return _KEYS.get(key, key)


def is_topic(name: str) -> bool:
    """Tell whether a setting names topics."""
    return name in _TOPICS


def in_column(column: JsonValue) -> Iterator[Trigger]:
    """Yield the triggers of the trigger column."""
    for key, value in column.items() if isinstance(column, Mapping) else ():
        kind = type_of(key)
        if value is True and kind in _WORDS:
            yield Trigger(kind, {}, (key,))
        elif isinstance(value, Mapping):
            yield from _stated(kind, value, (key,))
        for index, item in enumerate(value if isinstance(value, list) else ()):
            if isinstance(item, Mapping):
                yield from _stated(kind, item, (key, index))
            elif isinstance(item, str) and kind in {"event", "webhook"}:
                yield Trigger(kind, {"topic" if kind == "event" else "path": item}, (key, index))


def _stated(kind: str, written: Mapping[str, JsonValue], loc: Loc) -> Iterator[Trigger]:
    """Yield the trigger of a mapping, its type from its settings, its `type`, or its position."""
    found = settings(written)
    declared = written.get("type")
    if isinstance(declared, str) and type_of(declared) in _WORDS:
        kind = type_of(declared)
    else:
        kind = next((of for name, of in _TELLING.items() if name in found), kind)
    if kind in _WORDS:
        keys = {setting_name(key): key for key in reversed([*written])}
        yield Trigger(kind, found, loc, keys)


def grouped(
    triggers: Sequence[Trigger], column: Sequence[Trigger]
) -> tuple[list[list[Trigger]], list[Trigger]]:
    """Return the triggers of the column that match each trigger, and those left over.

    They match if they share a path, a topic or a schedule; else by their order.
    """
    groups: list[list[Trigger]] = [[] for _ in triggers]
    known: dict[Hashable, int] = {}
    for index, trigger in enumerate(triggers):
        for key in _identities(trigger):
            known.setdefault(key, index)
    left = []
    for each in column:
        indexes = [known[key] for key in _identities(each) if key in known]
        groups[indexes[0]].append(each) if indexes else left.append(each)
    return groups, _by_order(triggers, groups, left)


def _by_order(
    triggers: Sequence[Trigger], groups: list[list[Trigger]], left: Sequence[Trigger]
) -> list[Trigger]:
    """Assign the rest to triggers of the same type without a match; return those left over."""
    free: defaultdict[str, deque[int]] = defaultdict(deque)
    for index, trigger in enumerate(triggers):
        if not groups[index]:
            free[trigger.type].append(index)
    over = []
    for each in left:
        if free[each.type]:
            groups[free[each.type].popleft()].append(each)
        else:
            over.append(each)
    return over


def _identities(trigger: Trigger) -> Iterator[Hashable]:
    """Yield the properties that distinguish a trigger from others of its type."""
    kind, config = trigger.type, trigger.config
    if kind == "manual":
        yield (kind,)
    elif kind == "webhook" and isinstance(path := config.get("path"), str):
        yield kind, path_key(path)
    elif kind == "schedule" and isinstance(cron := config.get("cron"), str):
        yield kind, cron_key(cron)
    elif kind == "event":
        yield from ((kind, topic) for topic in sorted(trigger.topics))
        filters = sorted((k, str(v)) for k, v in config.items() if k.startswith("event_filter"))
        if filters:
            yield (kind, *filters)
