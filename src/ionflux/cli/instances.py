"""Checking instances for `configure`: in files, and stored in a database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Self

from ionflux.cli.sourcing import loaded
from ionflux.cli.terminal import say
from ionflux.compiler.verdict import Verdict, verdict
from ionflux.configure import Configured, configure, read_files, recheck, stored_path
from ionflux.core.findings import AgentSection, Diagnostic
from ionflux.core.words import counted
from ionflux.output.report import lines_of

if TYPE_CHECKING:
    from ionflux.checks.selection import Suppression
    from ionflux.cli.reporting import Reporting
    from ionflux.compiler.context import CompileOptions
    from ionflux.models import AgentDefinition


class CheckedInstances(NamedTuple):
    """The findings about instances; nothing in them silences a finding."""

    found: Sequence[Diagnostic]
    documents: int
    agents: Sequence[AgentSection]
    suppressions: Sequence[Suppression] = ()

    @classmethod
    def of(
        cls,
        found: Sequence[Diagnostic],
        documents: int,
        paths: Mapping[str, str],
        definitions: Iterable[AgentDefinition],
    ) -> Self:
        """Return the findings, with the agents of instances by the paths of their first ones."""
        names = {each.id: each.name for each in definitions}
        agents = [AgentSection(agent, names.get(agent, ""), path) for agent, path in paths.items()]
        return cls(found, documents, agents)


def check_files(
    paths: Sequence[str],
    definitions: tuple[AgentDefinition, ...],
    reporting: Reporting,
    extra: Collection[str],
) -> tuple[Configured, Verdict]:
    """Return the configurations of instance files, and the verdict on them.

    `extra` are keys of the platform.
    """
    read = read_files(paths)
    made = configure(read.files, definitions, extra=extra, unread=read.diagnostics)
    documents = len(read.files) + len(read.diagnostics)
    checked = CheckedInstances.of(made.diagnostics, documents, made.agents, definitions)
    run = reporting.run(paths, lines_of({file.path: file.text for file in read.files}))
    return made, verdict(checked, reporting.check, run._replace(writer="configure"))


class Recheck(NamedTuple):
    """A database of configurations, the source of their definitions, and what to do with them."""

    database: str
    definitions: str | None
    """None for the definitions of the database."""
    refresh: bool


def recheck_stored(asked: Recheck, reporting: Reporting, how: CompileOptions) -> int:
    """Report mistakes in stored configurations; return the exit status.

    If requested, the caches of those without an error are rewritten.
    """
    from ionflux.database import connect

    given = loaded(asked.definitions, how).definitions if asked.definitions else None
    with connect(asked.database) as store:
        stored = store.configurations()
        definitions = store.definitions() if given is None else given
        made = recheck(stored, definitions, extra=how.settings.extra)
        refreshed = store.refresh(made.configurations) if asked.refresh else None
    paths = {each.agent_definition_id: stored_path(each) for each in reversed(stored)}
    checked = CheckedInstances.of(made.diagnostics, len(stored), paths, definitions)
    run = reporting.run((), lines_of({stored_path(each): each.yaml_config for each in stored}))
    result = verdict(checked, reporting.check, run._replace(writer="configure"))
    reporting.write(result)
    if refreshed is not None and not reporting.quiet:
        say(f"{counted(refreshed, 'configuration')} refreshed")
    return int(result.failed)
