"""`ionflux validate`: report what is wrong with blueprints."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ionflux.cli.options import Config, Debug, Isolated, Quiet


def command(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Documents and directories; `-` is standard input.")
    ] = None,
    output_format: Annotated[
        str, typer.Option("--format", "-f", help="text, json, github, sarif or junit.")
    ] = "text",
    output_file: Annotated[
        Path | None, typer.Option("--output-file", "-o", help="Write the report to this file.")
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option(help="Only these codes or prefixes, such as IFX2.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(help="Leave these codes or prefixes out.")
    ] = None,
    strict: Annotated[
        bool | None, typer.Option("--strict/--no-strict", help="Warnings fail too.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="Leave out the findings that this file knows.")
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(help="Write the findings to this file, as known ones.")
    ] = None,
    stdin_filename: Annotated[
        str, typer.Option(help="What findings call the document of standard input.")
    ] = "<stdin>",
    jobs: Annotated[int, typer.Option(min=1, help="Documents compiled at once.")] = 1,
    show_settings: Annotated[
        bool, typer.Option("--show-settings", help="Show the configuration in force, and end.")
    ] = False,
    config: Config = None,
    isolated: Isolated = False,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001 - read by `main`
) -> None:
    """Report what is wrong with blueprints; exit 1 on errors.

    \b
    Examples:
      ionflux validate blueprints/
      ionflux validate --strict --format sarif -o ionflux.sarif blueprints/
      ionflux validate --write-baseline known.json blueprints/
      ionflux validate --baseline known.json blueprints/
    """  # noqa: D301 - typer keeps lines as they are behind that character
    from ionflux.checking import Check, summary, verdict
    from ionflux.cli.inputs import compile_inputs, read_stdin
    from ionflux.cli.output import deliver, wants_color
    from ionflux.errors import UsageError
    from ionflux.reporters import reporter
    from ionflux.settings import load_settings, show

    settings = load_settings(config, isolated=isolated)
    if show_settings:
        return deliver([show(settings)])
    if not paths:
        raise UsageError("no document or directory to validate; try `ionflux validate --help`")
    render = reporter(output_format)
    stdin = read_stdin(paths)
    check = Check.of(
        settings,
        select=select,
        ignore=ignore,
        strict=strict,
        paths=[stdin_filename if path == "-" else path for path in paths],
        baseline=baseline,
        write_baseline=write_baseline,
    )
    compilation = compile_inputs(paths, settings, jobs=jobs, stdin=stdin, stdin_name=stdin_filename)
    result = verdict(
        compilation,
        check,
        texts={stdin_filename: stdin.decode("utf-8", "replace")} if stdin else {},
        color=output_file is None and wants_color(sys.stdout),
    )
    deliver(render(result.report), output_file)
    if write_baseline:
        deliver([result.baseline], write_baseline)
    if not quiet:
        for line in (*result.notes, *(summary(result) if output_format == "text" else ())):
            typer.echo(line, err=True)
    if result.failed:
        raise typer.Exit(1)
    return None
