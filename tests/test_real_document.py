"""The real ten-agent document compiles to what its careful reader wrote down."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import ionflux
from real_document_expectations import (
    AGENTS,
    ALL_WARNINGS,
    PLACEHOLDERS,
    PLAYBOOKS,
    READING_AND_MAPPING,
    SHA256,
    UNCLOSED_FENCE_LINE,
    Expected,
    Found,
    Json,
    resolve,
)

PROJECT = Path(__file__).resolve().parents[1]
DOCUMENT = PROJECT.parent / "shared" / "corpus" / "core_agent_blueprints.md"

NESTED = ("stack_details", "memory_config", "key_files_and_paths")
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Reading:
    """The document's lines beside what the compiler made of it."""

    lines: list[str]
    result: ionflux.Compilation
    text: str
    definitions: list[Json]
    playbooks: list[Json]


@pytest.fixture(scope="module")
def source() -> bytes:
    if not DOCUMENT.is_file():
        pytest.skip("the real document is not at ../shared/corpus/core_agent_blueprints.md")
    return DOCUMENT.read_bytes()


@pytest.fixture(scope="module")
def document(source: bytes) -> bytes:
    """Give the document's bytes where it is still the one that the expectations describe."""
    if hashlib.sha256(source).hexdigest() != SHA256:
        pytest.skip("the real document has changed: read it again, then mend the expectations")
    return source


@pytest.fixture(autouse=True, scope="module")
def _no_fixed_instant() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield


@pytest.fixture(scope="module")
def reading(document: bytes, _no_fixed_instant: None) -> Reading:
    result = ionflux.compile_paths([str(DOCUMENT)])
    text = result.to_json()
    whole: Json = json.loads(text)
    assert isinstance(whole, dict)
    assert list(whole) == ["agent_definitions", "playbooks"]
    definitions, playbooks = whole["agent_definitions"], whole["playbooks"]
    assert isinstance(definitions, list)
    assert isinstance(playbooks, list)
    return Reading(document.decode().split("\n"), result, text, definitions, playbooks)


def value_at(record: Json, field: str) -> Json:
    """Follow a dotted field path; a key that is not there fails with the keys that are."""
    for key in field.split("."):
        assert isinstance(record, dict), f"{field}: {record!r} has no fields"
        assert key in record, f"{field}: no {key!r} among {list(record)}"
        record = record[key]
    return record


def agent_fields() -> Iterator[tuple[int, str, Expected]]:
    """Yield (position, dotted field, expected value) for every field of every agent."""
    for position, agent in enumerate(AGENTS):
        for field, expected in agent.items():
            if field in NESTED and isinstance(expected, dict):
                for key, value in expected.items():
                    yield position, f"{field}.{key}", value
            else:
                yield position, field, expected


def playbook_fields() -> Iterator[tuple[int, str, Expected]]:
    """Yield (position, field, expected value) for every field of every playbook but its id."""
    for position, playbook in enumerate(PLAYBOOKS):
        for field, expected in playbook.items():
            if field != "id":
                yield position, field, expected


def findings(result: ionflux.Compilation, *severities: str) -> list[Found]:
    """List (code, agent, line) of the findings of these severities, by line."""
    found: list[Found] = [
        (item.code, None if item.code == "IFX009" else item.agent, item.line)
        for item in result.diagnostics
        if str(getattr(item.severity, "value", item.severity)) in severities
    ]
    return sorted(found, key=lambda item: (item[2] or 0, item[0], item[1] or ""))


def test_the_document_is_the_one_that_was_read(source: bytes) -> None:
    assert hashlib.sha256(source).hexdigest() == SHA256, "the real document has changed"


def test_it_compiles_without_errors(reading: Reading) -> None:
    assert reading.result.ok
    assert findings(reading.result, "error") == []


def test_it_holds_ten_definitions(reading: Reading) -> None:
    assert len(reading.result.definitions) == len(AGENTS) == 10
    assert [value_at(each, "id") for each in reading.definitions] == [
        agent["id"] for agent in AGENTS
    ]


def test_it_holds_three_playbooks(reading: Reading) -> None:
    assert len(reading.result.playbooks) == len(PLAYBOOKS) == 3
    assert [value_at(each, "name") for each in reading.playbooks] == [
        playbook["name"] for playbook in PLAYBOOKS
    ]


@pytest.mark.parametrize(
    ("position", "field", "expected"),
    [
        pytest.param(position, field, expected, id=f"{AGENTS[position]['id']}-{field}")
        for position, field, expected in agent_fields()
    ],
)
def test_agent_field(reading: Reading, position: int, field: str, expected: Expected) -> None:
    actual = value_at(reading.definitions[position], field)
    assert actual == resolve(expected, reading.lines)


