"""Triggers as the graph states them and as the trigger column does, and which are the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ionflux.core.findings import Loc
from ionflux.core.json_value import JsonValue
from ionflux.core.words import words
from ionflux.models.sameness import path_key
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
"""Other names of settings, and what they are called in a definition."""
_TOPICS = ("topic", "topics", "nats_topic", "nats_topics", "subject", "subjects")
_WORDS: Mapping[str, frozenset[str]] = {
    "manual": frozenset({"manual"}),
    "webhook": frozenset({"webhook", "webhooks", "http"}),
    "event": frozenset(
        {"event", "events", "stream", "listener", "listeners", "message", "messages", "nats",
         "subscription", "subscriptions", "topic", "topics", "queue", "pubsub"}
    ),
    "schedule": frozenset({"schedule", "schedules", "scheduled", "scheduler", "cron"}),
}  # fmt: skip
"""Words that say of what type a trigger is; those of an event go before those of a schedule."""


class Trigger(NamedTuple):
    """A trigger: its type, its settings by the names of a definition, and where it is stated."""

    type: str
    config: Mapping[str, JsonValue]
    loc: Loc = ()
    keys: Mapping[str, str] = MappingProxyType({})
    """The keys that state the settings, by the names of these."""

    @property
    def topics(self) -> frozenset[str]:
        """The topics that it listens to."""
        found: list[JsonValue] = []
        for name in _TOPICS:
            value = self.config.get(name)
            found += value if isinstance(value, list) else [value]
        return frozenset(topic for topic in found if isinstance(topic, str))


def type_of(name: str) -> str:
    """Return the type that a word such as `event_driven` means; the word if it means none."""
    said = set(words(name))
    return next((kind for kind, known in _WORDS.items() if said & known), name)


def settings(written: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the settings of a trigger by the names that definitions have for them."""
    found: dict[str, JsonValue] = {}
    for key, value in written.items():
        name = setting_name(key)
        if name == "method" and isinstance(value, str) and value.upper() in HTTP_METHODS:
            value = value.upper()  # noqa: PLW2901 - as it is written in a definition
        found.setdefault(name, value)
    return found


def setting_name(key: str) -> str:
    """Return the name that definitions have for a setting."""
    return _KEYS.get(key, key)


def is_topic(name: str) -> bool:
    """Tell whether a setting names topics."""
    return name in _TOPICS


def in_column(column: JsonValue) -> Iterator[Trigger]:
    """Yield the triggers of the trigger column."""
    for key, value in column.items() if isinstance(column, Mapping) else ():
        kind = type_of(key)
        if kind not in _WORDS:
            continue
        if value is True:
            yield Trigger(kind, {}, (key,))
        elif isinstance(value, Mapping):
            yield _of_mapping(kind, value, (key,))
        for index, item in enumerate(value if isinstance(value, list) else ()):
            if isinstance(item, Mapping):
                yield _of_mapping(kind, item, (key, index))
            elif isinstance(item, str):
                yield Trigger(kind, {"topic" if kind == "event" else "path": item}, (key, index))


def _of_mapping(kind: str, written: Mapping[str, JsonValue], loc: Loc) -> Trigger:
    keys = {setting_name(key): key for key in reversed([*written])}
    return Trigger(kind, settings(written), loc, keys)


def grouped(
    triggers: Sequence[Trigger], column: Sequence[Trigger]
) -> tuple[list[list[Trigger]], list[Trigger]]:
    """Return the triggers of the column that each trigger is stated by, and those left over.

    What they have in common decides: a path, a topic, a schedule; else their order.
    """
    groups: list[list[Trigger]] = [[] for _ in triggers]
    left = []
    for each in column:
        index = next((i for i, trigger in enumerate(triggers) if _is_same(trigger, each)), None)
        if index is None:
            left.append(each)
        else:
            groups[index].append(each)
    over = []
    for each in left:
        alone = (i for i, t in enumerate(triggers) if t.type == each.type and not groups[i])
        index = next(alone, None)
        if index is None:
            over.append(each)
        else:
            groups[index].append(each)
    return groups, over


def _is_same(one: Trigger, other: Trigger) -> bool:
    if one.type != other.type:
        return False
    if one.type == "manual" or one.topics & other.topics:
        return True
    paths = [path_key(str(trigger.config.get("path"))) for trigger in (one, other)]
    if one.type == "webhook":
        return paths[0] == paths[1]
    if one.type == "schedule":
        return one.config.get("cron") == other.config.get("cron")
    return bool(_filters(one)) and _filters(one) == _filters(other)


def _filters(trigger: Trigger) -> list[tuple[str, JsonValue]]:
    return sorted((k, str(v)) for k, v in trigger.config.items() if k.startswith("event_filter"))
