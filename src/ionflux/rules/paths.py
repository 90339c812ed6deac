"""Webhook paths: found in prose, and compared part by part."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PATH = re.compile(r"(?<![\w/:.~%$€£)}\]<@-])/[\w{:][^\s`'\"“”’‘|,;)\]<>*→]*")
_TRAILING = ".:!?…"
_UNIT = re.compile(
    r"/(?:\d+\s?)?(?:h|hr|hora|hour|min|minuto|minute|s|seg|sec|segundo|second|d|dia|day|semana"
    r"|week|mes|mês|month|ano|year|un|unit)s?$",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[\d%$€£]\s*\w*\s*$")
_FILE = re.compile(r"\.(?!json\b)[A-Za-z]\w{0,4}$")
_SYSTEM = re.compile(r"/(?:var|etc|tmp|usr|home|opt|mnt|dev|proc)/")
_COMMAND = re.compile(r"\b(?:slash|comandos?|commands?|bot)\W+(?:\w+\W+)?$", re.IGNORECASE)
_NOT_OURS = re.compile(r"\b(?:agents?|src|assets|prompts|tests|playbooks)/", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"^(?:\{[^}]*\}|:\w+|<[^>]*>|\*{1,2})$")


def written_paths(line: str) -> Iterator[tuple[str, int]]:
    """Yield each webhook path of a line of prose, and where it begins."""
    for match in _PATH.finditer(line):
        path = match.group().split("?")[0].split("#")[0].rstrip(_TRAILING)
        if not _something_else(path, line[: match.start()]):
            yield path, match.start()


def _something_else(path: str, before: str) -> bool:
    return bool(
        (_UNIT.fullmatch(path) and _FIGURE.search(before))
        or path.strip("/").isdigit()
        or _FILE.search(path)
        or _SYSTEM.match(path)
        or _NOT_OURS.match(path[1:])
        or _COMMAND.search(before)
    )


def ends_with(path: str, last: str) -> bool:
    """Return whether a path is another or ends with its parts; placeholders are all equal."""
    parts, wanted = _parts(path), _parts(last)
    return len(wanted) <= len(parts) and all(
        a == b or _PLACEHOLDER.match(a) or _PLACEHOLDER.match(b)
        for a, b in zip(parts[len(parts) - len(wanted) :], wanted, strict=True)
    )


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part]
