"""The content of a new blueprint: values from the command line, checked by the models."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from ionflux.authoring.example import completed
from ionflux.authoring.names import slug_of
from ionflux.checks.validation import validate
from ionflux.core.errors import UsageError
from ionflux.core.patterns import regex
from ionflux.core.words import did_you_mean
from ionflux.language import BlueprintText, Language
from ionflux.language import languages as all_languages
from ionflux.models import AgentDefinition
from ionflux.models.types import InputType, OutputType

_KEY = regex(r"[A-Za-z_][A-Za-z0-9_-]*")
_UNSAFE = {"Cc", "Cs", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Outline:
    """A new agent as a validated model, and the language of its blueprint."""

    agent: AgentDefinition
    language: Language


@dataclass(frozen=True, slots=True)
class NewAgentOptions:
    """The values given so far; None or empty for the rest."""

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


def draw_up(name: str, number: int, options: NewAgentOptions) -> Outline:
    """Return the outline, with defaults for missing values; raise UsageError for wrong ones.

    `number` is the next free one; an id of the form `agent_012` has its own.
    """
    text = blueprint_text(options.language)
    epithet = options.epithet or text.defaults["epithet"]
    agent_id = options.id or f"agent_{number:03}"
    name = plain(name, "name")
    slug = slug_of(name)
    fields: dict[str, Any] = {
        "id": agent_id,
        "name": name,
        "version": "0.1",
        "epithet": plain(epithet, "epithet"),
        "description": plain(options.description or text.defaults["description"], "text"),
        "category": options.category and plain(options.category, "category"),
        "triggers_config": _triggers(options, slug),
        "inputs_schema": [_input(text) for text in options.inputs or ("request:json:required",)],
        "outputs_config": [_output(text) for text in options.outputs or ("report:md",)],
    }
    _refuse_repeats(fields)
    return Outline(_validated(completed(fields, text)), languages()[options.language])


@cache
def languages() -> Mapping[str, Language]:
    """Return the languages that a new blueprint can be written in, by their codes."""
    return {language.code: language for language in all_languages() if language.blueprint}


def blueprint_text(code: str) -> BlueprintText:
    """Return the texts of a blueprint in a language; raise UsageError if it is unknown."""
    language = languages().get(code)
    if not language or not language.blueprint:
        raise UsageError(f"there is no language `{code}`{did_you_mean(code, languages())}")
    return language.blueprint


def plain(text: str, what: str) -> str:
    """Return the text in one line; raise UsageError if it contains control characters."""
    line = " ".join(text.split())
    if not line:
        raise UsageError(f"the {what} is empty")
    if any(unicodedata.category(c) in _UNSAFE or c in "\ufeff\ufffe\uffff" for c in line):
        raise UsageError(f"the {what} contains a control character: {line!r}")
    return line


def _triggers(options: NewAgentOptions, slug: str) -> list[dict[str, Any]]:
    for kind in options.triggers:
        if kind not in _KINDS:
            raise UsageError(f"there is no trigger `{kind}`{did_you_mean(kind, _KINDS)}")
    given = {"schedule": options.crons, "webhook": options.paths}
    kinds = [*options.triggers, *(kind for kind, values in given.items() if values)]
    return [
        _KINDS[kind](value)
        for kind in dict.fromkeys(kinds or ["webhook"])
        for value in given.get(kind) or [DEFAULTS[kind](slug)]
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
        raise UsageError(f"`{text}` is not a valid input: write `key:type` or `key:type:required`")
    return {**_entry(key, kind, get_args(InputType)), "required": rest == ["required"]}


def _output(text: str) -> dict[str, Any]:
    key, kind, *rest = text.split(":") if ":" in text else (text, "json")
    if rest:
        raise UsageError(f"`{text}` is not a valid output: write `key:type`")
    return _entry(key, kind, get_args(OutputType))


def _entry(key: str, kind: str, kinds: Iterable[str]) -> dict[str, Any]:
    if not _KEY.fullmatch(key):
        raise UsageError(f"`{key}` is not a valid key: use letters, digits, `_` and `-`")
    if kind not in kinds:
        raise UsageError(f"`{key}` cannot be of type `{kind}`{did_you_mean(kind, kinds)}")
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
