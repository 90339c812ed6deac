"""`ionflux import`: blueprints in, definitions out."""

from __future__ import annotations

from typing import Annotated

import typer

from ionflux.cli import options
from ionflux.cli.command import Quiet, command


@command(
    "ionflux import blueprints/ -o agents.json",
    "ionflux import blueprints/ --format sql | psql",
    "ionflux import blueprints/ --database sqlite:///agents.db",
)
def import_(
    paths: options.Paths = None,
    *,
    output: options.Output = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="FORMAT", help="json (default), jsonl or sql."),
    ] = None,
    dialect: options.Dialect = None,
    ddl: options.Ddl = False,
    database: options.Database = None,
    prune: Annotated[
        bool,
        typer.Option(
            "--prune", help="Mark definitions that are no longer in the blueprints as deprecated."
        ),
    ] = False,
    check: options.Checking = False,
    strict: options.Strict = None,
    dask: Annotated[
        str | None,
        typer.Option(
            "--dask", metavar="ADDRESS", help="Compile on the Dask cluster of this scheduler."
        ),
    ] = None,
    stdin_filename: options.StdinFilename = "<stdin>",
    compiling: options.Compiling,
    quiet: Quiet = False,
) -> int:
    """Compile blueprints to JSON or a database.

    With --format sql, to an SQL seed. All or nothing: if any blueprint has an error, nothing is
    written.
    """
    from ionflux.checks.policies import Policies
    from ionflux.cli.cluster import cluster
    from ionflux.cli.delivery import Delivery, deliver
    from ionflux.cli.progress import ImportProgress
    from ionflux.cli.terminal import given_on_stdin
    from ionflux.compiler import open_inputs
    from ionflux.compiler.checked_records import CheckedRecords
    from ionflux.output.emitters import EmitOptions

    how = compiling.options()
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
    files, given = given_on_stdin(options.named(paths, settings, "import"), stdin_filename)
    inputs = open_inputs(files, given=given, settings=how.documents)
    with (
        cluster(dask) as executor,
        ImportProgress(inputs, quiet=quiet) as progress,
    ):
        checked = CheckedRecords(
            inputs.compile(how.jobs, executor=executor, cache=how.cache),
            progress.take,
            policies=Policies(how.documents),
            strict=settings.strict if strict is None else strict,
        )
        changed = deliver(checked.records(), delivery, lambda: checked.agent_may_be_missing)
    return int(check and changed)
