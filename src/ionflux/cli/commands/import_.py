"""`ionflux import`: blueprints in, definitions out."""

from typing import Annotated

import typer

from ionflux.cli import options


def command(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH…", help="Documents and directories; `-` is standard input."),
    ],
    output: options.Output = None,
    format_: options.Format = None,
    dialect: options.Dialect = None,
    ddl: options.Ddl = False,
    database: options.Database = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Mark definitions that are gone as deprecated.")
    ] = False,
    check: options.Check = False,
    strict: options.Strict = None,
    jobs: options.Jobs = None,
    dask: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Compile on the Dask cluster of this scheduler."),
    ] = None,
    cache_dir: options.CacheDir = None,
    no_cache: options.NoCache = False,
    stdin_filename: options.StdinFilename = "<stdin>",
    config: options.Config = None,
    isolated: options.Isolated = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,  # noqa: ARG001 - `main` looks for it
) -> None:
    """Compile blueprints and write JSON, a SQL seed, or rows of a database.

    All or nothing: where any blueprint has an error, nothing is written.

    Example: ionflux import blueprints/ --format sql | psql
    """
    from ionflux.checks.selection import Selection
    from ionflux.cli.delivery import Delivery, deliver
    from ionflux.cli.progress import Summary
    from ionflux.cli.terminal import given_on_stdin
    from ionflux.cli.workers import cache_folder, cluster
    from ionflux.compiler import open_inputs
    from ionflux.compiler.stream import Stream
    from ionflux.core.settings import load_settings
    from ionflux.output.emitters import EmitOptions
    from ionflux.output.reporters import lines_of

    settings = load_settings(config, isolated=isolated)
    delivery = Delivery(
        output=output,
        format=format_,
        options=EmitOptions(dialect or settings.dialect, ddl=ddl, prune=prune),
        database=database,
        check=check,
        quiet=quiet,
    )
    delivery.refuse_contradictions()
    files, given = given_on_stdin(paths, stdin_filename)
    inputs = open_inputs(files, given=given, settings=settings)
    lines = lines_of({name: data.decode("utf-8", "replace") for name, data in given.items()})
    with (
        cluster(dask) as executor,
        Summary(inputs.count, lines, quiet=quiet) as summary,
    ):
        stream = Stream(
            inputs.compile(jobs, executor=executor, cache=cache_folder(cache_dir, no_cache)),
            summary.take,
            selection=Selection((), settings.ignore),
            strict=settings.strict if strict is None else strict,
        )
        changed = deliver(stream.records(), delivery)
    if check and changed:
        raise typer.Exit(1)
