"""Levels of changes from a project's configuration (`diff.levels`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fnmatch import translate

from ionflux.core.errors import UsageError
from ionflux.core.patterns import regex
from ionflux.core.words import did_you_mean
from ionflux.diff.paths import AGENT
from ionflux.models.fields import fields
from ionflux.models.rows import Level

_SEPARATOR = regex(r"[.\[]")

Override = Callable[[str, Level], Level]


def overrides(levels: Mapping[str, str] | None) -> Override:
    """Return the level of a path after a project's patterns; the last that matches decides.

    In a pattern `*` matches any characters, `?` one character, and brackets themselves. Raises
    UsageError for a level that does not exist, and for a pattern that no path can match.
    """
    rules = [
        (re.compile(_regex(pattern)), _level(pattern, name))
        for pattern, name in reversed(list((levels or {}).items()))
    ]

    def judged(path: str, level: Level) -> Level:
        return next((wanted for regex, wanted in rules if regex.match(path)), level)

    return judged


def _level(pattern: str, name: str) -> Level:
    names = [level.value for level in Level]
    if name in names:
        return Level(name)
    raise UsageError(f"diff.levels: `{pattern}`: no level `{name}`{did_you_mean(name, names)}")


def _regex(pattern: str) -> str:
    heads = [*fields(), "playbooks"]
    head = _SEPARATOR.split(pattern, maxsplit=1)[0]
    if pattern != AGENT and not any(map(re.compile(translate(head)).match, heads)):
        raise UsageError(
            f"diff.levels: `{pattern}` matches no path: there is no field `{head}`"
            f"{did_you_mean(head, heads)}"
        )
    return translate(pattern.replace("[", "[[]"))
