"""`ionflux validate`: report mistakes in blueprints."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ionflux.cli import options
from ionflux.cli.command import Quiet, command


@command(
    "ionflux validate blueprints/",
    "ionflux validate --strict --format sarif -o ionflux.sarif blueprints/",
    "ionflux validate --write-baseline known.json blueprints/",
    "ionflux validate --baseline known.json blueprints/",
)
def validate(
    paths: options.Paths = None,
    *,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="text, concise, json, github, gitlab, sarif or junit.",
        ),
    ] = "text",
    output: options.Report = None,
    judging: options.Judging,
    tracked: options.Tracked = False,
    stdin_filename: options.StdinFilename = "<stdin>",
    show_settings: Annotated[
        bool, typer.Option("--show-settings", help="Show the settings that apply, and exit.")
    ] = False,
    compiling: options.Compiling,
    quiet: Quiet = False,
) -> int:
    """Report mistakes in blueprints; exit 1 on errors."""
    from ionflux.cli.terminal import colored, given_on_stdin, say, width_of, write_out
    from ionflux.compiler import gather, open_inputs
    from ionflux.compiler.verdict import Run, figures, verdict
    from ionflux.core.settings_text import show
    from ionflux.output.reporters import reporter

    how = compiling.options()
    settings = how.settings
    if show_settings:
        write_out([show(settings)])
        return 0
    render = reporter(format_)
    check = judging.check(how.documents)
    files, given = given_on_stdin(options.named(paths, settings, "validate"), stdin_filename)
    inputs = open_inputs(files, given=given, settings=how.documents, tracked=tracked)
    compiled = gather(inputs.compile(how.jobs, cache=how.cache), records=False)
    color = output is None and colored(sys.stdout)
    run = Run(
        [*files, *given],
        inputs.lines(),
        inputs.found.excluded,
        color=color,
        forms=compiled.forms,
        least=judging.least(format_),
        width=width_of(sys.stdout),
        statistics=judging.statistics,
    )
    result = verdict(compiled, check, run)
    write_out(render(result.report), output, quiet=quiet)
    if check.write_to:
        write_out([result.baseline], check.write_to, quiet=quiet)
    if not quiet:
        say(*result.notes, *(figures(result) if format_ in options.FOR_PEOPLE else ()))
    return int(result.failed)
