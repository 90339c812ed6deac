"""`ionflux import`: blueprints in, definitions out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ionflux.cli.options import (
    CacheDir,
    Config,
    Debug,
    Isolated,
    Jobs,
    NoCache,
    Quiet,
    StdinFilename,
    Strict,
)


def command(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH…", help="Documents and directories; `-` is standard input."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write here; its ending is a format."),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="json (default), jsonl or sql."),
    ] = None,
    dialect: Annotated[
        str | None, typer.Option(metavar="DIALECT", help="Of the SQL: postgres or sqlite.")
    ] = None,
    ddl: Annotated[
        bool, typer.Option("--ddl", help="Put the tables in front of the seed.")
    ] = False,
    database: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Load into sqlite:///FILE or postgresql://… instead."),
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Mark definitions that are gone as deprecated.")
    ] = False,
    check: Annotated[
        bool,
        typer.Option("--check", help="With --database: change nothing, exit 1 if anything would."),
    ] = False,
    strict: Strict = None,
    jobs: Jobs = None,
    dask: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Compile on the Dask cluster of this scheduler."),
    ] = None,
    cache_dir: CacheDir = None,
    no_cache: NoCache = False,
    stdin_filename: StdinFilename = "<stdin>",
    config: Config = None,
    isolated: Isolated = False,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001 - `main` looks for it
) -> None:
    """Compile blueprints and write JSON, a SQL seed, or rows of a database.

    All or nothing: where any blueprint has an error, nothing is written.

    Example: ionflux import blueprints/ --format sql | psql
    """
    from ionflux.cli.delivery import Delivery, deliver
    from ionflux.cli.progress import Summary
    from ionflux.cli.terminal import given_on_stdin
    from ionflux.cli.workers import cache_folder, cluster
    from ionflux.compiler import open_inputs
    from ionflux.compiler.stream import Stream
    from ionflux.emitters import EmitOptions
    from ionflux.reporters import lines_of
    from ionflux.selection import Selection
    from ionflux.settings import load_settings

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
