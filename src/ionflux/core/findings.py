"""Findings as plain values, and the diagnostics made from them once their place is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from ionflux.core.edits import Fix

Loc = tuple[str | int, ...]
"""A path into a model, such as `("inputs_schema", 0, "type")`."""


class Severity(StrEnum):
    """How bad a finding is; errors fail a run."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Span(NamedTuple):
    """A place in a document: lines and columns from 1, the end included."""

    line: int
    column: int
    end_line: int
    end_column: int


class Finding(NamedTuple):
    """What a reader, a model or a rule reports, before its document is known.

    It has a `place` in the document, or a path into the model, `loc`, whose place is looked up;
    `part` narrows that to the text between two offsets. A rule may leave out `code`, which is its
    own. `severity` is that of the code unless given. `write` replaces the
    words at the place, where the correction is certain.
    """

    message: str
    place: Span | None = None
    loc: Loc = ()
    code: str = ""
    hint: str | None = None
    part: tuple[int, int] | None = None
    field: str | None = None
    severity: Severity | None = None
    write: str | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding with its code, severity and place.

    Lines and columns count from 1 in the document; `end_column` is the last column that
    belongs to the place. `fix` resolves the finding, if it can be fixed: each of its `edits`
    has a `start`, an `end` and a `text`, and it is `safe` where the meaning stays the same. Offsets
    count from 0 in the document without byte order mark, whose lines end with line feeds.
    """

    code: str
    name: str
    severity: Severity
    message: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    agent: str | None = None
    field: str | None = None
    hint: str | None = None
    fix: Fix | None = None


Counts = Mapping[tuple[str, Severity], int]
"""How many findings there are of each code and severity."""


class AgentSection(NamedTuple):
    """The part of a document that an agent is read from.

    `id` is the agent's id in findings, `form` the form in which the document was read.
    """

    id: str
    name: str
    path: str
    line: int = 1
    form: str = ""


def by_place(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by path, line, column and code."""
    return tuple(sorted(diagnostics, key=lambda d: (d.path, d.line, d.column, d.code, d.message)))


@lru_cache(maxsize=4096)  # agents have the same fields
def dotted(loc: Loc) -> str:
    """Return a path into a model in dotted notation: `inputs_schema[0].type`."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc]
    return "".join(parts).removeprefix(".")
