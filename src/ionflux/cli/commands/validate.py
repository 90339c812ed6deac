"""`ionflux validate`: report mistakes in blueprints."""

from __future__ import annotations

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
    """Report mistakes in blueprints.

    Exit 1 if there are errors.
    """
    from ionflux.cli.reporting import Reporting
    from ionflux.cli.terminal import given_on_stdin, write_out
    from ionflux.compiler import gather, open_inputs
    from ionflux.compiler.verdict import verdict
    from ionflux.core.settings_text import show

    how = compiling.options()
    settings = how.settings
    if show_settings:
        write_out([show(settings)])
        return 0
    reporting = Reporting(judging.check(how.documents), judging, format_, output, quiet)
    reporting.refuse_contradictions()
    files, given = given_on_stdin(options.named(paths, settings, "validate"), stdin_filename)
    inputs = open_inputs(files, given=given, settings=how.documents, tracked=tracked)
    compiled = gather(inputs.compile(how.jobs, cache=how.cache), records=False)
    run = reporting.run([*files, *given], inputs.lines())
    run = run._replace(excluded=inputs.found.excluded, forms=compiled.forms)
    result = verdict(compiled, reporting.check, run)
    reporting.write(result)
    return int(result.failed)
