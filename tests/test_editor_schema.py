"""The schema for editors accepts what `import` accepts: both are run on the same blocks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ionflux.compiler import compile_text
from ionflux.core.words import fold
from ionflux.language import languages
from ionflux.models import AgentDefinition, InputField, MemoryConfig, OutputField, StackDetails
from ionflux.models.base import Model
from ionflux.models.fields import fields, keys
from ionflux.models.types import HTTP_METHODS, INPUT_ALIASES, OUTPUT_ALIASES, TRIGGER_ALIASES
from ionflux.output.schemas import SCHEMAS

Block = dict[str, Any]

SCHEMA = SCHEMAS["blueprint"].make()
VALIDATOR = Draft202012Validator(SCHEMA)
MINIMAL: Block = {"id": "agent_001", "name": "X", "version": "0.1"}
ENTRY: Block = {"key": "a", "type": "json"}

VALUES: list[Any] = [
    None, True, False, 0, 1, 7.5, -1, "", " ", "x", "X y", "agent_001", "0.1", "1.2.0-rc.1", "/x",
    "x y", "@daily", "@Daily", "0 8 * * *", "draft", "Draft", "LLM", "llm", "string", "String",
    "event-stream", "Event Stream", "POST", "post", "Post", "schedule", "manual",
    [], [None], ["x"], ["LLM"], ["LLM", "LLM"], ["llm"], [1], [True], [["x"]], [{}], [ENTRY],
    {}, {"x": 1}, {"type": "string"}, {"cron": "@daily"}, {"path": "/x"}, {"path": None},
    {"description": "x"}, {"description": [1]}, {"language": "python"}, {"language": 3},
    {"models": None},
    {"models": [None]}, {"models": "x"}, {"type": None}, {"type": []},
]  # fmt: skip


def is_accepted(block: Block) -> bool:
    """Tell whether `import` accepts a block without a finding about it.

    Other names of types (IFX108) are deprecated in the schema, too, and no schema can see that the
    text and the YAML of a blueprint differ (IFX201 to IFX211).
    """
    text = json.dumps(block, ensure_ascii=False)
    document = f"## AGENT 001 — X\n\n### YAML Definition\n```yaml\n{text}\n```\n"
    found = compile_text(document).diagnostics
    codes = {each.code for each in found if each.severity != "info"}
    return not {code for code in codes if code != "IFX108" and not code.startswith("IFX2")}


def disagreements(blocks: Iterable[Block]) -> list[tuple[Block, bool]]:
    """Return the blocks that only one of the two accepts, and whether it is the schema."""
    judged = ((block, VALIDATOR.is_valid(block), is_accepted(block)) for block in blocks)
    return [(block, by_schema) for block, by_schema, by_import in judged if by_schema != by_import]


def spellings(key: str) -> set[str]:
    """Return the spellings of a key: in every language, in other cases, without accents."""
    known = {
        key,
        *(word for each in languages() for word, name in each.keys.items() if name == key),
    }
    known |= {written for word in known for written in (word.upper(), word.title(), fold(word))}
    return (
        known
        | {word.replace("_", " ") for word in known}
        | {word.replace("_", "-") for word in known}
    )


def with_key(written: str, key: str, value: object, base: Block = MINIMAL) -> Block:
    """Return a block with a value under a key, in any spelling."""
    return {name: held for name, held in base.items() if name != key} | {written: value}


@pytest.mark.parametrize("key", keys())
def test_a_key_of_the_block_takes_the_same_values(key: str) -> None:
    assert disagreements(with_key(key, key, value) for value in VALUES) == []


GOOD: dict[str, Any] = {
    "id": "agent_001", "name": "X", "version": "0.1", "services": ["LLM"], "status": "draft",
    "triggers": [{"type": "event"}], "inputs": [ENTRY], "outputs": [ENTRY],
    "stack": {"language": "python"}, "memory": {"type": "redis"}, "core_capabilities": ["x"],
}  # fmt: skip


@pytest.mark.parametrize("key", keys())
def test_a_key_of_the_block_takes_the_same_spellings(key: str) -> None:
    blocks = [with_key(written, key, GOOD.get(key, "x")) for written in spellings(key)]
    assert disagreements(blocks) == []
    assert all(map(is_accepted, blocks))


def test_a_block_has_to_have_what_is_required() -> None:
    for key in MINIMAL:
        assert not is_accepted({name: MINIMAL[name] for name in MINIMAL if name != key})
    blocks = [{name: MINIMAL[name] for name in MINIMAL if name != key} for key in MINIMAL]
    assert disagreements([*blocks, {}, MINIMAL, MINIMAL | {"nmae": "X"}]) == []


def nested(model: type[Model], place: str, base: Block) -> Iterator[Block]:
    """Yield blocks with every value and every spelling of every key of a nested mapping."""
    for key, field in keys(model).items():
        # Only `validate` checks whether a schema is valid.
        for value in VALUES if key != "schema" else (None, {}, {"type": "string"}, "x", [], 1):
            yield MINIMAL | {place: inner(place, with_key(key, key, value, base))}
        good = {"type": base.get("type", "x"), "required": True, "schema": {}}.get(key, "x")
        good = [] if field.row.reads == "words" else good
        for written in spellings(key):
            yield MINIMAL | {place: inner(place, with_key(written, key, good, base))}


def inner(place: str, mapping: Block) -> Any:
    return mapping if place in {"stack", "memory"} else [mapping]


@pytest.mark.parametrize(
    ("model", "place", "base"),
    [
        (InputField, "inputs", ENTRY),
        (OutputField, "outputs", ENTRY),
        (StackDetails, "stack", {}),
        (MemoryConfig, "memory", {}),
    ],
)
def test_a_nested_key_takes_the_same_values_and_spellings(
    model: type[Model], place: str, base: Block
) -> None:
    assert disagreements(nested(model, place, base)) == []
    assert disagreements([MINIMAL | {place: inner(place, base | {"colour": "red"})}]) == []


def test_types_take_the_same_words() -> None:
    words = {*INPUT_ALIASES, *OUTPUT_ALIASES, *TRIGGER_ALIASES, "json", "md", "webhook", "strng"}
    words |= {form for word in words for form in (word.upper(), word.title(), f" {word} ")}
    words |= {word.replace("_", form) for word in words for form in ("-", " ", "  ", "- ")}
    settings = {"cron": "@daily", "path": "/x"}
    for place, more in (
        ("inputs", {"key": "a"}),
        ("outputs", {"key": "a"}),
        ("triggers", settings),
    ):
        assert disagreements(MINIMAL | {place: [{"type": word} | more]} for word in words) == []


@pytest.mark.parametrize(
    "kind", ["string", "str", "Number", "int", "bool", "json", "list", "strng"]
)
def test_defaults_fit_the_type(kind: str) -> None:
    entries = [{"key": "a", "type": kind, "padrão": value} for value in VALUES]
    assert disagreements(MINIMAL | {"inputs": [entry]} for entry in entries) == []


KINDS = {
    "schedule": {"cron": "@daily"},
    "Scheduled": {"cron": "@daily"},
    "webhook": {"path": "/x"},
    "event stream": {},
    "manual": {},
    "x": {},
}
SETTINGS: list[Any] = [None, 5, True, "", "x", "/x", "/x y", "@Daily", "0 8 * * *", "post", ["x"]]


@pytest.mark.parametrize("kind", KINDS)
def test_triggers_take_the_same_settings(kind: str) -> None:
    base = KINDS[kind]
    triggers: list[Block] = [{"type": kind}, {"type": kind} | base, {"tipo": kind} | base]
    for value in SETTINGS:
        for key in ("cron", "CRON", "path", "Path", "method", "METHOD", "stream"):
            others = {name: held for name, held in base.items() if name != fold(key)}
            triggers += [{"type": kind, key: value} | others]
            triggers += [{"type": kind, "config": {key: value} | others}]
            triggers += [{"type": kind, "Config": {key: value}} | others]
        triggers += [{"type": kind, "config": value}]
    zones: list[Any] = ["Europe/Lisbon", None, 5, ["UTC"]]
    triggers += [{"type": kind, "timezone": zone} | base for zone in zones]
    triggers += [{"type": kind, "config": {"timezone": zone} | base} for zone in zones]
    # A setting both beside `config` and in it must be the same: only `validate` checks that.
    triggers += [{"type": kind, "config": value} | base for value in (None, {}, "x", {"x": 1})]
    triggers += [{"type": kind, "method": method.lower()} | base for method in HTTP_METHODS]
    assert disagreements(MINIMAL | {"triggers": [trigger]} for trigger in triggers) == []


def test_every_field_with_a_key_is_in_the_schema() -> None:
    properties = SCHEMA["properties"]
    for field in fields(AgentDefinition).values():
        if field.row.key:
            assert properties[field.row.key]["description"] == field.description
