"""Sentences about changes: each on one line, for people.

Values and keys are between back quotes, and values have no back quotes: a report may mark up the
text between two of them.
"""

from __future__ import annotations

import json

from ionflux.core.json_value import JsonValue
from ionflux.diff.changes import Kind
from ionflux.diff.levels import Rule, Thing
from ionflux.diff.paths import Entry
from ionflux.diff.walk import Difference

SHORT = 60
"""How many characters of a value a sentence has."""

_WITH_VALUES = {
    Kind.ADDED: " was added: {new}",
    Kind.REMOVED: " was removed: it was {old}",
    Kind.CHANGED: " changed from {old} to {new}",
}
_WITHOUT = {Kind.ADDED: " was added", Kind.REMOVED: " was removed", Kind.CHANGED: " changed"}


def sentence(rule: Rule, difference: Difference, agent: str) -> str:
    """Describe a change, and if the rule has a sentence, its effect on users."""
    keys = [step for step in difference.path if isinstance(step, Entry)]
    fields = [step for step in difference.path if isinstance(step, str)]
    words = {
        "agent": quoted(agent),
        "key": _key(keys[0]) if keys else "",
        "entry": quoted(keys[-1].key if len(keys) > 1 else fields[-1] if fields else ""),
        "field": quoted(".".join(fields)),
        "part": quoted(fields[-1] if fields else ""),
        "old": quoted(difference.old),
        "new": quoted(difference.new),
    }
    template = rule.says + (_ending(difference) if isinstance(rule.says, Thing) else "")
    return template.format_map(words)


def quoted(value: JsonValue) -> str:
    """Return a value on one line between back quotes, cut if it is long."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.split()).replace("`", "'")
    return f"`{text if len(text) <= SHORT else text[: SHORT - 1] + '…'}`"


def _key(entry: Entry) -> str:
    return quoted(entry.key) + (f" ({entry.nth})" if entry.nth > 1 else "")


def _ending(difference: Difference) -> str:
    # A value that is already in its key is not repeated.
    endings = _WITHOUT if _named(difference) else _WITH_VALUES
    if not (_short(difference.old) and _short(difference.new)):
        endings = _WITHOUT
    return endings[difference.kind]


def _named(difference: Difference) -> bool:
    last = difference.path[-1] if difference.path else ""
    value = difference.old if difference.new is None else difference.new
    return isinstance(last, Entry) and value == last.key


def _short(value: JsonValue) -> bool:
    if isinstance(value, dict | list):
        return False
    return not isinstance(value, str) or (len(value) <= SHORT and "\n" not in value)
