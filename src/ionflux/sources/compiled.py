"""Definitions of documents, validated again only when their models are needed."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cached_property

from pydantic_core import from_json

from ionflux.compiler import Compilation
from ionflux.compiler.origins import Origins
from ionflux.models import AgentDefinition, Playbook
from ionflux.models.records import Record
from ionflux.models.sameness import id_key
from ionflux.output.views.summary import AgentSummary, summary
from ionflux.sources.loaded import Loaded, Mark, Named, Part, digest, is_default, plain


class CompiledAgents(Loaded):
    """Compiled definitions, kept as JSON until they are needed."""

    form = "records"

    def __init__(self, compiled: Compilation, origins: Origins) -> None:
        super().__init__((), (), origins, compiled.diagnostics)
        self._compiled = compiled

    @cached_property
    def definitions(self) -> tuple[AgentDefinition, ...]:
        """All definitions, in the order of the documents."""
        return self._compiled.definitions

    @cached_property
    def playbooks(self) -> tuple[Playbook, ...]:
        """All playbooks, in the same order."""
        return self._compiled.playbooks

    def records(self) -> Iterator[Record]:
        """Yield the definitions as records, which know what the documents state."""
        return self._records("agent_definition")

    def named(self) -> Sequence[Named]:
        """Return the ids and names of all agents."""
        found = (from_json(record.json) for record in self.records())
        return [Named(values["id"], values["name"]) for values in found]

    def summaries(self) -> Iterator[AgentSummary]:
        """Yield the summary of each agent."""
        for record in self.records():
            values = from_json(record.json)
            yield summary(values, self.findings(values["id"]))

    def marks(self, *, plainly: bool, checked: bool = True) -> Iterator[Mark]:
        """Yield the mark of each definition and default playbook, in the order of documents."""
        del checked  # all compiled records are valid
        for record in self._compiled.records():
            values = from_json(record.json)
            says = digest(plain(values) if plainly else record.json)
            if record.entity == "agent_definition":
                yield Mark(values["id"], says, is_definition=True)
            elif is_default(values):
                yield Mark(values["agent_definition_id"], says, is_definition=False)

    def part(self, keys: Container[str]) -> Part:
        """Return the definitions whose ids have one of these keys."""
        chosen: dict[str, list[Record]] = {"agent_definition": [], "playbook": []}
        for record in self._compiled.records():
            values = from_json(record.json)
            owner = values["id" if record.entity == "agent_definition" else "agent_definition_id"]
            if id_key(owner or "") in keys:
                chosen[record.entity].append(record)
        return Part(
            [AgentDefinition.model_validate_json(each.json) for each in chosen["agent_definition"]],
            [Playbook.model_validate_json(each.json) for each in chosen["playbook"]],
        )

    def _records(self, entity: str) -> Iterator[Record]:
        return (record for record in self._compiled.records() if record.entity == entity)
