"""What a source yields: definitions and playbooks, and where documents wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ionflux.compiler import AgentOrigins
from ionflux.core.errors import WorkError
from ionflux.core.findings import Diagnostic, Loc
from ionflux.diff import Location
from ionflux.models import AgentDefinition, Playbook


class Loaded(NamedTuple):
    """One side of a comparison, or what a command works on.

    `origins` and `diagnostics` are empty where the source is no document.
    """

    definitions: tuple[AgentDefinition, ...]
    playbooks: tuple[Playbook, ...] = ()
    origins: Mapping[str, AgentOrigins] = {}
    diagnostics: tuple[Diagnostic, ...] = ()

    def locate(self, agent: str, loc: Loc) -> Location | None:
        """Return where the value at a path of an agent was written, if in a document."""
        if agent not in self.origins:
            return None
        origins = self.origins[agent]
        _, span = origins.at(loc)
        return Location(origins.path, *span)


class NotCompiledError(WorkError):
    """A source whose documents have errors; a command shows them before it ends."""

    def __init__(
        self, source: str, diagnostics: tuple[Diagnostic, ...], texts: Mapping[str, str]
    ) -> None:
        super().__init__(f"`{source}` does not compile; nothing was compared or written")
        self.diagnostics = diagnostics
        self.texts = texts
