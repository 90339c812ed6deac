"""`ionflux fix`: fix what is certain in blueprints, and write them."""

from __future__ import annotations

from typing import Annotated

import typer

from ionflux.cli import options
from ionflux.cli.command import Quiet, command


@command(
    "ionflux fix blueprints/",
    "ionflux fix --diff --unsafe blueprints/",
    "ionflux fix --select IFX108 agent.md",
    "ionflux fix - < agent.md > fixed.md",
)
def fix(
    paths: Annotated[
        list[str],
        typer.Argument(
            parser=options.filled,
            metavar="PATH…",
            help="Documents and directories; `-` writes standard input to standard output.",
        ),
    ],
    *,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show the changes, make none; exit 1 if there are any.")
    ] = False,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="Also make fixes that may change the meaning.")
    ] = False,
    select: options.Select = None,
    ignore: options.Ignore = None,
    strict: options.Strict = None,
    stdin_filename: options.StdinFilename = "<stdin>",
    compiling: options.Compiling,
    quiet: Quiet = False,
) -> int:
    """Fix what is certain in blueprints; exit 1 if errors remain."""
    from ionflux.authoring.fix_run import diff_of, fix_documents, summary, write
    from ionflux.authoring.fixes import Wanted
    from ionflux.cli.terminal import given_on_stdin, say, show_findings, write_out
    from ionflux.compiler import gather, open_inputs
    from ionflux.compiler.verdict import Check, Run, figures, verdict
    from ionflux.core.findings import Severity

    how = compiling.options()
    check = Check.of(how.settings, select=select, ignore=ignore, strict=strict)
    files, given = given_on_stdin(paths, stdin_filename)
    inputs = open_inputs(files, given=given, settings=how.settings)
    compiled = gather(inputs.compile(how.jobs, cache=how.cache))
    fixed = fix_documents(inputs, compiled, Wanted(check.selection, unsafe=unsafe))
    if diff:
        write_out(diff_of(fixed))
        if not quiet:
            say(*summary(fixed, "would be fixed"))
        return int(any(each.after != each.before for each in fixed))
    left = {**given, **write(fixed, given)}
    write_out(data.decode() for data in left.values())
    inputs = open_inputs(files, given=left, settings=how.settings)
    compiled = gather(inputs.compile(how.jobs, cache=how.cache))
    result = verdict(compiled, check, Run([*files, *given], inputs.lines(), inputs.found.excluded))
    shown = {Severity.ERROR} if quiet else {Severity.ERROR, Severity.WARNING}
    remaining = [found for found in result.report.diagnostics if found.severity in shown]
    show_findings(remaining, inputs.lines())
    if not quiet:
        say(*result.notes, *summary(fixed, "fixed"), *figures(result))
    return int(result.failed)