@pytest.mark.parametrize(
    "position", [pytest.param(at, id=str(agent["id"])) for at, agent in enumerate(AGENTS)]
)
def test_agent_keys_stand_in_the_order_of_the_model(reading: Reading, position: int) -> None:
    definition = reading.definitions[position]
    assert isinstance(definition, dict)
    assert list(definition) == list(AGENTS[position])
    for field in NESTED:
        actual, expected = definition[field], AGENTS[position][field]
        assert isinstance(actual, dict)
        assert isinstance(expected, dict)
        assert list(actual) == list(expected), field


@pytest.mark.parametrize(
    ("position", "field", "expected"),
    [
        pytest.param(
            position, field, expected, id=f"{PLAYBOOKS[position]['trigger_event_type']}-{field}"
        )
        for position, field, expected in playbook_fields()
    ],
)
def test_playbook_field(reading: Reading, position: int, field: str, expected: Expected) -> None:
    assert value_at(reading.playbooks[position], field) == resolve(expected, reading.lines)


@pytest.mark.parametrize(
    "position",
    [pytest.param(at, id=str(each["trigger_event_type"])) for at, each in enumerate(PLAYBOOKS)],
)
def test_playbook_keys_stand_in_the_order_of_the_model(reading: Reading, position: int) -> None:
    playbook = reading.playbooks[position]
    assert isinstance(playbook, dict)
    assert list(playbook) == list(PLAYBOOKS[position])


def test_playbook_ids_are_distinct_version_5_uuids(reading: Reading) -> None:
    ids = [str(value_at(playbook, "id")) for playbook in reading.playbooks]
    assert [uuid.UUID(each).version for each in ids] == [5, 5, 5]
    assert len(set(ids)) == len(ids)


def test_findings_of_reading_and_mapping(reading: Reading) -> None:
    found = findings(reading.result, "error", "warning")
    assert [item for item in found if item[0][:4] in {"IFX0", "IFX1"}] == READING_AND_MAPPING
    assert len(reading.lines) == UNCLOSED_FENCE_LINE + 1, "the fence opens on the last line"


def test_all_errors_and_warnings(reading: Reading) -> None:
    assert findings(reading.result, "error", "warning") == ALL_WARNINGS


def test_every_placeholder_section_is_reported_once(reading: Reading) -> None:
    infos = findings(reading.result, "info")
    placeholders = [(agent, line) for code, agent, line in infos if code == "IFX006"]
    assert placeholders == PLACEHOLDERS
    assert len(placeholders) == 43


def rewritten(document: bytes, variant: str) -> bytes:
    """Write the same text with a byte order mark, with CRLF line ends, or with both."""
    body = document.replace(b"\n", b"\r\n") if "crlf" in variant else document
    return BOM + body if "bom" in variant else body


@pytest.mark.parametrize("variant", ["as-it-is", "crlf", "bom", "bom-crlf"])
def test_line_ends_and_byte_order_mark_make_no_difference(
    reading: Reading, document: bytes, tmp_path: Path, variant: str
) -> None:
    content = rewritten(document, variant)
    path = tmp_path / DOCUMENT.name
    path.write_bytes(content)
    from_path = ionflux.compile_paths([str(path)])
    from_text = ionflux.compile_text(content.decode(), path=str(path))
    assert from_path.to_json() == reading.text
    assert from_text.to_json() == reading.text
    assert findings(from_path, "error", "warning") == findings(reading.result, "error", "warning")


@pytest.mark.parametrize(
    "position", [pytest.param(at, id=str(agent["id"])) for at, agent in enumerate(AGENTS)]
)
def test_a_definition_written_as_json_loads_to_an_equal_one(
    reading: Reading, position: int
) -> None:
    loaded = ionflux.AgentDefinition.model_validate(reading.definitions[position])
    assert loaded == reading.result.definitions[position]


@pytest.mark.parametrize("jobs", [1, 2])
def test_compiling_again_gives_the_same_bytes(reading: Reading, jobs: int) -> None:
    assert ionflux.compile_paths([str(DOCUMENT)], jobs=jobs).to_json() == reading.text


@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_process_gives_the_same_bytes(reading: Reading, seed: str) -> None:
    program = (
        "import sys, ionflux\n"
        "text = ionflux.compile_paths([sys.argv[1]]).to_json()\n"
        "sys.stdout.buffer.write(text.encode())\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(DOCUMENT)],
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    assert run.stdout.decode() == reading.text
