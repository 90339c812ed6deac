"""The origins of values: noted when documents were compiled, or computed on demand."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ionflux.compiler.context import Context
from ionflux.compiler.results import AgentOrigins
from ionflux.core.findings import Finding
from ionflux.documents import source
from ionflux.documents.files import Files
from ionflux.models.sameness import id_key


class Origins:
    """The origins of agents; a document is read again, once, when one of its agents is needed.

    `documents` has the path of each agent's document, and `context` returns that of a document.
    Origins in `noted` are used without reading.
    """

    def __init__(
        self,
        documents: Mapping[str, str],
        files: Files,
        context: Callable[[str], Context],
        noted: Mapping[str, bytes],
    ) -> None:
        self._documents = {id_key(agent): path for agent, path in documents.items()}
        self._files = files
        self._context = context
        self._noted = {id_key(agent): data for agent, data in noted.items()}
        self._known: dict[str, Mapping[str, AgentOrigins]] = {}

    def of(self, agent: str) -> AgentOrigins | None:
        """Return where the values of an agent come from; None if no document has the agent."""
        key = id_key(agent)
        path = self._documents.get(key)
        if path is None:
            return None
        if key in self._noted:
            from ionflux.compiler import noted_origins  # few runs note any

            return noted_origins.load(self._noted[key], path)
        if path not in self._known:
            self._known[path] = self._read(path)
        return self._known[path].get(key)

    def _read(self, path: str) -> Mapping[str, AgentOrigins]:
        from ionflux.compiler.document import origins  # few runs need any

        data = self._files.contents(path)
        read = data if isinstance(data, Finding) else source.from_bytes(data, path)
        if isinstance(read, Finding):
            return {}
        return {id_key(agent): found for agent, found in origins(read, self._context(path)).items()}
