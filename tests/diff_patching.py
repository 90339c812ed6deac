"""Apply the JSON of `diff` to old definitions: a second reading of the grammar in docs/diff.md."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

Json = dict[str, Any]
_GONE = object()

_STEP = re.compile(
    r"\.?(?P<name>[^.\[\]#]+)|\[(?P<key>(?:\\.|[^\\\]])*)\](?:#(?P<nth>\d+))?", re.DOTALL
)
_KEYS = {"inputs_schema": "key", "outputs_config": "key", "files": "path", "playbooks": "name"}


class Step(NamedTuple):
    """A field's name, or a key of the data."""

    text: str
    nth: int = 0


def steps(path: str) -> list[Step]:
    """Parse a path; fail if it cannot be parsed completely."""
    found, at = [], 0
    while at < len(path):
        match = _STEP.match(path, at)
        assert match, f"{path!r} does not read at {at}"
        at = match.end()
        if match["name"]:
            found.append(Step(match["name"]))
        else:
            key = re.sub(r"\\(.)", r"\1", match["key"], flags=re.DOTALL)
            found.append(Step(key, int(match["nth"] or 1)))
    return found


def patched(old: list[Json], document: Json) -> list[Json]:
    """Return the old definitions with the changes of a document applied."""
    agents = {agent["id"]: copy.deepcopy(agent) for agent in old}
    origins = {a["id"]: a["renamed_from"] for a in document["agents"] if "renamed_from" in a}
    starts = {renamed: copy.deepcopy(agents[origin]) for renamed, origin in origins.items()}
    for agent in document["agents"]:
        changes = [c for c in document["changes"] if c["agent"] == agent["id"]]
        if agent["change"] == "removed":
            del agents[agent["id"]]
            continue
        start = agents.get(agent["id"]) or starts.get(agent["id"])
        agents[agent["id"]] = _apply(start, changes) if start else changes[0]["new"]
    return list(agents.values())


def _apply(definition: Json, changes: list[Json]) -> Json:
    # Keys name the old side's entries, so every address is looked up before anything moves.
    edits = [(change, *_address(definition, steps(change["path"]), change)) for change in changes]
    for change, holder, key in edits:
        _edit(change, holder, key)
    for _, holder, _ in edits:
        if isinstance(holder, list):
            holder[:] = [entry for entry in holder if entry is not _GONE]
    for change, holder, _ in sorted(edits, key=lambda edit: edit[0].get("index", -1)):
        if isinstance(holder, list) and change["kind"] == "added":
            holder.insert(change["index"], change["new"])
    return definition


def _address(definition: Json, path: list[Step], change: Json) -> tuple[Any, Any]:
    holder: Any = definition
    name = ""
    for step in path[:-1]:
        name = step.text if not step.nth else name
        at = _place(holder, name, step) if isinstance(holder, list) else step.text
        holder = holder[at]
    last = path[-1]
    if not isinstance(holder, list):
        return holder, last
    return holder, None if change["kind"] == "added" else _place(holder, name, last)


def _place(entries: list[Any], name: str, step: Step) -> int:
    called = [at for at, label in enumerate(_labels(entries, name)) if label == step.text]
    return called[step.nth - 1]


def _labels(entries: list[Any], name: str) -> Iterator[str]:
    events = 0
    for entry in entries:
        if name == "triggers_config":
            kind, config = entry["type"], entry["config"]
            events += kind == "event"
            own = {"webhook": config.get("path"), "schedule": config.get("cron"), "event": events}
            yield f"{kind}:{own[kind]}"
        else:
            yield entry[_KEYS[name]] if name in _KEYS else entry


def _edit(change: Json, holder: Any, key: Any) -> None:
    if isinstance(holder, list):
        if change["kind"] == "removed":
            holder[key] = _GONE  # places of others are not to move yet
    elif change["kind"] == "removed" and key.nth:
        del holder[key.text]
    else:
        holder[key.text] = change["new"]
