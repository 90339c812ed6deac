"""`ionflux configure`: instance files in, agent configurations out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from ionflux.cli import options
from ionflux.cli.sourcing import SOURCE, loaded

if TYPE_CHECKING:
    from ionflux.configure import Configured
    from ionflux.models import AgentDefinition
    from ionflux.models.records import Record


def command(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE", help="Instance files, and folders of them; `-` is standard input."
        ),
    ],
    definitions: Annotated[
        str,
        typer.Option("--definitions", "-d", metavar="SOURCE", help=SOURCE, show_default=False),
    ],
    output: options.Output = None,
    format_: options.Format = None,
    dialect: options.Dialect = None,
    ddl: options.Ddl = False,
    database: options.Database = None,
    check: options.Check = False,
    config: options.Config = None,
    isolated: options.Isolated = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,  # noqa: ARG001 - `main` looks for it
) -> None:
    """Check instance files against their definitions, and merge the two.

    All or nothing: where any instance has an error, nothing is written. SQL and databases get
    the definitions that the instances refer to as well, in the same transaction.

    Example: ionflux configure instances/ --definitions blueprints/
    """
    from ionflux.cli.delivery import Delivery, deliver
    from ionflux.core.settings import load_settings
    from ionflux.output.emitters import EmitOptions

    settings = load_settings(config, isolated=isolated)
    delivery = Delivery(
        output=output,
        format=format_,
        options=EmitOptions(dialect or settings.dialect, ddl=ddl),
        database=database,
        check=check,
        quiet=quiet,
    )
    delivery.refuse_contradictions()
    known = loaded(definitions, config, isolated=isolated).definitions
    configured = _configured(files, known, quiet=quiet)
    whole = database is not None or delivery.format_name() == "sql"
    changed = deliver(_records(configured, known if whole else ()), delivery)
    if check and changed:
        raise typer.Exit(1)


def _configured(paths: list[str], known: tuple[AgentDefinition, ...], *, quiet: bool) -> Configured:
    from ionflux.cli.terminal import show_findings
    from ionflux.configure import configure, gather
    from ionflux.core.findings import Severity
    from ionflux.core.source_date import source_date
    from ionflux.output.reporters import lines_of

    gathered = gather(paths)
    made = configure(gathered.files, known, instant=source_date(), unread=gathered.diagnostics)
    lines = lines_of({file.path: file.text for file in gathered.files})
    wanted = (Severity.ERROR,) if quiet else tuple(Severity)
    show_findings((found for found in made.diagnostics if found.severity in wanted), lines)
    if not made.ok:
        typer.echo("ionflux: nothing was written: the instances have errors", err=True)
        raise typer.Exit(1)
    return made


def _records(made: Configured, known: tuple[AgentDefinition, ...]) -> Iterator[Record]:
    from ionflux.models.records import Record

    wanted = {configuration.agent_definition_id for configuration in made.configurations}
    yield from (Record("agent_definition", agent) for agent in known if agent.id in wanted)
    yield from (Record("agent_configuration", instance) for instance in made.configurations)
