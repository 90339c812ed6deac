"""Validation of a blueprint's values: one finding for each mistake, in plain words."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import Field

from ionflux import compile_text
from ionflux.checks.validation import validate
from ionflux.core.findings import Severity
from ionflux.models.base import Model

BLOCK = """\
id: agent_001
name: Keeper
version: "0.1"
triggers: [{type: webhook, path: /keeper/run}]
inputs: [{key: goal, type: string}]
outputs: [{key: report, type: md}]
stack: {language: python, models: [openai:gpt-4o]}
services: [LLM]
status: draft
"""


def errors(block: str) -> list[tuple[str, str, str | None]]:
    document = f"## AGENT 001 — KEEPER\n\n### YAML Definition\n```yaml\n{block}```\n"
    found = compile_text(document).diagnostics
    return [(d.code, d.message, d.hint) for d in found if d.severity is Severity.ERROR]


def test_the_block_itself_is_valid() -> None:
    assert errors(BLOCK) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "message", "hint"),
    [
        (
            "type: string",
            "type: strng",
            "IFX104",
            "`strng` is not a valid type",
            "nearest: `string`; valid: `json`, `string`, `number`, `boolean`",
        ),
        (
            "type: md",
            "type: mb",
            "IFX104",
            "`mb` is not a valid type",
            "; valid: `json`, `string`, `md`, `url`, `number`, `boolean`",
        ),
        (
            'version: "0.1"',
            'version: ""',
            "IFX109",
            "`version` is empty",
            "write it as `0.1` or `1.2.0`",
        ),
        (
            "type: webhook, path: /keeper/run",
            'type: schedule, cron: ""',
            "IFX106",
            "the cron expression is empty",
            (
                "write five fields: minute (0-59), hour (0-23), day of month (1-31), month (1-12),"
                " day of week (0-7)"
            ),
        ),
        (
            "type: string",
            "type: texto",
            "IFX104",
            "`texto` is not a valid type",
            "nearest: `string`; valid: `json`, `string`, `number`, `boolean`",
        ),
        (
            "type: webhook",
            "type: cronn",
            "IFX104",
            "`cronn` is not a valid type",
            "nearest: `schedule`; valid: `schedule`, `webhook`, `event`, `manual`",
        ),
        (
            "type: webhook",
            "type: ",
            "IFX103",
            "a trigger must have `type`",
            "add `type: schedule`, `webhook`, `event` or `manual`",
        ),
        (
            "type: string",
            "type: [string, json]",
            "IFX104",
            "`type` must be text, not a list",
            "write one value; a value with `: ` or `{` in it must be in quotes",
        ),
        (
            "path: /keeper/run",
            "path: /keeper/run, method: [GET, POST]",
            "IFX104",
            "`method` must be text, not a list",
            "write one value; a value with `: ` or `{` in it must be in quotes",
        ),
        (
            "type: webhook",
            "type: webhok",
            "IFX104",
            "`webhok` is not a valid type",
            "nearest: `webhook`; valid: `schedule`, `webhook`, `event`, `manual`",
        ),
        (
            "path: /keeper/run",
            "path: /keeper/run, method: PSOT",
            "IFX104",
            "`PSOT` is not a valid method",
            "; valid: `GET`, `POST`, `PUT`, `PATCH`, `DELETE`, `HEAD`, `OPTIONS`",
        ),
        (
            "[LLM]",
            "[LLN]",
            "IFX104",
            "`LLN` is not a valid service",
            "; valid: `LLM`, `Shopify`, `TikTok`, `WebSearch`, `Email`, `WhatsApp`",
        ),
        (
            "status: draft",
            "status: dratf",
            "IFX104",
            "`dratf` is not a valid status",
            "nearest: `draft`; valid: `draft`, `active`, `deprecated`",
        ),
        (
            "type: webhook, ",
            "",
            "IFX103",
            "a trigger must have `type`",
            "add `type: schedule`, `webhook`, `event` or `manual`",
        ),
        (
            ", type: md",
            "",
            "IFX103",
            "an output must have `type`",
            "add `type: json`, `string`, `md`, `url`, `number` or `boolean`",
        ),
        (
            "key: goal, ",
            "",
            "IFX103",
            "an input must have `key`",
            "add `key: …`",
        ),
        ("name: Keeper", "", "IFX103", "the definition must have `name`", "add `name: …`"),
        ("name: Keeper", "name:", "IFX103", "the definition must have `name`", "add `name: …`"),
        ("name: Keeper", 'name: ""', "IFX104", "`name` is empty", "give it a value"),
        (
            "name: Keeper",
            "name: [Keeper]",
            "IFX104",
            "`name` must be text, not a list",
            "write one value; a value with `: ` or `{` in it must be in quotes",
        ),
        (
            "[openai:gpt-4o]",
            "[[openai:gpt-4o]]",
            "IFX104",
            "an entry of `models` must be text, not a list",
            "write one value; a value with `: ` or `{` in it must be in quotes",
        ),
        ("[openai:gpt-4o]", "[null]", "IFX104", "an entry of `models` is empty", "give it a value"),
        (
            "[openai:gpt-4o]",
            "openai:gpt-4o",
            "IFX104",
            "`models` must be a list, not the text `openai:gpt-4o`",
            "write one entry per line, each after `- `",
        ),
        (
            "{language: python, models: [openai:gpt-4o]}",
            "python",
            "IFX104",
            "`stack` must be a mapping of keys to values, not the text `python`",
            "write `key: value` below it, each on its own line",
        ),
        (
            "[{key: goal, type: string}]",
            "goal",
            "IFX104",
            "`inputs` must be a list, not the text `goal`",
            "write a list of mappings: `- key: …`, and the other keys below it",
        ),
        (
            "[{type: webhook, path: /keeper/run}]",
            "[webhook]",
            "IFX104",
            "an entry of `triggers` must be a mapping of keys to values, not the text `webhook`",
            "write a list of mappings: `- type: webhook`, and the other keys below it",
        ),
        (
            "type: string",
            "type: string, required: 1",
            "IFX104",
            "`required` must be `true` or `false`, not `1`",
            "nearest: `true` or `false`, without quotes",
        ),
        (
            "type: string",
            "type: number, default: many",
            "IFX104",
            "the default is not a number",
            "the input's type is `number`",
        ),
        (
            "type: string",
            "type: number, default: 1e-400",
            "IFX104",
            "the default is not a number",
            "the input's type is `number`, and `1e-400` is too small for a number",
        ),
        (
            "agent_001",
            "keeper",
            "IFX110",
            "`keeper` is not a valid id",
            "write `agent_` and digits, such as `agent_001`, or a UUID",
        ),
        (
            '"0.1"',
            "latest",
            "IFX109",
            "`latest` is not a valid version",
            "write it as `0.1` or `1.2.0`",
        ),
        (
            "/keeper/run",
            "keeper/run",
            "IFX107",
            "`keeper/run` is not a valid webhook path",
            "begin it with `/` and leave out white space, `?` and `#`, as in `/agent/run`",
        ),
        (
            "type: webhook, path: /keeper/run",
            "type: schedule, cron: '@daily', timezone: Europe/Lisbn",
            "IFX104",
            "`Europe/Lisbn` is not the name of a time zone",
            "nearest: `Europe/Lisbon`",
        ),
        (
            "type: webhook, path: /keeper/run",
            'type: schedule, cron: "0 8 * *"',
            "IFX106",
            "`0 8 * *` is not a valid cron expression: it has 4 fields, not 5",
            (
                "write five fields: minute (0-59), hour (0-23), day of month (1-31), month (1-12),"
                " day of week (0-7)"
            ),
        ),
        (
            "type: webhook, path: /keeper/run",
            'type: schedule, cron: "61 8 * * *"',
            "IFX106",
            "`61 8 * * *` is not a valid cron expression: bad minute",
            (
                "write five fields: minute (0-59), hour (0-23), day of month (1-31), month (1-12),"
                " day of week (0-7)"
            ),
        ),
    ],
)
def test_a_mistake_is_described(old: str, new: str, code: str, message: str, hint: str) -> None:
    assert BLOCK.count(old) == 1
    ((said_code, said, said_hint),) = errors(BLOCK.replace(old, new))
    assert (said_code, said) == (code, message)
    assert str(said_hint).endswith(hint)


class _Choice(Model):
    word: Literal["one, two", "it's 'three' or four"] | None = None


class _Left(Model):
    kind: Literal["left", "port 'side'"]
    size: int = 0


class _Right(Model):
    kind: Literal["right"]


class _Sides(Model):
    sides: tuple[Annotated[_Left | _Right, Field(discriminator="kind")], ...] = ()
    choice: dict[str, _Choice] | None = None


@pytest.mark.parametrize(
    ("values", "loc", "valid"),
    [
        (
            {"choice": {"a": {"word": "thre"}}},
            ("choice", "a", "word"),
            "valid: `one, two`, `it's 'three' or four`",
        ),
        (
            {"sides": [{"kind": "right"}, {"kind": "lft"}]},
            ("sides", 1, "kind"),
            "valid: `left`, `port 'side'`, `right`",
        ),
    ],
)
def test_the_valid_words_are_those_of_the_models(
    values: dict[str, Any], loc: tuple[str | int, ...], valid: str
) -> None:
    model, (finding,) = validate(_Sides, values)
    assert model is None
    assert finding.loc == loc
    assert (finding.hint or "").endswith(valid)


def test_a_path_does_not_contain_the_name_of_a_member_of_a_union() -> None:
    _, (finding,) = validate(_Sides, {"sides": [{"kind": "port 'side'", "size": "big"}]})
    assert finding.loc == ("sides", 0, "size")


def test_unknown_keys_alone_do_not_prevent_a_model() -> None:
    values = {
        "sides": [{"kind": "right", "colour": 1}],
        "side": 2,
        "choice": {"a": {"word": None}},
    }
    model, findings = validate(_Sides, values, drop_unknown=True)
    assert model == _Sides(sides=(_Right(kind="right"),), choice={"a": _Choice()})
    assert [(f.code, f.loc, f.hint) for f in findings] == [
        ("IFX105", ("sides", 0, "colour"), "valid: `kind`"),
        ("IFX105", ("side",), "nearest: `sides`"),
    ]
    assert validate(_Sides, {"side": 2})[0] is None
