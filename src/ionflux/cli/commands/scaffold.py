"""`ionflux scaffold`: an agent's file tree on disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ionflux.cli.completion import agents
from ionflux.cli.options import Config, Debug, Isolated, Quiet
from ionflux.cli.sourcing import SOURCE, loaded
from ionflux.core.errors import UsageError

if TYPE_CHECKING:
    from ionflux.authoring.scaffold import Plan
    from ionflux.sources import Loaded


def command(
    agent: Annotated[
        str,
        typer.Argument(help="The agent, by id or name.", show_default=False, autocompletion=agents),
    ],
    source: Annotated[
        str, typer.Option("--from", metavar="SOURCE", help=SOURCE, show_default=False)
    ],
    out: Annotated[
        Path,
        typer.Option(metavar="DIR", help="Where the tree's root goes, as DIR/agents/emailwizard/."),
    ] = Path(),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Draw the tree, and write nothing.")
    ] = False,
    config: Config = None,
    isolated: Isolated = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Write an agent's file tree: never outside of DIR, never over a file, all or nothing.

    Example: ionflux scaffold EmailWizard --from blueprints/ --out services/
    """
    del debug
    from ionflux.authoring.scaffold import obstacles, write
    from ionflux.output.reporters.shown import shown
    from ionflux.output.views.tables import rendered
    from ionflux.output.views.tree import drawn

    planned = _plan(agent, loaded(source, config, isolated=isolated))
    _refuse(obstacles(planned, out))
    if dry_run:
        files = {file.path: file.description for file in planned.files}
        root = str(out / planned.root)
        typer.echo(rendered(drawn(f"{root}/", planned.directories, files)), nl=False)
        return
    written = write(planned, out)
    if not quiet:
        place = shown(str(out / planned.root))
        typer.echo(f"{len(written)} files written to {place}", err=True)


def _plan(wanted: str, found: Loaded) -> Plan:
    from ionflux.authoring.scaffold import faults, plan
    from ionflux.sources.find_agent import find_agent

    agent = find_agent(found.definitions, wanted)
    if agent.key_files_and_paths is None:
        raise UsageError(f"{agent.name} draws no file tree")
    playbooks = [book for book in found.playbooks if book.agent_definition_id == agent.id]
    planned = plan(agent, agent.key_files_and_paths, playbooks)
    _refuse(faults(planned))
    return planned


def _refuse(reasons: tuple[str, ...]) -> None:
    if reasons:
        listed = "".join(f"\n  {reason}" for reason in reasons)
        raise UsageError(f"nothing was written:{listed}")
