"""What a new blueprint is to say: values from the command line, checked by the models."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from ionflux.authoring.languages import Language, languages
from ionflux.checks.validation import validate
from ionflux.core.errors import UsageError
from ionflux.core.nearest import nearest
from ionflux.core.patterns import regex
from ionflux.models import AgentDefinition
from ionflux.models.types import InputType, OutputType

_KEY = regex(r"[A-Za-z_][A-Za-z0-9_-]*")
_NUMBER = regex(r"agent_([0-9]+)(?:_.*)?")
_UNSAFE = {"Cc", "Cs", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Outline:
    """What the author has decided, with the agent as the models see it."""

    language: Language
    number: int
    agent: AgentDefinition
    epithet: str


@dataclass(frozen=True, slots=True)
class NewAgentOptions:
    """What the author has said so far; nothing said is nothing here."""

    id: str | None = None
    epithet: str | None = None
    description: str | None = None
    category: str | None = None
    triggers: Sequence[str] = ()
    crons: Sequence[str] = ()
    paths: Sequence[str] = ()
    inputs: Sequence[str] = ()
    outputs: Sequence[str] = ()
    language: str = "pt"


def draw_up(name: str, number: int, wishes: NewAgentOptions) -> Outline:
    """Return the outline, with defaults for what was not said; raise UsageError for the wrong.

    `number` is the next free one; an id of the form `agent_012` brings its own.
    """
    language = one_of(languages(), wishes.language, "language")
    agent_id = wishes.id or f"agent_{number:03}"
    name = plain(name, "name")
    slug = slug_of(name)
    fields: dict[str, Any] = {
        "id": agent_id,
        "name": name,
        "version": "0.1",
        "description": plain(wishes.description or language.defaults["description"], "text"),
        "category": wishes.category and plain(wishes.category, "category"),
        "triggers_config": _triggers(wishes, slug),
        "inputs_schema": [_input(text) for text in wishes.inputs or ("request:json:required",)],
        "outputs_config": [_output(text) for text in wishes.outputs or ("report:md",)],
    }
    _refuse_repeats(fields)
    epithet = plain(wishes.epithet or language.defaults["epithet"], "epithet")
    own = _NUMBER.fullmatch(agent_id)
    return Outline(language, int(own[1]) if own else number, _validated(fields), epithet)


def one_of(table: Mapping[str, Language], word: str, what: str) -> Language:
    """Return the table's entry; raise UsageError with the nearest where there is none."""
    if word not in table:
        raise UsageError(f"there is no {what} `{word}`{nearest(word, table)}")
    return table[word]


def plain(text: str, what: str) -> str:
    """Return the text in one line; raise UsageError where it holds control characters."""
    line = " ".join(text.split())
    if not line:
        raise UsageError(f"the {what} is empty")
    if any(unicodedata.category(c) in _UNSAFE or c in "\ufeff\ufffe\uffff" for c in line):
        raise UsageError(f"the {what} holds a control character: {line!r}")
    return line


def slug_of(name: str) -> str:
    """Return the name in snake_case, fit for a path; `agent` where nothing of it is."""
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    ascii_only = unicodedata.normalize("NFKD", split).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", ascii_only.lower()).strip("_")[:60].strip("_") or "agent"


def _triggers(wishes: NewAgentOptions, slug: str) -> list[dict[str, Any]]:
    for kind in wishes.triggers:
        if kind not in _KINDS:
            raise UsageError(f"there is no trigger `{kind}`{nearest(kind, _KINDS)}")
    said = {"schedule": wishes.crons, "webhook": wishes.paths}
    kinds = [*wishes.triggers, *(kind for kind, values in said.items() if values)]
    return [
        _KINDS[kind](value)
        for kind in dict.fromkeys(kinds or ["webhook"])
        for value in said.get(kind) or [DEFAULTS[kind](slug)]
    ]


DEFAULTS: Mapping[str, Callable[[str], str]] = {
    "schedule": lambda _: "0 9 * * *",
    "webhook": lambda slug: f"/{slug}/run",
    "event": lambda slug: f"{slug}_requested",
}
_KINDS: Mapping[str, Callable[[str], dict[str, Any]]] = {
    "schedule": lambda cron: {"type": "schedule", "config": {"cron": cron}},
    "webhook": lambda path: {"type": "webhook", "config": {"path": path, "method": "POST"}},
    "event": lambda event: {"type": "event", "config": {"event": event}},
}


def _input(text: str) -> dict[str, Any]:
    key, kind, *rest = text.split(":") if ":" in text else (text, "string")
    if rest not in ([], ["required"], ["optional"]):
        raise UsageError(f"`{text}` is no input: write `key:type` or `key:type:required`")
    return {**_entry(key, kind, get_args(InputType)), "required": rest == ["required"]}


def _output(text: str) -> dict[str, Any]:
    key, kind, *rest = text.split(":") if ":" in text else (text, "json")
    if rest:
        raise UsageError(f"`{text}` is no output: write `key:type`")
    return _entry(key, kind, get_args(OutputType))


def _entry(key: str, kind: str, kinds: Iterable[str]) -> dict[str, Any]:
    if not _KEY.fullmatch(key):
        raise UsageError(f"`{key}` is no key: letters, digits, `_` and `-` make one")
    if kind not in kinds:
        raise UsageError(f"`{key}` cannot be of type `{kind}`{nearest(kind, kinds)}")
    return {"key": key, "type": kind}


def _refuse_repeats(fields: Mapping[str, Any]) -> None:
    for what in ("inputs_schema", "outputs_config"):
        keys = [entry["key"] for entry in fields[what]]
        if twice := {key for key in keys if keys.count(key) > 1}:
            raise UsageError(f"`{min(twice)}` is given twice")


def _validated(fields: Mapping[str, Any]) -> AgentDefinition:
    agent, findings = validate(AgentDefinition, fields)
    if agent is None:
        raise UsageError(findings[0].message)
    return agent
