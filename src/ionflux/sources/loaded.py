"""The contents of a source: definitions and playbooks, and where they were written."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from pydantic_core import to_json

from ionflux.compiler.origins import Origins
from ionflux.core.errors import WorkError
from ionflux.core.findings import Diagnostic, Loc
from ionflux.core.json_value import JsonValue
from ionflux.models import AgentDefinition, Playbook
from ionflux.models.fields import NEVER_COMPARED
from ionflux.models.records import Record
from ionflux.models.sameness import id_key
from ionflux.output.views.agent_view import Findings, count_findings
from ionflux.output.views.summary import FIELDS, AgentSummary, summary
from ionflux.sources.find_agent import find_agent

if TYPE_CHECKING:
    from ionflux.diff import Location


class Named(NamedTuple):
    """The id and the name of an agent."""

    id: str
    name: str


class Mark(NamedTuple):
    """A definition, or one of its default playbooks: its owner, and a digest of its content."""

    agent: str
    digest: bytes
    is_definition: bool


class Part(NamedTuple):
    """Some definitions of a source, and playbooks that include theirs."""

    definitions: Sequence[AgentDefinition]
    playbooks: Sequence[Playbook]


class Loaded:
    """Definitions and playbooks of a source.

    If the source is documents, `origins` has the places of values, and `diagnostics` the
    findings.
    """

    form = "models"
    """The form of the source's values; digests of two sources of the same form can be compared."""

    def __init__(
        self,
        definitions: tuple[AgentDefinition, ...],
        playbooks: tuple[Playbook, ...] = (),
        origins: Origins | None = None,
        diagnostics: tuple[Diagnostic, ...] = (),
    ) -> None:
        self._definitions = definitions
        self._playbooks = playbooks
        self.origins = origins
        self.diagnostics = diagnostics

    @property
    def definitions(self) -> tuple[AgentDefinition, ...]:
        """All definitions, in the order of the source."""
        return self._definitions

    @property
    def playbooks(self) -> tuple[Playbook, ...]:
        """All playbooks, in the order of the source."""
        return self._playbooks

    def records(self) -> Iterator[Record]:
        """Yield the definitions as records.

        Only documents tell what their authors stated: those of other sources leave to the database
        what they may leave open.
        """
        return (Record("agent_definition", each, stated=()) for each in self.definitions)

    def named(self) -> Sequence[Named]:
        """Return the ids and names of all agents."""
        return [Named(each.id, each.name) for each in self.definitions]

    def marks(self, *, plainly: bool, checked: bool = True) -> Iterator[Mark]:
        """Yield the mark of each definition and default playbook, each definition's own first.

        The digests are of the values in the source's own form, or `plainly` of the values as JSON,
        which can be compared with those of any source. With `checked`, invalid values raise
        `WorkError`.
        """
        del plainly, checked  # these are valid models, and are compared as JSON in any case
        for agent in self.definitions:
            yield Mark(agent.id, digest(plain(agent.model_dump(mode="json"))), is_definition=True)
        for playbook in self.playbooks:
            values = playbook.model_dump(mode="json")
            if is_default(values):
                yield Mark(
                    values["agent_definition_id"], digest(plain(values)), is_definition=False
                )

    def part(self, keys: Container[str]) -> Part:
        """Return the definitions whose ids have one of these keys (see `sameness.id_key`)."""
        return Part(
            [each for each in self.definitions if id_key(each.id) in keys],
            [each for each in self.playbooks if id_key(each.agent_definition_id or "") in keys],
        )

    def agent(self, wanted: str) -> AgentDefinition:
        """Return the agent of that id or name; raise the errors of `find_agent`."""
        return find_agent(self.definitions, wanted)

    def chosen(self, wanted: Iterable[str] | None) -> tuple[AgentDefinition, ...]:
        """Return the agents of these ids or names, each once; without any, all agents."""
        found = {agent.id: agent for agent in map(self.agent, wanted or ())}
        return tuple(found.values()) or self.definitions

    def summaries(self) -> Iterator[AgentSummary]:
        """Yield the summary of each agent."""
        for each in self.definitions:
            values = each.model_dump(mode="json", include=set(FIELDS))
            yield summary(values, self.findings(each.id))

    def findings(self, agent: str) -> Findings | None:
        """Return how many findings an agent has; None if they were not counted."""
        return self._counts[agent] if self.origins else None

    @cached_property
    def _counts(self) -> Mapping[str, Findings]:
        return count_findings(self.diagnostics)

    def locate(self, agent: str, loc: Loc) -> Location | None:
        """Return where the value at a path of an agent was written, if in a document."""
        origins = self.origins.of(agent) if self.origins else None
        if origins is None:
            return None
        from ionflux.diff.changes import Location  # only needed by comparisons

        _, span = origins.at(loc)
        return Location(origins.path, *span)


def is_default(playbook: Mapping[str, JsonValue]) -> bool:
    """Tell whether a playbook is a definition's own, and not one of a configuration."""
    owners = (playbook["agent_configuration_id"], playbook["workspace_id"])
    return bool(playbook["agent_definition_id"]) and owners == (None, None)


def plain(values: Mapping[str, JsonValue]) -> bytes:
    """Return the JSON of the values that are compared."""
    return to_json({key: value for key, value in values.items() if key not in NEVER_COMPARED})


def digest(data: bytes) -> bytes:
    """Return a digest of some bytes."""
    return blake2b(data, digest_size=16).digest()


class NotCompiledError(WorkError):
    """A source has documents with errors, which are in `diagnostics`.

    `lines` returns the lines of a document by its path.
    """

    def __init__(
        self,
        source: str,
        diagnostics: tuple[Diagnostic, ...],
        lines: Callable[[str], Sequence[str]],
    ) -> None:
        super().__init__(f"`{source}` does not compile")
        self.diagnostics = diagnostics
        self.lines = lines
