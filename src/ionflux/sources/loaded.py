"""The contents of a source: definitions and playbooks, and where they were written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ionflux.compiler.origins import Origins
from ionflux.core.errors import WorkError
from ionflux.core.findings import Diagnostic, Loc
from ionflux.diff import Location
from ionflux.models import AgentDefinition, Playbook


class Loaded(NamedTuple):
    """Definitions and playbooks of a source.

    If the source is documents, `origins` tells where values were written, and `diagnostics` has the
    findings.
    """

    definitions: tuple[AgentDefinition, ...]
    playbooks: tuple[Playbook, ...] = ()
    origins: Origins | None = None
    diagnostics: tuple[Diagnostic, ...] = ()

    def locate(self, agent: str, loc: Loc) -> Location | None:
        """Return where the value at a path of an agent was written, if in a document."""
        origins = self.origins.of(agent) if self.origins else None
        if origins is None:
            return None
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
