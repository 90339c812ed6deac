"""The contents of a source: definitions and playbooks, and where they were written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ionflux.compiler.origins import Origins
from ionflux.core.errors import WorkError
from ionflux.core.findings import Diagnostic, Loc
from ionflux.models import AgentDefinition, Playbook
from ionflux.output.views.agent_view import Findings, count_findings
from ionflux.output.views.summary import FIELDS, AgentSummary, summary
from ionflux.sources.find_agent import find_agent

if TYPE_CHECKING:
    from ionflux.diff import Location


class Loaded:
    """Definitions and playbooks of a source.

    If the source is documents, `origins` tells where values were written, and `diagnostics` has the
    findings.
    """

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

    def agent(self, wanted: str) -> AgentDefinition:
        """Return the agent of that id or name; raise the errors of `find_agent`."""
        return find_agent(self.definitions, wanted)

    def summaries(self) -> Iterator[AgentSummary]:
        """Yield what a list says of each agent."""
        for each in self.definitions:
            values = each.model_dump(mode="json", include=set(FIELDS))
            yield summary(values, self.findings(each.id))

    def findings(self, agent: str) -> Findings | None:
        """Return how many findings an agent has; None where nobody looked for any."""
        return self._counts[agent] if self.origins else None

    @cached_property
    def _counts(self) -> Mapping[str, Findings]:
        return count_findings(self.diagnostics)

    def locate(self, agent: str, loc: Loc) -> Location | None:
        """Return where the value at a path of an agent was written, if in a document."""
        origins = self.origins.of(agent) if self.origins else None
        if origins is None:
            return None
        from ionflux.diff.changes import Location  # only a comparison asks

        _, span = origins.at(loc)
        return Location(origins.path, *span)


class NotCompiledError(WorkError):
    """A source has documents with errors, which are in `diagnostics`.

    `lines` gives the lines of a document by its path.
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
