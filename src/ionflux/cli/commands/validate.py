"""`ionflux validate`: report what is wrong with blueprints."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ionflux.cli import options
from ionflux.cli.command import argument, command

if TYPE_CHECKING:
    from ionflux.compiler.context import CompileOptions


@command(
    "ionflux validate blueprints/",
    "ionflux validate --strict --format sarif -o ionflux.sarif blueprints/",
    "ionflux validate --write-baseline known.json blueprints/",
    "ionflux validate --baseline known.json blueprints/",
)
@argument(
    "paths",
    nargs=-1,
    type=options.filled,
    metavar="[PATH…]",
    help="Documents and directories; `-` is standard input.",
)
@click.option(
    "--format",
    "-f",
    "output_format",
    default="text",
    metavar="FORMAT",
    help="text, json, github, sarif or junit.",
)
@click.option(
    "--output-file",
    "-o",
    type=options.path,
    metavar="FILE",
    help="Write the report to this file.",
)
@options.select
@options.ignore
@options.strict
@options.baseline
@options.write_baseline
@options.stdin_filename
@click.option("--show-settings", is_flag=True, help="Show the settings that apply, and exit.")
@options.compiling
@options.quiet
@options.debug
def validate(
    paths: tuple[str, ...],
    *,
    output_format: str,
    output_file: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool | None,
    baseline: Path | None,
    write_baseline: Path | None,
    stdin_filename: str,
    show_settings: bool,
    how: CompileOptions,
    quiet: bool,
) -> int:
    """Report what is wrong with blueprints; exit 1 on errors."""
    from ionflux.cli.terminal import colored, given_on_stdin, say, write_out
    from ionflux.compiler import gather, open_inputs
    from ionflux.compiler.verdict import Check, Run, figures, verdict
    from ionflux.core.errors import UsageError
    from ionflux.core.settings import show
    from ionflux.output.reporters import reporter

    settings = how.settings
    if show_settings:
        write_out([show(settings)])
        return 0
    if not paths:
        raise UsageError("`PATH` is missing; try `ionflux validate --help`")
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
    inputs = open_inputs(files, given=given, settings=settings)
    compiled = gather(inputs.compile(how.jobs, cache=how.cache))
    color = output_file is None and colored(sys.stdout)
    run = Run([*files, *given], inputs.lines(), inputs.found.excluded, color, forms=compiled.forms)
    result = verdict(compiled, check, run)
    write_out(render(result.report), output_file)
    if write_baseline:
        write_out([result.baseline], write_baseline)
    if not quiet:
        say(*result.notes, *(figures(result) if output_format == "text" else ()))
    return int(result.failed)
