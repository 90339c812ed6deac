"""`ionflux import`: blueprints in, definitions out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ionflux.cli import options
from ionflux.cli.command import argument, command

if TYPE_CHECKING:
    from ionflux.compiler.context import CompileOptions


@command("ionflux import blueprints/ --format sql | psql")
@argument(
    "paths",
    nargs=-1,
    required=True,
    type=options.filled,
    metavar="PATH…",
    help="Documents and directories; `-` is standard input.",
)
@options.output
@options.format_
@options.dialect
@options.ddl
@options.database
@click.option("--prune", is_flag=True, help="Mark definitions that are gone as deprecated.")
@options.check
@options.strict
@click.option("--dask", metavar="ADDRESS", help="Compile on the Dask cluster of this scheduler.")
@options.stdin_filename
@options.compiling
@options.quiet
@options.debug
def import_(
    paths: tuple[str, ...],
    *,
    output: Path | None,
    format_: str | None,
    dialect: str | None,
    ddl: bool,
    database: str | None,
    prune: bool,
    check: bool,
    strict: bool | None,
    dask: str | None,
    stdin_filename: str,
    how: CompileOptions,
    quiet: bool,
) -> int:
    """Compile blueprints to JSON, an SQL seed or a database.

    All or nothing: where any blueprint has an error, nothing is written.
    """
    from ionflux.checks.selection import Selection
    from ionflux.cli.cluster import cluster
    from ionflux.cli.delivery import Delivery, deliver
    from ionflux.cli.progress import ImportProgress
    from ionflux.cli.terminal import given_on_stdin
    from ionflux.compiler import open_inputs
    from ionflux.compiler.checked_records import CheckedRecords
    from ionflux.output.emitters import EmitOptions

    settings = how.settings
    delivery = Delivery(
        output=output,
        format=format_,
        options=EmitOptions(dialect or settings.dialect, ddl=ddl, prune=prune),
        database=database,
        check=check,
        quiet=quiet,
        extra=settings.extra,
    )
    delivery.refuse_contradictions()
    files, given = given_on_stdin(paths, stdin_filename)
    inputs = open_inputs(files, given=given, settings=settings)
    with (
        cluster(dask) as executor,
        ImportProgress(inputs, quiet=quiet) as progress,
    ):
        checked = CheckedRecords(
            inputs.compile(how.jobs, executor=executor, cache=how.cache),
            progress.take,
            selection=Selection((), settings.ignore),
            strict=settings.strict if strict is None else strict,
        )
        changed = deliver(checked.records(), delivery, lambda: checked.agent_may_be_missing)
    return int(check and changed)
