"""How each field is compared, according to its row and its type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from operator import itemgetter
from typing import get_origin

from ionflux.core.json_value import JsonValue
from ionflux.diff.pairing import exactly, numbered
from ionflux.diff.paths import Entry
from ionflux.diff.walk import Listed, Shape, mapping, record, text, value
from ionflux.models import Playbook
from ionflux.models.annotations import is_text
from ionflux.models.fields import NEVER_COMPARED, Field, below, fields
from ionflux.models.sameness import cron_key, path_key, text_key

OWNERS = frozenset({"agent_definition_id", "agent_configuration_id", "workspace_id"})
"""The owners of a playbook: it is grouped by the first, and compared if the others are empty."""


def _record(table: Mapping[str, Field], *left_out: str) -> Shape:
    """Compare the fields of a model one by one."""
    names = [name for name in table if name not in NEVER_COMPARED | {*left_out}]
    return record({name: _shape(table[name]) for name in names})


def _shape(field: Field) -> Shape:
    if field.row.reads == "triggers":
        return _triggers
    if inner := below(field):
        return _keyed(inner, ordered=field.row.each) if field.row.noun else _record(inner)
    if get_origin(field.type) is dict:
        return mapping()
    if field.row.each:
        return _words
    return text(field.row.alike) if is_text(field.type) else value


def _keyed(table: Mapping[str, Field], *, ordered: bool) -> Listed:
    """Compare a list of models entry by entry; their first field is the key."""
    key = next(iter(table))
    get = itemgetter(key)
    return Listed(
        names=lambda entries: numbered(map(get, entries)),
        rounds=(exactly, lambda entry: text_key(get(entry))),
        entry=_record(table, key),
        ordered=ordered,
    )


_words = Listed(names=numbered, rounds=(exactly,), ordered=True)


def _trigger_names(triggers: Sequence[Mapping[str, JsonValue]]) -> list[Entry]:
    counts: Counter[str] = Counter()
    names = []
    for trigger in triggers:
        kind, config = trigger["type"], trigger["config"]
        counts[kind] += 1
        position = counts[kind]
        own = {"webhook": config.get("path"), "schedule": config.get("cron")}.get(kind, position)
        names.append(f"{kind}:{own}")
    return numbered(names)


def _method_and_path(trigger: Mapping[str, JsonValue]) -> Hashable:
    path = _path(trigger)
    return None if path is None else (path, trigger["config"]["method"])


def _path(trigger: Mapping[str, JsonValue]) -> Hashable:
    return path_key(trigger["config"]["path"]) if trigger["type"] == "webhook" else None


def _cron(trigger: Mapping[str, JsonValue]) -> Hashable:
    return cron_key(trigger["config"]["cron"]) if trigger["type"] == "schedule" else None


_triggers = Listed(
    names=_trigger_names,
    # The last round pairs the rest of a type by position: a cron or a path that changed.
    rounds=(exactly, _method_and_path, _path, _cron, itemgetter("type")),
    entry=record(
        {"config": mapping({"cron": text(cron_key), "path": text(path_key), "method": value})}
    ),
)

_playbooks = Listed(
    names=lambda playbooks: numbered(playbook["name"] for playbook in playbooks),
    rounds=(itemgetter("id"), itemgetter("name")),
    entry=record(
        dict.fromkeys((n for n in Playbook.model_fields if n not in NEVER_COMPARED | OWNERS), value)
    ),
)

DEFINITION = _record(fields())
"""Compares two definitions as JSON values."""

PLAYBOOKS = record({"playbooks": _playbooks})
"""Compares the default playbooks of an agent, `{"playbooks": [...]}` on either side."""
