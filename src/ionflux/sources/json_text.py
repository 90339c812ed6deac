"""JSON and JSONL as `import` writes them, read back to definitions and playbooks."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from ionflux.checks.validation import validate
from ionflux.core.errors import WorkError
from ionflux.core.findings import dotted
from ionflux.core.json_value import JsonValue
from ionflux.core.patterns import regex
from ionflux.core.terminal import printable
from ionflux.core.words import did_you_mean
from ionflux.models import AgentDefinition, Playbook
from ionflux.models.base import Model
from ionflux.models.records import NAMES
from ionflux.sources.loaded import Loaded

LEVELS = 100
"""How many levels deep a value may be nested, as in YAML."""

_WANTED: dict[str, type[Model]] = {"agent_definition": AgentDefinition, "playbook": Playbook}
_LONGEST = 1_000
_SHOWN = 40
_LONE_SURROGATE = regex(r"\\u[dD][89a-fA-F]")

_Found = tuple[str, str, Any]
# An entity's name, its place for messages, and its JSON object.


def _refused(why: str) -> WorkError:
    """Return an error as one line of limited length."""
    return WorkError(printable(why if len(why) <= _LONGEST else f"{why[:_LONGEST]}…"))


def is_json(name: str) -> bool:
    """Tell whether a file is JSON or JSONL, by its name."""
    return name.lower().endswith((".json", ".jsonl", ".ndjson"))


def read_json(data: bytes, path: str) -> Loaded:
    """Read one JSON object, or one for each line; raise WorkError with the place of a mistake."""
    text = _decoded(data, path)
    lines = path.lower().endswith(("jsonl", "ndjson")) or _has_entity_lines(text)
    try:
        found = _objects_of_lines(text, path) if lines else _objects_of_document(text, path)
        models = [(entity, _model(entity, place, value)) for entity, place, value in found]
    except RecursionError:
        raise _refused(f"{path}: nested deeper than {LEVELS} levels") from None
    definitions = tuple(m for _, m in models if isinstance(m, AgentDefinition))
    _refuse_duplicates(definitions, path)
    return Loaded(definitions, tuple(m for _, m in models if isinstance(m, Playbook)))


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(f"{path}: not UTF-8 at byte {error.start}") from None


def _has_entity_lines(text: str) -> bool:
    first = text.lstrip().split("\n", 1)[0]
    return first.startswith("{") and first.rstrip().endswith("}") and '"entity"' in first


def _objects_of_lines(text: str, path: str) -> Iterator[_Found]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        value = _parsed(line, f"{path}:{number}")
        entity = value.pop("entity", None) if isinstance(value, dict) else None
        if not isinstance(entity, str) or entity not in NAMES:
            raise _refused(
                f'{path}:{number}: a line must be an object with an "entity"'
                f"{did_you_mean(str(entity), NAMES)}"
            )
        if entity in _WANTED:
            yield entity, f"{path}:{number}", value


def _objects_of_document(text: str, path: str) -> Iterator[_Found]:
    document = _parsed(text, path)
    if not isinstance(document, dict) or "agent_definitions" not in document:
        raise _refused(f'{path}: is not an object with "agent_definitions", as `import` writes it')
    for entity in _WANTED:
        entries = document.get(f"{entity}s", [])
        if not isinstance(entries, list):
            raise _refused(f'{path}: "{entity}s" is not a list')
        for number, value in enumerate(entries):
            yield entity, f"{path}: {entity}s[{number}]", value


def _parsed(text: str, place: str) -> JsonValue:
    try:
        value = json.loads(text, parse_constant=_no_constant, parse_float=_finite)
    except json.JSONDecodeError as error:
        # The caller adds the place of a line of JSONL.
        where = f":{error.lineno}:{error.colno}" if "\n" in text else f": column {error.colno}"
        raise _refused(f"{place}{where}: not JSON: {error.msg}") from None
    except _NumberError as error:
        raise _refused(f"{place}: {error}") from None
    except ValueError:  # what Python says of it is for programs
        raise _refused(f"{place}: a number has thousands of digits") from None
    if _LONE_SURROGATE.search(text):
        _refuse_surrogates(value, place)
    return value


class _NumberError(Exception):
    """A number that cannot be kept as it is."""


def _no_constant(name: str) -> NoReturn:
    raise _NumberError(f"not JSON: {name} is not a number")


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise _NumberError(f"the number {digits[:_SHOWN]} is too large")
    return number


def _refuse_surrogates(value: object, place: str) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise _refused(f"{place}: half of a surrogate pair is not a character") from None


def _model(entity: str, place: str, value: JsonValue) -> Model:
    if _too_deep(value):
        raise _refused(f"{place}: nested deeper than {LEVELS} levels")
    if not isinstance(value, dict):
        raise _refused(f"{place}: not an object")
    model, findings = validate(_WANTED[entity], value)
    if model is None:
        first, *more = findings
        hint = f" ({first.hint})" if first.hint else ""
        rest = f"; and {len(more)} more" if more else ""
        raise _refused(f"{place}.{dotted(first.loc)}: {first.message}{hint}{rest}")
    return model


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


def _refuse_duplicates(definitions: Iterable[AgentDefinition], path: str) -> None:
    seen: set[str] = set()
    for definition in definitions:
        if definition.id in seen:
            raise _refused(f"{path}: two definitions have the id `{definition.id}`")
        seen.add(definition.id)
