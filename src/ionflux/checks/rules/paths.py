"""Webhook paths in prose, compared part by part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ionflux.core.patterns import regex
from ionflux.models.sameness import PLACEHOLDER, path_parts

_PATH = regex(r"(?:(?<![\w/:.~%$€£)}\]<@-])|(?<=[A-Za-z]:))/[\w{:][^\s`'\"“”’‘|,;)\]<>*→]*")
_TRAILING = ".:!?…"
_UNIT = regex(
    r"/(?:\d+\s?)?(?:h|hr|hora|hour|min|minuto|minute|s|seg|sec|segundo|second|d|dia|day|semana"
    r"|week|mes|mês|month|ano|year|un|unit)s?$",
    re.IGNORECASE,
)
_NEAR = 100
"""How many characters around a path are examined; lines may be as long as a document."""
_FIGURE = regex(r"[\d%$€£]\s*+(?:[^\W\d]++\s*+)?$")
_FILE = regex(r"\.(?!json\b)[A-Za-z]\w{0,4}$")
_SYSTEM = regex(r"/(?:var|etc|tmp|usr|home|opt|mnt|dev|proc)/")
_COMMAND = regex(r"\b(?:slash|comandos?|commands?|bot)\W+(?:\w+\W+)?$", re.IGNORECASE)
_COMMAND_AFTER = regex(r"\W{0,3}\s+(?:slash[ -])?(?:comandos?|commands?)\b", re.IGNORECASE)
# `POST:/orders` is a path; `C:/orders` and `example.org:/orders` are not.
_DRIVE = regex(r"(?:(?:^|[^\w])[A-Za-z]{1,2}|[.@/-]\w*+):$")
_NOT_OURS = regex(r"\b(?:agents?|src|assets|prompts|tests|playbooks)/", re.IGNORECASE)


def other_paths(line: str, known: Paths) -> Iterator[tuple[str, int]]:
    """Yield each webhook path of a line of prose that is not a known one, and where it begins."""
    if "/" not in line:
        return
    for match in _PATH.finditer(line):
        path = match.group().split("?")[0].split("#")[0].rstrip(_TRAILING)
        if known.end_with(path):
            continue
        end = match.start() + len(path)
        before = line[max(match.start() - _NEAR, 0) : match.start()]
        if not _something_else(path, before, line[end : end + _NEAR]):
            yield path, match.start()


def _something_else(path: str, before: str, after: str) -> bool:
    return bool(
        (_UNIT.fullmatch(path) and _FIGURE.search(before))
        or path.strip("/").isdigit()
        or _FILE.search(path)
        or _SYSTEM.match(path)
        or _NOT_OURS.match(path[1:])
        or _COMMAND.search(before)
        or _COMMAND_AFTER.match(after)
        or _DRIVE.search(before[-60:])
    )


class Paths:
    """The paths of webhooks, to look up whether another is one of them, or the end of one."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.by_last: dict[str, dict[tuple[str, ...], None]] = {}
        for path in paths:
            parts = path_parts(path)
            self.by_last.setdefault(parts[-1] if parts else "", {})[parts] = None

    def end_with(self, last: str) -> bool:
        """Return whether one is a path or ends with its parts; a placeholder matches any part."""
        wanted = path_parts(last)
        if not wanted:
            return bool(self.by_last)
        ends = list(self.by_last) if wanted[-1] == PLACEHOLDER else [wanted[-1], PLACEHOLDER]
        return any(_fits(parts, wanted) for end in ends for parts in self.by_last.get(end, ()))


def _fits(parts: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return len(wanted) <= len(parts) and all(
        a == b or PLACEHOLDER in {a, b}
        for a, b in zip(parts[len(parts) - len(wanted) :], wanted, strict=True)
    )
