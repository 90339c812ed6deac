"""A ten-agent document compiles to the values that were written by reading it.

There are two: the project's own, and a real one of the same shape, which does not ship with the
project.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import ionflux
import real_document_expectations as real
import ten_agents_expectations as own
from expected import Agent, Book, Expected, Found, Json, present, resolve

BOOKS = (own.BOOK, real.BOOK)
NESTED = ("stack_details", "memory_config", "key_files_and_paths")
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Reading:
    """A document's lines, and its compiled result."""

    lines: list[str]
    result: ionflux.Compilation
    text: str
    definitions: list[Json]
    playbooks: list[Json]


@pytest.fixture(autouse=True, scope="module")
def _no_fixed_instant() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield


@pytest.fixture(params=BOOKS, ids=lambda book: book.name)
def book(request: pytest.FixtureRequest) -> Book:
    found: Book = request.param
    present(found.path)
    return found


@cache
def compiled(book: Book) -> Reading:
    result = ionflux.compile_paths([str(book.path)])
    text = result.to_json()
    whole: dict[str, Json] = json.loads(text)
    assert list(whole) == ["agent_definitions", "playbooks"]
    definitions, playbooks = whole["agent_definitions"], whole["playbooks"]
    assert isinstance(definitions, list)
    assert isinstance(playbooks, list)
    lines = book.path.read_text("utf-8").split("\n")
    return Reading(lines, result, text, definitions, playbooks)


@pytest.fixture
def reading(book: Book) -> Reading:
    return compiled(book)


def value_at(record: Json, field: str) -> Json:
    """Follow a dotted field path; for a missing key, fail with the existing ones."""
    for key in field.split("."):
        assert isinstance(record, dict), f"{field}: {record!r} has no fields"
        assert key in record, f"{field}: no {key!r} among {list(record)}"
        record = record[key]
    return record


def expected_at(record: Agent, field: str) -> Expected:
    value: Expected = record
    for key in field.split("."):
        assert isinstance(value, dict)
        value = value[key]
    return value


def fields(record: Agent) -> Iterator[str]:
    """Yield the dotted paths of all fields of an agent or a playbook except an unknown id."""
    for field, value in record.items():
        if field in NESTED and isinstance(value, dict):
            yield from (f"{field}.{key}" for key in value)
        elif field != "id" or value is not None:
            yield field


def findings(result: ionflux.Compilation, *severities: str) -> tuple[Found, ...]:
    """List (code, agent, line) of the findings of these severities, by line."""
    found: list[Found] = [
        (item.code, None if item.code == "IFX009" else item.agent, item.line)
        for item in result.diagnostics
        if item.severity in severities
    ]
    return tuple(sorted(found, key=lambda item: (item[2], item[0], item[1] or "")))


def test_the_document_is_the_one_that_was_read(book: Book) -> None:
    found = hashlib.sha256(book.path.read_bytes()).hexdigest()
    assert found == book.sha256, "the document has changed: read it again, then its expectations"


def test_it_holds_ten_definitions_and_three_playbooks(book: Book, reading: Reading) -> None:
    assert reading.result.ok
    assert len(reading.definitions) == len(reading.result.definitions) == len(book.agents) == 10
    assert len(reading.playbooks) == len(reading.result.playbooks) == len(book.playbooks) == 3


@pytest.mark.parametrize("field", [*fields(own.AGENT_001)])
def test_field_of_the_agents(book: Book, reading: Reading, field: str) -> None:
    actual = [value_at(definition, field) for definition in reading.definitions]
    assert actual == [resolve(expected_at(agent, field), reading.lines) for agent in book.agents]


@pytest.mark.parametrize("field", [*fields(own.BOOK.playbooks[0])])
def test_field_of_the_playbooks(book: Book, reading: Reading, field: str) -> None:
    actual = [value_at(playbook, field) for playbook in reading.playbooks]
    assert actual == [expected_at(playbook, field) for playbook in book.playbooks]


def test_keys_are_in_the_order_of_the_model(book: Book, reading: Reading) -> None:
    for definition, expected in zip(reading.definitions, book.agents, strict=True):
        assert isinstance(definition, dict)
        assert list(definition) == [*expected, "graph"]
        assert definition["graph"] is None
        for field in NESTED:
            assert keys(definition[field]) == keys(expected[field]), field
    for playbook, expected in zip(reading.playbooks, book.playbooks, strict=True):
        assert keys(playbook) == keys(expected)


def keys(record: object) -> list[str]:
    assert isinstance(record, dict)
    return list(record)


def test_playbook_ids_are_distinct_version_5_uuids(reading: Reading) -> None:
    ids = [str(value_at(playbook, "id")) for playbook in reading.playbooks]
    assert [uuid.UUID(each).version for each in ids] == [5, 5, 5]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("code", ["IFX0", "IFX1", "IFX201", "IFX203", "IFX207", "IFX"])
def test_errors_and_warnings(book: Book, reading: Reading, code: str) -> None:
    found = findings(reading.result, "error", "warning")
    assert chosen(found, code) == chosen(book.findings, code)


def chosen(found: tuple[Found, ...], code: str) -> list[Found]:
    return [each for each in found if each[0].startswith(code)]


def test_every_section_without_content_is_reported_once(book: Book, reading: Reading) -> None:
    infos = findings(reading.result, "info")
    found = tuple((agent, line) for code, agent, line in infos if code == "IFX006")
    assert found == book.placeholders
    assert len(found) == 43


def rewritten(document: bytes, variant: str) -> bytes:
    """Write the same text with a byte order mark, with CRLF line ends, or with both."""
    body = document.replace(b"\n", b"\r\n") if "crlf" in variant else document
    return BOM + body if "bom" in variant else body


@pytest.mark.parametrize("variant", ["crlf", "bom", "bom-crlf"])
def test_line_ends_and_byte_order_mark_make_no_difference(
    book: Book, reading: Reading, tmp_path: Path, variant: str
) -> None:
    content = rewritten(book.path.read_bytes(), variant)
    path = tmp_path / book.path.name
    path.write_bytes(content)
    from_path = ionflux.compile_paths([str(path)])
    from_text = ionflux.compile_text(content.decode(), path=str(path))
    assert from_path.to_json() == reading.text
    assert from_text.to_json() == reading.text
    assert findings(from_path, "error", "warning") == findings(reading.result, "error", "warning")


def test_a_definition_written_as_json_loads_to_an_equal_one(reading: Reading) -> None:
    loaded = [ionflux.AgentDefinition.model_validate(each) for each in reading.definitions]
    assert loaded == list(reading.result.definitions)


@pytest.mark.parametrize("jobs", [1, 2])
def test_compiling_again_gives_the_same_bytes(book: Book, reading: Reading, jobs: int) -> None:
    assert ionflux.compile_paths([str(book.path)], jobs=jobs).to_json() == reading.text


def test_another_process_gives_the_same_bytes(reading: Reading, book: Book) -> None:
    program = (
        "import sys, ionflux\n"
        "text = ionflux.compile_paths([sys.argv[1]]).to_json()\n"
        "sys.stdout.buffer.write(text.encode())\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(book.path)],
        env=os.environ | {"PYTHONHASHSEED": "1"},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    assert run.stdout.decode() == reading.text
