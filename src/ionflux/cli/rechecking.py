"""Checking stored configurations in the database, for `configure --recheck`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ionflux.cli.options import FOR_PEOPLE, Judging
from ionflux.cli.sourcing import loaded
from ionflux.cli.terminal import colored, say, width_of, write_out
from ionflux.core.findings import AgentSection
from ionflux.core.words import counted

if TYPE_CHECKING:
    from ionflux.checks.selection import Suppression
    from ionflux.compiler.context import CompileOptions
    from ionflux.compiler.verdict import Check
    from ionflux.core.findings import Diagnostic
    from ionflux.models import AgentDefinition


class Recheck(NamedTuple):
    """The options of the command line for a recheck."""

    database: str
    definitions: str | None
    refresh: bool
    check: Check
    judging: Judging
    format: str = "text"
    output: Path | None = None
    quiet: bool = False


class CheckedInstances(NamedTuple):
    """The findings about instances; nothing in them silences a finding."""

    found: Sequence[Diagnostic]
    documents: int
    agents: Sequence[AgentSection]
    suppressions: Sequence[Suppression] = ()


def sections(
    paths: Mapping[str, str], definitions: Iterable[AgentDefinition]
) -> Sequence[AgentSection]:
    """Return the agents of instances, each with the path of its first instance."""
    names = {each.id: each.name for each in definitions}
    return [AgentSection(agent, names.get(agent, ""), path) for agent, path in paths.items()]


def recheck_stored(asked: Recheck, how: CompileOptions) -> int:
    """Report mistakes in stored configurations; return the exit status.

    If requested, the caches of those without an error are rewritten.
    """
    from ionflux.compiler.verdict import Run, figures, verdict
    from ionflux.configure import recheck, stored_path
    from ionflux.database import connect
    from ionflux.output.report import lines_of
    from ionflux.output.reporters import reporter

    render = reporter(asked.format)
    given = loaded(asked.definitions, how).definitions if asked.definitions else None
    with connect(asked.database) as store:
        stored = store.configurations()
        definitions = store.definitions() if given is None else given
        checked = recheck(stored, definitions, extra=how.settings.extra)
        refreshed = store.refresh(checked.configurations) if asked.refresh else None
    lines = lines_of({stored_path(each): each.yaml_config for each in stored})
    paths = {each.agent_definition_id: stored_path(each) for each in reversed(stored)}
    run = Run(
        (),
        lines,
        color=asked.output is None and colored(sys.stdout),
        writer="configure",
        least=asked.judging.least(asked.format),
        width=width_of(sys.stdout),
        statistics=asked.judging.statistics,
    )
    found = CheckedInstances(checked.diagnostics, len(stored), sections(paths, definitions))
    result = verdict(found, asked.check, run)
    if asked.check.write_to:
        write_out([result.baseline], asked.check.write_to, quiet=asked.quiet)
    write_out(render(result.report), asked.output, quiet=asked.quiet)
    if not asked.quiet:
        say(*result.notes, *(figures(result) if asked.format in FOR_PEOPLE else ()))
        if refreshed is not None:
            say(f"{counted(refreshed, 'configuration')} refreshed")
    return int(result.failed)
