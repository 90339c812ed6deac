"""Expected values of documents: in words, or by their lines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | bool | None"
Expected: TypeAlias = "Reference | dict[str, Expected] | list[Expected] | str | bool | None"
Agent: TypeAlias = dict[str, Expected]
Found: TypeAlias = tuple[str, str | None, int]
"""Code, agent and line of a finding; an agent of None may be any."""

_TESTS = Path(__file__).resolve().parent
OWN = _TESTS / "documents" / "ten_agents.md"
REAL = _TESTS.parents[1] / "shared" / "corpus" / "core_agent_blueprints.md"
"""The document that the project was written for, which does not ship with it."""


def present(document: Path) -> Path:
    """Return a document or folder; if it does not exist, the test is skipped."""
    if not document.exists():
        pytest.skip(f"{document} is not there")
    return document


@dataclass(frozen=True, eq=False)
class Book:
    """A document, and the expected value of every field, written by a careful reader."""

    name: str
    path: Path
    sha256: str
    """The digest of the text: another text needs other expectations."""
    agents: tuple[Agent, ...]
    """In the order of the document; their keys in the order of the model."""
    playbooks: tuple[Agent, ...]
    """Their `id` cannot be known by reading, only its kind."""
    findings: tuple[Found, ...]
    """All errors and warnings, by line."""
    placeholders: tuple[tuple[str, int], ...]
    """Sections without content yet: the agent and the line of the section's heading."""


# --- Prose is referred to by its line in the document, never repeated. ---


@dataclass(frozen=True)
class Lines:
    """The source lines `first` to `last`, both included, as written."""

    first: int
    last: int

    def read(self, source: list[str]) -> str:
        """Join the lines as written."""
        return "\n".join(source[self.first - 1 : self.last])


@dataclass(frozen=True)
class After:
    """The rest of one line after a label."""

    line: int
    label: str

    def read(self, source: list[str]) -> str:
        """Return the text after the label."""
        _, found, rest = source[self.line - 1].partition(self.label)
        if not found:
            raise LookupError(f"line {self.line} does not hold the label {self.label!r}")
        return rest.strip()


@dataclass(frozen=True)
class Quoted:
    """A whole line, or the rest of it after a label, without its outer pair of quotes."""

    line: int
    label: str = ""

    def read(self, source: list[str]) -> str:
        """Return the text between the quotes."""
        text = source[self.line - 1].strip()
        if self.label:
            text = After(self.line, self.label).read(source)
        if text[:1] not in OPENING_QUOTES or text[-1:] not in CLOSING_QUOTES:
            raise LookupError(f"line {self.line} does not hold a quoted text")
        return text[1:-1]


@dataclass(frozen=True)
class Item:
    """The text of the list item on one line."""

    line: int

    def read(self, source: list[str]) -> str:
        """Return the text after the list marker."""
        return After(self.line, "*   ").read(source)


Reference: TypeAlias = Lines | After | Quoted | Item

OPENING_QUOTES = ("“", '"')
CLOSING_QUOTES = ("”", '"')


def resolve(expected: Expected, source: list[str]) -> Json:
    """Replace every reference by the document's text."""
    if isinstance(expected, Lines | After | Quoted | Item):
        return expected.read(source)
    if isinstance(expected, dict):
        return {key: resolve(value, source) for key, value in expected.items()}
    if isinstance(expected, list):
        return [resolve(value, source) for value in expected]
    return expected


# --- The labels of the bold fields. ---

EPITHET = "**Epíteto:** "
TAGLINE = "**TAGLINE:** "
ARCHETYPE = "**Arquétipo:** "
DNA = "**Frase-DNA:** "
PUNCH = "**Punch:** "
INTERPRETATION = "**Interpretação:** "


# --- Values that every agent repeats. ---


def schedule(cron: str, description: Expected = None) -> Expected:
    described: Agent = {"description": description} if description else {}
    return {"type": "schedule", "config": {"cron": cron, **described}}


def webhook(path: str, description: Expected = None) -> Expected:
    described: Agent = {"description": description} if description else {}
    return {"type": "webhook", "config": {"path": path, "method": "POST", **described}}


def takes(key: str, kind: str, *, required: bool) -> Expected:
    left_out = {"description": None, "default": None, "schema": None}
    return {"key": key, "type": kind, "required": required, **left_out}


def gives(key: str, kind: str) -> Expected:
    return {"key": key, "type": kind, "description": None, "schema": None}


def file(path: str, description: Reference | None = None) -> Expected:
    return {"path": path, "description": description}


def items(*lines: int) -> list[Expected]:
    return [Item(line) for line in lines]


def playbook(agent: str, name: str, event: str) -> Agent:
    return {
        "id": None,
        "agent_definition_id": agent,
        "agent_configuration_id": None,
        "workspace_id": None,
        "name": name,
        "description": None,
        "trigger_event_type": event,
        "steps": [],
        "is_active": False,
        "created_at": None,
        "updated_at": None,
    }
