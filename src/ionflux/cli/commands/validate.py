"""`ionflux validate`: report what is wrong with blueprints."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ionflux.cli import options
from ionflux.cli.completion import codes


def command(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Documents and directories; `-` is standard input.")
    ] = None,
    *,
    output_format: Annotated[
        str, typer.Option("--format", "-f", help="text, json, github, sarif or junit.")
    ] = "text",
    output_file: Annotated[
        Path | None, typer.Option("--output-file", "-o", help="Write the report to this file.")
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(help="Only these codes or prefixes, such as IFX2.", autocompletion=codes),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(help="Leave these codes or prefixes out.", autocompletion=codes),
    ] = None,
    strict: options.Strict = None,
    baseline: Annotated[
        Path | None, typer.Option(help="Leave out the findings that this file knows.")
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(help="Write the findings to this file, as known ones.")
    ] = None,
    stdin_filename: options.StdinFilename = "<stdin>",
    jobs: options.Jobs = None,
    cache_dir: options.CacheDir = None,
    no_cache: options.NoCache = False,
    show_settings: Annotated[
        bool, typer.Option("--show-settings", help="Show the configuration in force, and end.")
    ] = False,
    config: options.Config = None,
    isolated: options.Isolated = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,  # noqa: ARG001 - read by `main`
) -> None:
    """Report what is wrong with blueprints; exit 1 on errors.

    \b
    Examples:
      ionflux validate blueprints/
      ionflux validate --strict --format sarif -o ionflux.sarif blueprints/
      ionflux validate --write-baseline known.json blueprints/
      ionflux validate --baseline known.json blueprints/
    """  # noqa: D301 - typer keeps lines as they are behind that character
    from ionflux.cli.terminal import colored, given_on_stdin, write_out
    from ionflux.cli.workers import cache_folder
    from ionflux.compiler import gather, open_inputs
    from ionflux.compiler.verdict import Check, summary, verdict
    from ionflux.core.errors import UsageError
    from ionflux.core.settings import load_settings, show
    from ionflux.output.reporters import reporter

    settings = load_settings(config, isolated=isolated)
    if show_settings:
        return write_out([show(settings)])
    if not paths:
        raise UsageError("no document or directory to validate; try `ionflux validate --help`")
    render = reporter(output_format)
    check = Check.of(
        settings,
        select=select,
        ignore=ignore,
        strict=strict,
        baseline=baseline,
        write_baseline=write_baseline,
    )
    files, given = given_on_stdin(paths, stdin_filename)
    result = verdict(
        gather(
            open_inputs(files, given=given, settings=settings).compile(
                jobs, cache=cache_folder(cache_dir, no_cache)
            )
        ),
        check,
        paths=[*files, *given],
        given=given,
        color=output_file is None and colored(sys.stdout),
    )
    write_out(render(result.report), output_file)
    if write_baseline:
        write_out([result.baseline], write_baseline)
    if not quiet:
        for line in (*result.notes, *(summary(result) if output_format == "text" else ())):
            typer.echo(line, err=True)
    if result.failed:
        raise typer.Exit(1)
    return None
