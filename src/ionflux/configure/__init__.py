"""Instance files to `AgentConfiguration`s (spec section 9).

An instance without an `id` gets a UUIDv5 that is the same on every run: in the namespace
`CONFIGURATIONS`, of the JSON array of `workspace_id`, `agent_definition_id` and `name`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from ionflux.configure.documents import documents
from ionflux.configure.effective import settle
from ionflux.configure.files import gather
from ionflux.configure.head import CONFIGURATIONS, Head, read_head
from ionflux.configure.notes import Notes
from ionflux.core.findings import Diagnostic, Severity, by_place
from ionflux.documents.source import SourceFile
from ionflux.models import AgentConfiguration, AgentDefinition

__all__ = ["CONFIGURATIONS", "Configured", "configure", "gather"]


class Configured(NamedTuple):
    """What instance files came to: configurations in their order, and every finding."""

    configurations: tuple[AgentConfiguration, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        """No errors."""
        return all(found.severity is not Severity.ERROR for found in self.diagnostics)


def configure(
    files: Iterable[SourceFile],
    definitions: Sequence[AgentDefinition],
    *,
    instant: datetime | None = None,
    unread: Iterable[Diagnostic] = (),
) -> Configured:
    """Check instance files against definitions, and merge the two.

    An instance with an error has findings and no configuration. `instant` is what `created_at`
    and `updated_at` say; `unread` are findings about files that could not be read.
    """
    agents = {agent.id: agent for agent in definitions}
    made: list[AgentConfiguration] = []
    found = list(unread)
    seen: dict[UUID, str] = {}
    for file in files:
        for document, notes in documents(file):
            if document:
                head = read_head(document, agents, notes)
                _claim(head, notes, seen)
                made += _configurations(head, notes, instant)
            found += notes.diagnostics
    return Configured(tuple(made), by_place(found))


def _claim(head: Head, notes: Notes, seen: dict[UUID, str]) -> None:
    """Note an id that an earlier instance has."""
    if not head.complete:
        return
    stated = "id" in head.texts
    place = head.place("id" if stated else "name")
    here = f"{head.document.path}:{place.line}"
    if (first := seen.setdefault(head.id, here)) != here:
        said = f"the id `{head.id}`" if stated else f"the name `{head.texts['name']}`"
        hint = "give it an `id` of its own" if stated else "give it another name, or an `id`"
        notes.add("IFX301", f"{said} is taken by the instance in {first}", place, hint=hint)


def _configurations(
    head: Head, notes: Notes, instant: datetime | None
) -> Iterator[AgentConfiguration]:
    if head.agent is None:
        return
    settled = settle(head, head.agent, notes)
    if notes.failed:
        return
    texts = {"id": str(head.id), **head.texts}
    yield AgentConfiguration.model_validate(
        texts
        | {
            "yaml_config": settled.yaml_config,
            "effective_config_cache": settled.effective.model_dump(mode="json"),
            "external_memory_namespace": settled.effective.memory.namespace,
            "created_at": instant,
            "updated_at": instant,
        }
    )
