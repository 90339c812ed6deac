"""`ionflux scaffold`: an agent's file tree on disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ionflux.cli import completion, options
from ionflux.cli.command import Quiet, command
from ionflux.cli.sourcing import loaded
from ionflux.core.errors import UsageError

if TYPE_CHECKING:
    from ionflux.authoring.scaffold import Plan
    from ionflux.sources import Loaded


@command(
    "ionflux scaffold EmailWizard --from blueprints/ --out services/",
    "ionflux scaffold EmailWizard --from blueprints/ --out services/ --missing",
)
def scaffold(
    agent: Annotated[
        str,
        typer.Argument(
            metavar="AGENT",
            autocompletion=completion.agents,
            help="The agent, by id or name.",
        ),
    ],
    *,
    source: Annotated[
        str,
        typer.Option("--from", parser=options.filled, metavar="SOURCE", help=options.SOURCE),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            parser=options.path,
            metavar="DIR",
            show_default=False,
            help="Where to create the root of the tree, as DIR/agents/emailwizard/; by default,"
            " here.",
        ),
    ] = Path(),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the tree, and write nothing.")
    ] = False,
    only_missing: Annotated[
        bool, typer.Option("--missing", help="Write only the files that are not there yet.")
    ] = False,
    compiling: options.Compiling,
    quiet: Quiet = False,
) -> None:
    """Write the files of an agent's file tree.

    Nothing is written outside of DIR or over a file. All or nothing.
    """
    from ionflux.authoring.scaffold import missing, obstacles, write
    from ionflux.cli.terminal import say, write_out
    from ionflux.core.words import counted
    from ionflux.output.views.tables import rendered
    from ionflux.output.views.tree import drawn

    planned = _plan(agent, loaded(source, compiling.options()))
    if only_missing:
        planned = missing(planned, out)
    _refuse(obstacles(planned, out))
    if dry_run:
        files = {file.path: file.description for file in planned.files}
        root = str(out / planned.root)
        write_out([rendered(drawn(f"{root}/", planned.directories, files))])
        return
    written = write(planned, out)
    if not quiet:
        say(f"{counted(len(written), 'file')} written to {out / planned.root}")


def _plan(wanted: str, found: Loaded) -> Plan:
    from ionflux.authoring.scaffold import faults, plan
    from ionflux.sources.find_agent import find_agent

    agent = find_agent(found.definitions, wanted)
    if agent.key_files_and_paths is None:
        raise UsageError(f"{agent.name} has no file tree")
    playbooks = [book for book in found.playbooks if book.agent_definition_id == agent.id]
    planned = plan(agent, agent.key_files_and_paths, playbooks)
    _refuse(faults(planned))
    return planned


def _refuse(reasons: tuple[str, ...]) -> None:
    if reasons:
        raise UsageError("nothing was written", *reasons)
