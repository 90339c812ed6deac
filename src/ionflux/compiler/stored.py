"""The format of compiled documents in the cache: JSON, which cannot run code when it is read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import partial
from sys import intern
from typing import Any, NamedTuple

from ionflux.checks.selection import Suppression
from ionflux.compiler.results import (
    CompiledDocument,
    LaterFindings,
    TakenReference,
    TakenValue,
    counts_of,
)
from ionflux.core.edits import Edit, Fix
from ionflux.core.errors import WorkError
from ionflux.core.findings import AgentSection, Diagnostic, Severity, Span
from ionflux.core.json_value import JsonValue
from ionflux.models.records import NAMES, StoredRecord


class Stored(NamedTuple):
    """A compiled document, and the digests of the files beside it that were read."""

    document: CompiledDocument
    siblings: Mapping[str, bytes | None]


_encode = json.JSONEncoder(separators=(",", ":")).encode
_decode = json.JSONDecoder().decode


def dump(document: CompiledDocument, siblings: Mapping[str, bytes | None]) -> bytes:
    """Return a document as bytes: three lines of JSON, and the members of its records.

    The first line has what every run needs, the second the diagnostics, and the third the
    spellings; before the records are the origins of values. Its own path is not repeated.
    """
    path = document.path
    counts = counts_of(document.diagnostics)
    head = (
        [(agent.id, agent.name, agent.line, agent.form) for agent in document.agents],
        [(record.entity, len(record.members), record.stated) for record in document.records],
        [(code, severity, count) for (code, severity), count in counts.items()],
        [(*value[:4], value.span) for value in document.unique_values],
        [(*reference[:6], reference.span) for reference in document.references],
        [(s.codes, s.agent, s.line, s.path, s.misread, s.fix) for s in document.suppressions],
        {name: found and found.hex() for name, found in siblings.items()},
        [(agent, len(data)) for agent, data in document.origins.items()],
    )
    lines = (
        _encode(head).encode(),
        _encode([_plain(found, path) for found in document.diagnostics]).encode(),
        _encode([_plain(found, path) for found in document.spellings]).encode(),
        b"".join(document.origins.values())
        + b"\n".join([record.members for record in document.records]),
    )
    return b"\n".join(lines)


def load(data: bytes, path: str) -> Stored | None:
    """Return the document of some bytes; None if they are not in this format."""
    try:
        return _load(data, path)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _load(data: bytes, path: str) -> Stored:
    line, found, spellings, body = data.split(b"\n", 3)
    agents, records, counts, values, references, suppressions, siblings, noted = _decode(
        line.decode()
    )
    origins, body = _origins(noted, body) if noted else ({}, body)
    document = CompiledDocument(
        path,
        _records(records, body, path),
        LaterFindings(
            {(code, _SEVERITIES[severity]): count for code, severity, count in counts},
            partial(_diagnostics, found, path),
        ),
        tuple([AgentSection(agent, name, path, *rest) for agent, name, *rest in agents]),
        tuple(
            [
                TakenValue(code, key, says, agent, path, Span(*span))
                for code, key, says, agent, span in values
            ]
        ),
        tuple(
            [
                TakenReference(code, written, number, name, field, agent, path, Span(*span))
                for code, written, number, name, field, agent, span in references
            ]
        ),
        tuple([_suppression(*said) for said in suppressions]),
        _diagnostics(spellings, path) if len(spellings) > len("[]") else (),
        origins=origins,
    )
    digests = {
        name: None if digest is None else bytes.fromhex(digest) for name, digest in siblings.items()
    }
    return Stored(document, digests)


def _origins(listed: list[tuple[str, int]], body: bytes) -> tuple[Mapping[str, bytes], bytes]:
    """Return the origins of agents, with which the body begins, and the rest of the body."""
    origins, start = {}, 0
    for agent, length in listed:
        origins[agent] = body[start : start + length]
        start += length
    return origins, body[start:]


def _records(
    listed: list[tuple[str, int, list[str]]], body: bytes, path: str
) -> tuple[StoredRecord, ...]:
    records, start = [], 0
    for entity, length, stated in listed:
        if entity not in NAMES:
            raise ValueError(entity)
        records.append(StoredRecord(entity, body[start : start + length], path, stated))
        start += length + 1
    if start - bool(listed) != len(body):
        raise ValueError("more or fewer records than listed")
    return tuple(records)


def _plain(found: Diagnostic, path: str) -> tuple[Any, ...]:
    other = found.path if found.path != path else ""
    return (
        found.code, found.name, found.severity, found.message, other, found.line,
        found.column, found.end_line, found.end_column, found.agent, found.field, found.hint,
        found.fix,
    )  # fmt: skip


def _diagnostics(line: bytes, path: str) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of a line; equal texts are kept in memory once."""
    try:
        return tuple([_diagnostic(path, *values) for values in _decode(line.decode())])
    except (ValueError, TypeError, KeyError, RecursionError):
        raise WorkError("the cache is damaged; remove it, or use `--no-cache`") from None


def _diagnostic(
    own_path: str,
    code: str,
    name: str,
    severity: str,
    message: str,
    path: str,
    *others: JsonValue,
) -> Diagnostic:
    line, column, end_line, end_column, agent, field, hint, fix = others
    return Diagnostic(
        intern(code),
        intern(name),
        _SEVERITIES[severity],
        intern(message),
        path or own_path,
        line,
        column,
        end_line,
        end_column,
        agent and intern(agent),
        field and intern(field),
        hint and intern(hint),
        fix and _fix(*fix),
    )


_SEVERITIES = {severity.value: severity for severity in Severity}


def _suppression(
    codes: list[str],
    agent: str | None,
    line: int,
    path: str,
    misread: str,
    fix: tuple[Iterable[tuple[int, int, str]], object] | None,
) -> Suppression:
    return Suppression(tuple(codes), agent, line, path, misread, _fix(*fix) if fix else None)


def _fix(edits: Iterable[tuple[int, int, str]], safe: object) -> Fix:
    return Fix(tuple([Edit(start, end, intern(text)) for start, end, text in edits]), bool(safe))
