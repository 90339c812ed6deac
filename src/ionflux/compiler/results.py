"""What compiling gives: one document's outcome, and many put together."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ionflux.checks.selection import Selection, Suppression, keep
from ionflux.core.findings import Diagnostic, Finding, Loc, Severity, Span, by_place
from ionflux.models.records import Record

if TYPE_CHECKING:
    from ionflux.forms.blueprint import Way
    from ionflux.models import AgentDefinition, Playbook


class TakenValue(NamedTuple):
    """What an agent takes for itself alone, where it says so, and the code that watches it."""

    code: str
    key: str
    says: str
    agent: str
    path: str
    span: Span


class AgentOrigins(NamedTuple):
    """Where the values of one definition come from."""

    path: str
    values: Mapping[Loc, tuple[Way, Span]]

    def at(self, loc: Loc) -> tuple[Way, Span]:
        """Return by which way a value came and its place, or those of its nearest parent."""
        while loc and loc not in self.values:
            loc = loc[:-1]
        return self.values[loc]


class CompiledDocument(NamedTuple):
    """What one document holds; the same whatever else is compiled with it.

    `records` are its definitions, each followed by its playbooks; `agents` are the names that
    findings give the agents, also those without a definition.
    """

    path: str
    records: tuple[Record, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    agents: tuple[str, ...] = ()
    unique_values: tuple[TakenValue, ...] = ()
    origins: Mapping[str, AgentOrigins] = {}
    suppressions: tuple[Suppression, ...] = ()
    is_document: bool = True
    """False where it only says what is wrong with a directory."""


class _Parts(NamedTuple):
    parts: tuple[CompiledDocument, ...]
    found: tuple[Diagnostic, ...]


class Compilation(_Parts):
    """The outcome of compiling some documents (spec section 10): `parts`, and all findings."""

    @property
    def documents(self) -> int:
        """How many were read."""
        return sum(part.is_document for part in self.parts)

    @cached_property
    def agents(self) -> Mapping[str, str]:
        """The document of every agent."""
        return {agent: part.path for part in self.parts for agent in part.agents}

    @cached_property
    def origins(self) -> Mapping[str, AgentOrigins]:
        """Where the values of every definition come from, where that was asked for."""
        return {agent: found for part in self.parts for agent, found in part.origins.items()}

    @cached_property
    def suppressions(self) -> tuple[Suppression, ...]:
        """The comments that silence findings."""
        return tuple(s for part in self.parts for s in part.suppressions)

    @cached_property
    def definitions(self) -> tuple[AgentDefinition, ...]:
        """The valid definitions, in the order of the documents."""
        return tuple(self._models("agent_definition"))

    @cached_property
    def playbooks(self) -> tuple[Playbook, ...]:
        """Their playbooks, in the same order."""
        return tuple(self._models("playbook"))

    def _models(self, entity: str) -> Iterator[Any]:
        return (record.model for record in self.records() if record.entity == entity)

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found, by path, line, column, code; comments can silence all but errors."""
        if not self.suppressions:
            return self.found
        from ionflux.checks.rules import codes  # noqa: PLC0415 - most documents silence nothing

        silenced = keep(self.found, Selection(), self.suppressions, known=codes(), errors_stay=True)
        return silenced.diagnostics

    @property
    def ok(self) -> bool:
        """Whether nothing found is an error."""
        return not any(d.severity is Severity.ERROR for d in self.found)

    def records(self) -> Iterator[Record]:
        """Yield every definition, each followed by its playbooks, in the order of documents."""
        for part in self.parts:
            yield from part.records

    def to_json(self) -> str:
        """Return the text of spec section 4."""
        from ionflux.output.emitters import EmitOptions, emitter  # noqa: PLC0415 - not all ask for it

        return "".join(emitter("json")(self.records(), EmitOptions()))


def gather(documents: Iterable[CompiledDocument]) -> Compilation:
    """Put documents together, and find what no two agents may share (IFX301 to IFX304)."""
    parts: list[CompiledDocument] = []
    diagnostics: list[Diagnostic] = []
    watch = UniquenessIndex()
    for document in documents:
        parts.append(document)
        diagnostics += document.diagnostics
        diagnostics += watch.clashes(document)
    return Compilation(tuple(parts), by_place(diagnostics))


class _First(NamedTuple):
    """Who unique_values something first; no more, since memory grows with every value."""

    agent: str
    path: str
    line: int


class UniquenessIndex:
    """Remembers what agents have claimed, and reports who unique_values it again."""

    def __init__(self) -> None:
        self.first: dict[str, _First] = {}

    def clashes(self, document: CompiledDocument) -> Iterator[Diagnostic]:
        """Yield a diagnostic for every value of the document that was made before."""
        for value in document.unique_values:
            mine = _First(sys.intern(value.agent), document.path, value.span.line)
            other = self.first.setdefault(f"{value.code} {value.key}", mine)
            if other is not mine:
                yield _clash(value, other)


def _clash(value: TakenValue, other: _First) -> Diagnostic:
    from ionflux.checks.stamp import stamp  # noqa: PLC0415 - a rare case

    by = f" by {other.agent}" if other.agent != value.agent else ""
    message = f"{value.says} is taken{by} already"
    hint = f"the first is in {other.path}, line {other.line}"
    finding = Finding(message, value.span, code=value.code, hint=hint)
    return stamp(finding, value.span, value.path, value.agent)
