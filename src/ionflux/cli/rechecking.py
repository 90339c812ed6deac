"""Stored configurations checked where they are, as `configure --recheck` offers it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ionflux.cli.sourcing import loaded
from ionflux.cli.terminal import colored, say, write_out
from ionflux.core.words import counted

if TYPE_CHECKING:
    from ionflux.checks.selection import Suppression
    from ionflux.compiler.context import CompileOptions
    from ionflux.compiler.verdict import Check
    from ionflux.core.findings import Diagnostic


class Recheck(NamedTuple):
    """What the command line says of a recheck."""

    database: str
    definitions: str | None
    refresh: bool
    check: Check
    format: str = "text"
    output: Path | None = None
    quiet: bool = False


class _Checked(NamedTuple):
    found: Sequence[Diagnostic]
    documents: int
    agents: Mapping[str, str]
    suppressions: Sequence[Suppression] = ()


def recheck_stored(asked: Recheck, how: CompileOptions) -> int:
    """Report what is wrong with stored configurations; return the exit status.

    Where it is asked for, the caches of those without an error are written anew.
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
    agents = {each.agent_definition_id: stored_path(each) for each in reversed(stored)}
    color = asked.output is None and colored(sys.stdout)
    result = verdict(
        _Checked(checked.diagnostics, len(stored), agents),
        asked.check,
        Run((), lines, color=color, writer="configure"),
    )
    if asked.check.write_to:
        write_out([result.baseline], asked.check.write_to)
    write_out(render(result.report), asked.output)
    if not asked.quiet:
        say(*result.notes, *(figures(result) if asked.format == "text" else ()))
        if refreshed is not None:
            say(f"{counted(refreshed, 'configuration')} refreshed")
    return int(result.failed)
