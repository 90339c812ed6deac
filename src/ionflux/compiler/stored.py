"""The format of compiled documents in the cache: JSON, which cannot run code when it is read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from sys import intern
from typing import Any, NamedTuple

from ionflux.checks.selection import Suppression
from ionflux.compiler.results import CompiledDocument, TakenReference, TakenValue
from ionflux.core.edits import Edit, Fix
from ionflux.core.findings import AgentSection, Diagnostic, Severity, Span
from ionflux.core.json_value import JsonValue
from ionflux.models.records import NAMES, StoredRecord


class Stored(NamedTuple):
    """A compiled document, and the digests of the files beside it that were read."""

    document: CompiledDocument
    siblings: Mapping[str, bytes | None]


def dump(document: CompiledDocument, siblings: Mapping[str, bytes | None]) -> bytes:
    """Return a document as bytes: a line of JSON about it, followed by its origins and records."""
    head = {
        "agents": [(agent.id, agent.name, agent.line, agent.form) for agent in document.agents],
        "records": [
            (record.entity, len(record.members), record.stated) for record in document.records
        ],
        "found": [_plain(found) for found in document.diagnostics],
        "spellings": [_plain(found) for found in document.spellings],
        "unique_values": document.unique_values,
        "references": document.references,
        "suppressions": [
            (s.codes, s.agent, s.line, s.path, s.misread, s.fix) for s in document.suppressions
        ],
        "siblings": {name: found and found.hex() for name, found in siblings.items()},
        "origins": [(agent, len(data)) for agent, data in document.origins.items()],
    }
    line = json.dumps(head, separators=(",", ":")).encode()
    records = (record.members for record in document.records)
    return b"".join([line, b"\n", *document.origins.values(), *records])


def load(data: bytes, path: str) -> Stored | None:
    """Return the document of some bytes; None if they are not in this format."""
    try:
        return _load(data, path)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _load(data: bytes, path: str) -> Stored:
    line, _, body = data.partition(b"\n")
    head = json.loads(line)
    origins, body = _origins(head["origins"], body)
    document = CompiledDocument(
        path,
        _records(head["records"], body, path),
        tuple(_diagnostic(*values) for values in head["found"]),
        tuple(AgentSection(agent, name, path, *rest) for agent, name, *rest in head["agents"]),
        tuple(TakenValue(*_with_span(values)) for values in head["unique_values"]),
        tuple(TakenReference(*_with_span(values)) for values in head["references"]),
        suppressions=tuple(_suppression(*values) for values in head["suppressions"]),
        spellings=tuple(_diagnostic(*values) for values in head["spellings"]),
        origins=origins,
    )
    siblings = {
        name: None if digest is None else bytes.fromhex(digest)
        for name, digest in head["siblings"].items()
    }
    return Stored(document, siblings)


def _origins(listed: list[tuple[str, int]], body: bytes) -> tuple[Mapping[str, bytes], bytes]:
    """Return the origins of agents, which the body begins with, and what follows them."""
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
        start += length
    if start != len(body):
        raise ValueError("more or fewer records than listed")
    return tuple(records)


def _plain(found: Diagnostic) -> tuple[Any, ...]:
    return (
        found.code, found.name, found.severity, found.message, found.path, found.line,
        found.column, found.end_line, found.end_column, found.agent, found.field, found.hint,
        found.fix,
    )  # fmt: skip


def _diagnostic(
    code: str,
    name: str,
    severity: str,
    message: str,
    path: str,
    *others: JsonValue,
) -> Diagnostic:
    line, column, end_line, end_column, agent, field, hint, fix = others
    return Diagnostic(
        # Most texts are those of other findings, too, and are in memory once.
        intern(code),
        intern(name),
        _SEVERITIES[severity],
        intern(message),
        intern(path),
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


def _with_span(values: list[Any]) -> list[Any]:
    return [*values[:-1], Span(*values[-1])]
