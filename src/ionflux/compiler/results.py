"""The results of compiling: one document's outcome, and several merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from ionflux.checks.missing_agents import agent_may_be_missing
from ionflux.checks.selection import Selection, Suppression, keep
from ionflux.core.findings import AgentSection, Counts, Diagnostic, Loc, Severity, Span
from ionflux.models.records import Record

if TYPE_CHECKING:
    from ionflux.forms.blueprint import Way
    from ionflux.models import AgentDefinition, Playbook


class TakenValue(NamedTuple):
    """A value that only one agent may have, its place, and the code of the check."""

    code: str
    key: str
    says: str
    agent: str
    path: str
    span: Span


class TakenReference(NamedTuple):
    """Words of an agent that refer to another one, and their place."""

    code: str
    written: str
    number: int
    name: str
    field: str | None
    agent: str
    path: str
    span: Span


class AgentOrigins(NamedTuple):
    """The origins of the values of one definition."""

    path: str
    values: Mapping[Loc, tuple[Way, Span]]
    form: str

    def at(self, loc: Loc) -> tuple[Way, Span]:
        """Return how a value was read and its place, or those of its nearest parent."""
        while loc and loc not in self.values:
            loc = loc[:-1]
        return self.values[loc]


class LaterFindings(Sequence[Diagnostic]):
    """Diagnostics that are read on demand; their number is known before.

    A run that only counts the findings of most documents does not create these.
    """

    def __init__(self, counts: Counts, read: Callable[[], tuple[Diagnostic, ...]]) -> None:
        self.counts = counts
        self._read = read

    @cached_property
    def _all(self) -> tuple[Diagnostic, ...]:
        return self._read()

    @overload
    def __getitem__(self, index: int) -> Diagnostic: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Diagnostic]: ...
    def __getitem__(self, index: int | slice) -> Diagnostic | Sequence[Diagnostic]:
        return self._all[index]

    def __len__(self) -> int:
        return len(self._all)

    def __eq__(self, other: object) -> bool:
        return self._all == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all)


def counts_of(found: Sequence[Diagnostic]) -> Counts:
    """Return how many diagnostics there are of each code and severity."""
    if isinstance(found, LaterFindings):
        return found.counts
    return Counter((each.code, each.severity) for each in found)


class CompiledDocument(NamedTuple):
    """The content of one document; independent of other documents.

    `records` are its definitions, each followed by its playbooks; `diagnostics` are sorted by
    place; `agents` are the sections of all agents, also of those without a definition.
    `spellings` are not findings, but values that `fix` writes in another way, with the key instead
    of a code.
    """

    path: str
    records: tuple[Record, ...] = ()
    diagnostics: Sequence[Diagnostic] = ()
    agents: tuple[AgentSection, ...] = ()
    unique_values: tuple[TakenValue, ...] = ()
    references: tuple[TakenReference, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    spellings: tuple[Diagnostic, ...] = ()
    is_document: bool = True
    """False if it only reports a problem with a directory."""
    origins: Mapping[str, bytes] = MappingProxyType({})
    """By agent, the origins of the values of the definitions, as in `noted_origins`; empty unless
    requested."""

    def without_records(self) -> CompiledDocument:
        """Return the rest of a document whose findings and values have been noted."""
        return self._replace(records=(), diagnostics=(), unique_values=(), references=())


class Compilation:
    """The outcome of compiling some documents.

    `parts` has the content of each document; `found` every finding, also silenced ones.
    """

    def __init__(self, parts: tuple[CompiledDocument, ...], found: tuple[Diagnostic, ...]) -> None:
        self.parts = parts
        self.found = found

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Compilation):
            return NotImplemented
        return (self.parts, self.found) == (other.parts, other.found)

    def __hash__(self) -> int:
        return hash((self.parts, self.found))

    @property
    def documents(self) -> int:
        """How many documents were read."""
        return sum(part.is_document for part in self.parts)

    @cached_property
    def agents(self) -> tuple[AgentSection, ...]:
        """The sections of all agents, in the order of the documents."""
        return tuple(agent for part in self.parts for agent in part.agents)

    @cached_property
    def forms(self) -> Mapping[str, int]:
        """How many agents were read in each form, by the forms' names."""
        return Counter(sorted(agent.form for agent in self.agents))

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
        """The findings, by path, line, column and code; comments can silence all but errors."""
        if not self.suppressions:
            return self.found
        from ionflux.checks.rules import codes  # most documents silence nothing

        silenced = keep(self.found, Selection(), self.suppressions, known=codes(), errors_stay=True)
        return silenced.diagnostics

    @property
    def spellings(self) -> tuple[Diagnostic, ...]:
        """Values that are not findings, but that `fix` writes in another way."""
        return tuple(each for part in self.parts for each in part.spellings)

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return not any(d.severity is Severity.ERROR for d in self.found)

    @property
    def agent_may_be_missing(self) -> bool:
        """Whether a finding says that an agent of the documents may be missing from the result."""
        return agent_may_be_missing(counts_of(self.diagnostics))

    def records(self) -> Iterator[Record]:
        """Yield every definition, each followed by its playbooks, in the order of documents."""
        for part in self.parts:
            yield from part.records

    def to_json(self) -> str:
        """Return definitions and playbooks as one JSON object, as written by `ionflux import`."""
        from ionflux.output.emitters import EmitOptions  # not every caller needs it
        from ionflux.output.emitters.json import emit

        return "".join(emit(self.records(), EmitOptions()))
