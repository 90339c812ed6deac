"""What a source yields: definitions and playbooks, and where documents wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ionflux.compiler import AgentOrigins
from ionflux.core.errors import WorkError
from ionflux.core.findings import Diagnostic, Loc
from ionflux.diff import Location
from ionflux.models import AgentDefinition, Playbook
from ionflux.models.sameness import id_key


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
        origins = self.origins.get(agent) or self._of_same_id(agent)
        if origins is None:
            return None
        _, span = origins.at(loc)
        return Location(origins.path, *span)

    def _of_same_id(self, agent: str) -> AgentOrigins | None:
        """Return the origins of an agent whose id is written in another way."""
        key = id_key(agent)
        return next((found for id_, found in self.origins.items() if id_key(id_) == key), None)


class NotCompiledError(WorkError):
    """A source has documents with errors, which are in `diagnostics`; their texts in `texts`."""

    def __init__(
        self, source: str, diagnostics: tuple[Diagnostic, ...], texts: Mapping[str, str]
    ) -> None:
        super().__init__(f"`{source}` does not compile; nothing was compared or written")
        self.diagnostics = diagnostics
        self.texts = texts
