"""Mistakes of people and language models in YAML: one finding each, at its place, with a hint."""

from __future__ import annotations

import pytest

from ionflux import Diagnostic, compile_text
from ionflux.core.findings import Severity

HEAD = "## AGENT 001 — KEEPER\n\n### YAML Definition\n```yaml\n"
BLOCK = """\
id: agent_001
name: Keeper
version: "0.1"
description: keeps things
triggers:
  - type: schedule
    cron: "*/5 * * * *"
  - type: webhook
    path: /keeper/run
inputs:
  - key: goal
    type: string
    required: true
outputs:
  - key: report
    type: md
stack:
  language: python
  runtime: langchain
  models:
    - openai:gpt-4o
memory:
  type: pinecone
  namespace: keeper_{{instance_id}}
"""


def mistakes(block: str) -> list[Diagnostic]:
    compiled = compile_text(f"{HEAD}{block}```\n", path="core.md")
    return [found for found in compiled.diagnostics if found.severity is not Severity.INFO]


def edited(old: str, new: str) -> tuple[str, int]:
    assert BLOCK.count(old) == 1
    place = BLOCK.index(old) + len(new) - len(new.lstrip("\n"))
    return BLOCK.replace(old, new), (HEAD + BLOCK)[: len(HEAD) + place].count("\n") + 1


def test_the_block_itself_has_no_mistake() -> None:
    assert mistakes(BLOCK) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "message", "hint"),
    [
        ("n: keeps", "n: It: keeps", "IFX101", "must be in quotes", '"It: keeps things"'),
        ("    type: md", "\ttype: md", "IFX101", "a tab cannot", "spaces"),
        ("Keeper", "'Keeper", "IFX101", "never closed", "close it with '"),
        ("Keeper", '"Keeper', "IFX101", "never closed", 'close it with "'),
        ("keeper_{", '"keeper_{', "IFX101", "never closed", 'close it with "'),
        ('"0.1"', '"0.1",', "IFX101", "`,` follows", "remove it"),
        ("keeps things", '"keeps" things', "IFX101", "follows a closed quote", "other kind"),
        ("keeps things", "[beta] keeps", "IFX101", "follows a closed bracket", "in quotes"),
        ("keeps things", "> keeps", "IFX101", "follows `>`", "next line"),
        ("keeps things", "@keeps", "IFX101", "begin with `@`", "in quotes"),
        ("keeps things", "`keeps`", "IFX101", "begin with a backtick", "in quotes"),
        ("keeps things", "!keeps it", "IFX104", "the tag `!keeps`", "quote the value"),
        ("keeps things", "None", "IFX104", "`None`", "`null`"),
        ('"*/5 * * * *"', "@daily", "IFX101", "begin with `@`", "in quotes"),
        ('"*/5 * * * *"', "*/5 * * * *", "IFX101", "`*` at the beginning", "in quotes"),
        ('"*/5 * * * *"', "“*/5 * * * *”", "IFX104", "curly quotes", '`"*/5 * * * *"`'),
        ("keeper_{{instance_id}}", "{{id}}_k", "IFX101", "begins with `{{`", '`"{{'),
        ("keeper_{{instance_id}}", "{{id}}", "IFX101", "begins with `{{`", '`"{{'),
        ("keeper_{{instance_id}}", "“k”", "IFX104", "curly quotes", '`"k"`'),
        ("Keeper", "“Keeper”", "IFX104", "curly quotes", '`"Keeper"`'),
        ("Keeper", "Keeper,", "IFX104", "ends with `,`", "write `Keeper`"),
        ("string", "string;", "IFX104", "ends with `;`", "write `string`"),
        ("name: K", "name = K", "IFX101", "neither a key nor", "`key: value`"),
        ("id: a", "id = a", "IFX101", "neither a key nor", "`key: value`"),
        ("name: K", "name:K", "IFX101", "neither a key nor", "`key: value`"),
        ("- key: report", "- key:report", "IFX101", "neither a key nor", "`key: value`"),
        ("- key: report", "-key: report", "IFX101", "space is missing", "`- key: report`"),
        ("- key: report", "* key: report", "IFX101", "begin with `*`", "`- `"),
        ("name: K", "**name**: K", "IFX101", "no bold", "remove the asterisks"),
        ("name: K", "name:\u00a0K", "IFX101", "no-break space", "replace it with a plain space"),
        ("name: K", "\u200bname: K", "IFX101", "U+200B", "remove it"),
        ("    type: md", "\u00a0\u00a0type: md", "IFX101", "U+00A0", "plain spaces"),
        ("  runtime", "  - runtime", "IFX101", "a list item cannot", "remove the `- `"),
        ("  runtime", " runtime", "IFX101", "does not match any line above", "same indent"),
        ("  runtime", "    runtime", "IFX101", "a key cannot be", "same indent"),
        ("openai:", "openai: ", "IFX104", "must be text", "in quotes"),
        ("outputs:", "outputs", "IFX101", "neither a key nor", "`key: value`"),
        ("outputs:", "inputs:", "IFX102", "appears twice", "keep one"),
        ("true", "yes", "IFX104", "`true` or `false`", "without quotes"),
        ("true", '"true"', "IFX104", "`true` or `false`", "without quotes"),
        ("string", "strin", "IFX104", "`strin`", "nearest: `string`"),
        ("required", "requried", "IFX105", "requried", "nearest: `required`"),
        ("outputs:", "results:", "IFX105", "`results`", "`outputs`"),
        ("- key: report", "- report:", "IFX103", "must have `key`", "write `key: report`"),
        ("key: goal", "name: goal", "IFX103", "must have `key`", "instead of `name`"),
        ("name: K", "nmae: K", "IFX103", "must have `name`", "instead of `nmae`"),
        ("name: K", "title: K", "IFX103", "must have `name`", "instead of `title`"),
        (
            "- type: schedule",
            "- kind: schedule",
            "IFX103",
            "must have `type`",
            "add `type: schedule`",
        ),
    ],
)
def test_a_mistake_is_found_once(old: str, new: str, code: str, message: str, hint: str) -> None:
    block, line = edited(old, new)
    (found,) = mistakes(block)
    assert (found.code, found.line) == (code, line)
    assert message in found.message
    assert hint in str(found.hint)


def test_capitals_of_other_languages_are_yaml_too() -> None:
    block, _ = edited("required: true", "required: True")
    assert mistakes(block) == []


@pytest.mark.parametrize(
    "text",
    [
        "“Keeps” and “finds”",
        "“Keeps things”",
        "Keeps, finds,",
        "\u00a0keeps: no, it does not",
    ],
)
def test_a_description_may_hold_any_marks(text: str) -> None:
    block, _ = edited("keeps things", f"|\n  {text}")
    (agent,) = compile_text(f"{HEAD}{block}```\n").definitions
    assert agent.description == text


def test_a_block_of_text_has_no_blank_lines_at_its_ends() -> None:
    block, _ = edited("keeps things", ">+\n\n  keeps\n  things\n\n")
    (agent,) = compile_text(f"{HEAD}{block}```\n").definitions
    assert agent.description == "keeps things"


def test_ten_mistakes_in_ten_agents_are_ten_findings() -> None:
    block, _ = edited('"*/5 * * * *"', "*/5 * * * *")
    agents = [f"{HEAD}{block}```\n".replace("001", f"{number:03d}") for number in range(1, 11)]
    found = compile_text("\n".join(agents)).diagnostics
    errors = [each for each in found if each.severity is not Severity.INFO]
    assert [each.agent for each in errors] == [f"agent_{number:03d}" for number in range(1, 11)]
    assert {each.code for each in errors} == {"IFX101"}
