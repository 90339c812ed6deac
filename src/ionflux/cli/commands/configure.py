"""`ionflux configure`: instance files in, agent configurations out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ionflux.cli import options
from ionflux.cli.command import argument, command
from ionflux.cli.sourcing import SOURCE, loaded

if TYPE_CHECKING:
    from ionflux.configure import Configured
    from ionflux.core.settings import Settings
    from ionflux.models import AgentDefinition
    from ionflux.models.records import Record


@command("ionflux configure instances/ --definitions blueprints/")
@argument(
    "files",
    nargs=-1,
    required=True,
    type=options.filled,
    metavar="FILE…",
    help="Instance files, and folders of them; `-` is standard input.",
)
@click.option(
    "--definitions",
    "-d",
    "--from",
    "definitions",
    required=True,
    type=options.filled,
    metavar="SOURCE",
    help=SOURCE,
)
@options.output
@options.format_
@options.dialect
@options.ddl
@options.database
@options.check
@options.project
@options.quiet
@options.debug
def configure(
    files: tuple[str, ...],
    *,
    definitions: str,
    output: Path | None,
    format_: str | None,
    dialect: str | None,
    ddl: bool,
    database: str | None,
    check: bool,
    settings: Settings,
    quiet: bool,
) -> int:
    """Check instance files against their definitions, and merge the two.

    All or nothing: where any instance has an error, nothing is written. SQL and databases get
    the definitions that the instances refer to as well, in the same transaction.
    """
    from ionflux.cli.delivery import Delivery, deliver
    from ionflux.output.emitters import EmitOptions

    delivery = Delivery(
        output=output,
        format=format_,
        options=EmitOptions(dialect or settings.dialect, ddl=ddl),
        database=database,
        check=check,
        quiet=quiet,
    )
    delivery.refuse_contradictions()
    known = loaded(definitions, settings).definitions
    configured = _configured(files, known, settings.extra, quiet=quiet)
    if not configured.ok:
        return 1
    whole = database is not None or delivery.format_name() == "sql"
    changed = deliver(_records(configured, known if whole else ()), delivery)
    return int(check and changed)


def _configured(
    paths: tuple[str, ...],
    known: tuple[AgentDefinition, ...],
    extra: tuple[str, ...],
    *,
    quiet: bool,
) -> Configured:
    from ionflux.cli.terminal import say, show_findings
    from ionflux.configure import configure, read_files
    from ionflux.core.findings import Severity
    from ionflux.output.reporters import lines_of

    read = read_files(paths)
    made = configure(read.files, known, extra=extra, unread=read.diagnostics)
    lines = lines_of({file.path: file.text for file in read.files})
    wanted = (Severity.ERROR,) if quiet else tuple(Severity)
    show_findings((found for found in made.diagnostics if found.severity in wanted), lines)
    if not made.ok:
        say("ionflux: nothing was written: the instances have errors")
    return made


def _records(made: Configured, known: tuple[AgentDefinition, ...]) -> Iterator[Record]:
    from ionflux.models.records import Record

    wanted = {configuration.agent_definition_id for configuration in made.configurations}
    yield from (Record("agent_definition", agent) for agent in known if agent.id in wanted)
    yield from (Record("agent_configuration", instance) for instance in made.configurations)
