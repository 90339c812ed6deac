"""Findings that need the agents of all documents: conflicts and unknown references."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ionflux.compiler.results import (
    Compilation,
    CompiledDocument,
    TakenReference,
    TakenValue,
)
from ionflux.core.findings import Diagnostic, Finding, by_place

_ID = "IFX301"
_NAME = "IFX302"
_NUMBER_DRIFT = "IFX205"
_NAME_DRIFT = "IFX206"


class _First(NamedTuple):
    """The first agent with a value; only that, since memory grows with every value."""

    agent: str
    path: str
    line: int


class CrossChecks:
    """Accepts documents in turn, and stores values that others may conflict with or refer to."""

    def __init__(self) -> None:
        self._first: dict[str, dict[str, _First]] = {}
        self._references: list[TakenReference] = []
        self._without_definition: set[str] = set()

    def findings(self, document: CompiledDocument) -> Sequence[Diagnostic]:
        """Return the document's diagnostics, and one for each of its values that is already taken.

        A copied id is one mistake: its consequences are not also reported, neither the agent's
        other conflicts nor that its heading has the number of another id.
        """
        self._references += document.references
        definitions = sum(record.entity == "agent_definition" for record in document.records)
        if definitions < len(document.agents):
            self._without_definition.update(agent.id for agent in document.agents)
        follows: set[tuple[str, str | None]] = set()
        clashes = list(self._clashes(document, follows))
        if not follows and not clashes:
            return document.diagnostics
        stays = (each for each in document.diagnostics if (each.code, each.agent) not in follows)
        return by_place([*stays, *clashes])

    def unknown_references(self) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each reference to an unknown agent, after all documents."""
        if not self._references:
            return
        from ionflux.checks.references import AgentIndex, Reference  # few agents refer to others
        from ionflux.checks.stamp import stamp

        index = AgentIndex()
        for agent in self._without_definition:
            index.add(agent)
        for first in self._first.get(_ID, {}).values():
            index.add(first.agent)
        for key, first in self._first.get(_NAME, {}).items():
            index.add_name(key, first.agent)
        for reference in self._references:
            named = Reference(reference.written, reference.number, reference.name)
            if finding := index.fault(named):
                found = finding._replace(code=reference.code, field=reference.field)
                yield stamp(found, reference.span, reference.path, reference.agent)

    def _clashes(
        self, document: CompiledDocument, follows: set[tuple[str, str | None]]
    ) -> Iterator[Diagnostic]:
        """Yield the conflicts of a document; note the codes and agents of their consequences."""
        copied = False
        for value in document.unique_values:
            other = self._taken_by(value)
            if value.code == _ID:  # the first value of each agent
                copied = other is not None
                if copied:
                    follows.add((_NUMBER_DRIFT, value.agent))
            elif copied:
                if other and value.code == _NAME:
                    follows.add((_NAME_DRIFT, value.agent))
                continue
            if other:
                yield _clash(value, other)

    def _taken_by(self, value: TakenValue) -> _First | None:
        """Return the earlier agent with a value, or store this one and return None."""
        taken = self._first.setdefault(value.code, {})
        if other := taken.get(value.key):
            return other
        taken[value.key] = _First(sys.intern(value.agent), value.path, value.span.line)
        return None


def _clash(value: TakenValue, other: _First) -> Diagnostic:
    from ionflux.checks.stamp import stamp  # a rare case

    by = f" by {other.agent}" if other.agent != value.agent else ""
    message = f"{value.says} is already taken{by}"
    hint = f"the first is in {other.path}, line {other.line}"
    finding = Finding(message, value.span, code=value.code, hint=hint)
    return stamp(finding, value.span, value.path, value.agent)


def gather(documents: Iterable[CompiledDocument], *, records: bool = True) -> Compilation:
    """Merge documents, and check their agents against each other.

    Without `records`, those of a document are dropped once it is checked, since a report on many
    documents does not need them.
    """
    parts: list[CompiledDocument] = []
    diagnostics = list(_checked(documents, parts, records=records))
    return Compilation(tuple(parts), by_place(diagnostics))


def _checked(
    documents: Iterable[CompiledDocument], parts: list[CompiledDocument], *, records: bool
) -> Iterator[Diagnostic]:
    """Yield the diagnostics of documents, and add the documents to the parts."""
    cross_checks = CrossChecks()
    for document in documents:
        yield from cross_checks.findings(document)
        parts.append(document if records else document.without_records())
    yield from cross_checks.unknown_references()
