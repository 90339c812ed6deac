"""JSON and JSONL as `import` writes them, read back to definitions and playbooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ionflux.checks.validation import validate
from ionflux.core.errors import WorkError
from ionflux.core.findings import Loc
from ionflux.core.json_value import JsonValue
from ionflux.core.patterns import regex
from ionflux.core.terminal import printable
from ionflux.core.words import did_you_mean
from ionflux.models import AgentDefinition, Playbook
from ionflux.models.base import Model
from ionflux.models.records import NAMES
from ionflux.models.sameness import id_key
from ionflux.sources.json_mistakes import Mistake, Part, refused
from ionflux.sources.json_scan import LEVELS, parse
from ionflux.sources.loaded import Loaded

_WANTED: dict[str, type[Model]] = {"agent_definition": AgentDefinition, "playbook": Playbook}
_LISTS = frozenset(f"{name}s" for name in NAMES)
_FIRST_LINE = regex(r"\S[^\n]*+")


class _Entry(NamedTuple):
    """A definition or playbook, and its path in its part of the source."""

    part: Part
    entity: str
    value: JsonValue
    loc: Loc = ()


def is_json(name: str) -> bool:
    """Tell whether a file is JSON or JSONL, by its name."""
    return name.lower().endswith((".json", ".jsonl", ".ndjson"))


def read_json(data: bytes, path: str) -> Loaded:
    """Read one JSON object, or one for each line; raise WorkError with the places of mistakes."""
    reader = _Reader(_decoded(data, path))
    lines = path.lower().endswith(("jsonl", "ndjson")) or _has_entity_lines(reader.text)
    models = reader.models(reader.lines() if lines else reader.document())
    if reader.mistakes:
        raise refused(reader.text, path, reader.mistakes)
    return Loaded(
        tuple(each for each in models if isinstance(each, AgentDefinition)),
        tuple(each for each in models if isinstance(each, Playbook)),
    )


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WorkError(
            printable(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8")
        ) from None


def _has_entity_lines(text: str) -> bool:
    """Tell whether the first line is an object with an entity."""
    first = _FIRST_LINE.search(text)
    if first is None or '"entity"' not in first[0]:
        return False
    value, faults = parse(first[0])
    return bool(faults) or (isinstance(value, dict) and "entity" in value)


class _Reader:
    """Reads the entries of a text to models; their mistakes are collected."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.mistakes: list[Mistake] = []
        self._ids: set[tuple[str, str]] = set()

    def lines(self) -> Iterator[_Entry]:
        """Yield the entry of each line that has one."""
        start = 0
        for line in self.text.split("\n"):
            part = self._part(line, start) if line.strip() else None
            start += len(line) + 1
            if part is None:
                continue
            entity = part.value.pop("entity", None) if isinstance(part.value, dict) else None
            if not isinstance(entity, str) or entity not in NAMES:
                near = did_you_mean(str(entity), NAMES)
                self._note(part, f'a line must be an object with an "entity"{near}')
            elif entity in _WANTED:
                yield _Entry(part, entity, part.value)

    def document(self) -> Iterator[_Entry]:
        """Yield the entries of the one object."""
        part = self._part(self.text, 0)
        if part is None:
            return
        if not isinstance(part.value, dict) or "agent_definitions" not in part.value:
            self._note(part, 'not an object with "agent_definitions", as `import` writes it')
            return
        for key in (each for each in part.value if each not in _LISTS):
            self._note(part, f"the key `{key}` is unknown{did_you_mean(key, _LISTS)}", (key,))
        for entity in _WANTED:
            name = f"{entity}s"
            values = part.value.get(name, [])
            if not isinstance(values, list):
                self._note(part, f'"{name}" is not a list', (name,))
                continue
            for number, value in enumerate(values):
                yield _Entry(part, entity, value, (name, number))

    def models(self, entries: Iterable[_Entry]) -> list[Model]:
        """Return the models of the entries without mistakes."""
        return [model for entry in entries if (model := self._model(entry))]

    def _note(self, part: Part, message: str, loc: Loc = ()) -> None:
        self.mistakes.append(Mistake(part, message, loc))

    def _part(self, text: str, start: int) -> Part | None:
        value, faults = parse(text)
        part = Part(start, start + len(text), value)
        for message, offset, loc, first in faults:
            self.mistakes.append(Mistake(part, message, loc, offset, first))
        return None if faults else part

    def _model(self, entry: _Entry) -> Model | None:
        part, entity, value, loc = entry
        if _too_deep(value):
            self._note(part, f"nested deeper than {LEVELS} levels", loc)
            return None
        if not isinstance(value, dict):
            self._note(part, "not an object", loc)
            return None
        model, findings = validate(_WANTED[entity], value)
        for finding in findings:
            hint = f" ({finding.hint})" if finding.hint else ""
            self._note(part, f"{finding.message}{hint}", (*loc, *finding.loc))
        if model:
            self._compare_id(entry, str(value["id"]))
        return model

    def _compare_id(self, entry: _Entry, identifier: str) -> None:
        key = entry.entity, id_key(identifier)
        if key in self._ids:
            noun = entry.entity.removeprefix("agent_")
            message = f"two {noun}s have the id `{identifier}`"
            self._note(entry.part, message, (*entry.loc, "id"))
        self._ids.add(key)


def _too_deep(value: object) -> bool:
    level, depth = [value], 0
    while level and depth <= LEVELS:
        level = [child for item in level for child in _children(item)]
        depth += 1
    return bool(level)


def _children(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
