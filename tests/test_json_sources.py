"""Definitions from JSON and JSONL: what is read, and every mistake with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ionflux.core.errors import WorkError
from ionflux.sources import Loaded, load_source
from program import run

AGENT = '{"id": "agent_1", "name": "A", "version": "1"}'
BAD_INPUT = {"key": "a", "type": "jsn"}


def document(*definitions: str) -> str:
    """Return a document in which each definition is on a line of its own, the first on line 2."""
    return '{"agent_definitions": [\n' + ",\n".join(definitions) + "\n]}"


def with_texts(sections: str) -> str:
    """Return a definition with additional sections."""
    return f'{AGENT[:-1]}, "additional_sections": {sections}}}'


def line(definition: str) -> str:
    """Return a definition as a line of JSONL."""
    return f'{{"entity": "agent_definition", {definition[1:]}'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def loaded(text: str | bytes, name: str = "a.json") -> Loaded:
    """Load a text from a file."""
    Path(name).write_bytes(text.encode() if isinstance(text, str) else text)
    return load_source(name)


def mistakes(text: str | bytes, name: str = "a.json") -> list[str]:
    """Return the lines of the error about a text."""
    with pytest.raises(WorkError) as caught:
        loaded(text, name)
    lines = [caught.value.message, *caught.value.details]
    assert not any("\n" in each for each in lines)
    return lines


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a.json:1:1: not JSON: the text is empty"),
        (" \n", "a.json:1:1: not JSON: the text is empty"),
        ("{,", "a.json:1:2: not JSON: a key in double quotes is missing"),
        ('{"agent_definitions": [\n  {,\n', "a.json:2:4: not JSON: a key in double quotes"),
        ('{"agent_definitions": [],}', "a.json:1:26: not JSON: a key in double quotes"),
        ('{"agent_definitions" []}', "a.json:1:22: not JSON: `:` is missing"),
        ("// all\n{}", "a.json:1:1: not JSON: JSON has no comments"),
        ("{} {}", "a.json:1:4: not JSON: text follows the end"),
        ("[]", 'a.json:1:1: not an object with "agent_definitions"'),
        ('{"agent_configurations": []}', 'a.json:1:1: not an object with "agent_definitions"'),
        ('{"agent_definitions": {}}', 'a.json:1:2: agent_definitions: "agent_definitions" is not'),
        (
            '{"agent_definitions": [], "playbook": []}',
            "a.json:1:27: playbook: the key `playbook` is unknown; did you mean `playbooks`?",
        ),
        (document("1"), "a.json:2:1: agent_definitions[0]: not an object"),
        (
            document('{"id": "agent_1", "version": "1"}'),
            "a.json:2:1: agent_definitions[0].name: the definition must have `name` (add",
        ),
        (
            document('{"id": "agent_1", "name": null, "version": "1"}'),
            "a.json:2:19: agent_definitions[0].name: the definition must have `name` (add",
        ),
        (
            document(f'{AGENT[:-1]}, "nmae": 1}}'),
            "a.json:2:48: agent_definitions[0].nmae: the key `nmae` is unknown (nearest: `name`)",
        ),
        (
            document(f'{AGENT[:-1]}, "inputs_schema": [{json.dumps(BAD_INPUT)}]}}'),
            "a.json:2:79: agent_definitions[0].inputs_schema[0].type: `jsn` is not a valid type",
        ),
        ('{"agent_definitions": NaN}', "a.json:1:23: agent_definitions: not JSON: NaN is not a"),
        (
            document(with_texts('{"a": 1e999}')),
            "additional_sections.a: 1e999 is too large for a number",
        ),
        (document(with_texts('{"a": -1e-400}')), "sections.a: -1e-400 is too small for a"),
        ('{"agent_definitions": [' + "9" * 5000 + "]}", "a.json:1:24: agent_definitions[0]: 9"),
        ("[" * 100_000, "a.json:1:105: nested deeper than 100 levels"),
        (
            document(with_texts('{"a":' * 150 + "1" + "}" * 150)),
            "a.json:2:1: agent_definitions[0]: nested deeper than 100 levels",
        ),
        (document(with_texts('{"a": "\\ud800"}')), "sections.a: half of a surrogate pair"),
        (document(with_texts('{"\\ud800": 1}')), "half of a surrogate pair"),
        (document(AGENT, AGENT), "a.json:3:2: agent_definitions[1].id: two definitions have the"),
    ],
)
def test_a_mistake_in_json_has_its_place(text: str, said: str) -> None:
    found = mistakes(text)
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"\n{line(AGENT).replace('1', 'x', 1)}\n", "a.jsonl:2:32: id: `agent_x` is not a valid"),
        ('{"entity": "agent_defintion"}', "a.jsonl:1:1: a line must be an object"),
        ('{"entity": []}', "a.jsonl:1:1: a line must be an object"),
        ("7", "a.jsonl:1:1: a line must be an object"),
        ('{"entity": ["agent_definition"]}', "a.jsonl:1:1: a line must be an object"),
        ('{"entity": {}}', "a.jsonl:1:1: a line must be an object"),
        ('\r\n{"entity": "playbook"', "a.jsonl:2:22: not JSON: a comma is missing"),
        (
            "\n".join((line(AGENT), line(with_texts('{"a": 1, "a": 2}')))),
            "a.jsonl:2:110: additional_sections: the key `a` appears twice; the first is at 2:102",
        ),
    ],
)
def test_a_mistake_in_json_lines_has_its_place(text: str, said: str) -> None:
    found = mistakes(text, "a.jsonl")
    assert len(found) == 1
    assert said in found[0]


def test_all_mistakes_are_named_in_the_order_of_the_text() -> None:
    text = document('{"nmae": "A", "version": "x", "id": "agent_1"}', "null", AGENT)
    hint = " (write it as `0.1` or `1.2.0`)"
    assert mistakes(text) == [
        "a.json:2:1: agent_definitions[0].name: the definition must have `name` (add `name: …`)",
        "a.json:2:2: agent_definitions[0].nmae: the key `nmae` is unknown (nearest: `name`)",
        f"a.json:2:15: agent_definitions[0].version: `x` is not a valid version{hint}",
        "a.json:3:1: agent_definitions[1]: not an object",
    ]


def test_a_line_that_is_not_json_does_not_hide_mistakes_of_others() -> None:
    found = mistakes(f"{{\n{line(AGENT)}\n{line(AGENT)}\n[]\n", "a.jsonl")
    assert [each.split(": ", 1)[0] for each in found] == [
        "a.jsonl:1:2",
        "a.jsonl:3:32",
        "a.jsonl:4:1",
    ]


def test_twenty_mistakes_are_named_and_others_counted() -> None:
    found = mistakes(document(*["1"] * 22))
    assert found[19:] == [
        "a.json:21:1: agent_definitions[19]: not an object",
        "a.json: and 2 more mistakes",
    ]


def test_repeated_keys_are_mistakes_wherever_they_are() -> None:
    lines = (
        '{"agent_definitions": [{"id": "agent_1", "name": "A", "version": "1", "n\\u0061me": "B",',
        '  "additional_sections": {"a": [{"b": 1, "c": 2, "b": 1, "b": 3}]}}],',
        '"agent_definitions": []}',
    )
    inner = "agent_definitions[0].additional_sections.a[0]"
    assert mistakes("\n".join(lines)) == [
        "a.json:1:71: agent_definitions[0]: the key `name` appears twice; the first is at 1:42",
        f"a.json:2:50: {inner}: the key `b` appears twice; the first is at 2:34",
        f"a.json:2:58: {inner}: the key `b` appears twice; the first is at 2:34",
        "a.json:3:1: the key `agent_definitions` appears twice; the first is at 1:2",
    ]


def test_equal_keys_of_different_objects_and_texts_like_json_are_no_mistakes() -> None:
    sections = json.dumps({"a": {"b": [{"c": 1}, {"c": 1}]}, "c": '{"d": 1, "d": NaN, "e": 1e999}'})
    assert loaded(document(with_texts(sections))).definitions[0].additional_sections == json.loads(
        sections
    )


@pytest.mark.parametrize("number", ["0e999", "-0.0e-5", "5e-324", "1e308", "0.1", "9" * 4000])
def test_a_number_that_can_be_kept_is_read(number: str) -> None:
    text = document(with_texts(f'{{"n": {number}}}'))
    assert loaded(text).definitions[0].additional_sections == {"n": json.loads(number)}


def test_a_pair_of_surrogates_is_a_character() -> None:
    text = document(with_texts('{"\\ud83d\\ude00": "\\ud83d\\ude00"}'))
    assert loaded(text).definitions[0].additional_sections == {"😀": "😀"}


@pytest.mark.parametrize(
    ("data", "at"),
    [(b'{"\xff": 1}', 2), (document(AGENT).encode("utf-16"), 0)],
    ids=["latin-1", "utf-16"],
)
def test_json_that_is_not_utf8(data: bytes, at: int) -> None:
    assert mistakes(data) == [f"a.json: not UTF-8 at byte {at}; save it as UTF-8"]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_lines_may_begin_with_a_mark_and_end_as_on_windows(name: str) -> None:
    entities = ["\ufeff", "", line(AGENT), "", line(AGENT).replace("1", "2"), ""]
    assert [each.id for each in loaded("\r\n".join(entities), name).definitions] == [
        "agent_1",
        "agent_2",
    ]


def test_a_document_on_one_line_may_have_an_entity_of_its_own() -> None:
    agent = {**json.loads(AGENT), "inputs_schema": [{"key": "entity", "type": "string"}]}
    (found,) = loaded(json.dumps({"agent_definitions": [agent]})).definitions
    assert [each.key for each in found.inputs_schema] == ["entity"]


def test_configurations_are_passed_over() -> None:
    found = loaded('{"entity": "agent_configuration", "id": 1}\n', "a.jsonl")
    assert (found.definitions, found.playbooks) == ((), ())
    found = loaded('{"agent_definitions": [], "agent_configurations": [1]}')
    assert (found.definitions, found.playbooks) == ((), ())


def test_a_uuid_in_capitals_is_the_same_id() -> None:
    one = AGENT.replace("agent_1", "0b0e7a3c-52f7-4b4c-9d3c-2f1f0f1d5a11")
    two = AGENT.replace("agent_1", "0B0E7A3C-52F7-4B4C-9D3C-2F1F0F1D5A11")
    (found,) = mistakes(document(one, two))
    assert "a.json:3:2: agent_definitions[1].id: two definitions have the id `0B0E7A3C" in found


@pytest.mark.parametrize("command", [["show"], ["export", "--format", "mcp"], ["diff", "a.json"]])
def test_commands_write_a_line_for_each_mistake(folder: Path, command: list[str]) -> None:
    Path("a.json").write_text(document("7", "8"), "utf-8")
    done = run(*command, "a.json", folder=folder)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.splitlines() == [
        "ionflux: a.json:2:1: agent_definitions[0]: not an object",
        "  a.json:3:1: agent_definitions[1]: not an object",
    ]
