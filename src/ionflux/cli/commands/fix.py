"""`ionflux fix`: fix what is certain in blueprints, and write them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ionflux.cli import options
from ionflux.cli.command import Quiet, command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ionflux.authoring.fix_run import FixedDocument
    from ionflux.compiler import Compilation, Inputs
    from ionflux.compiler.context import CompileOptions


@command(
    "ionflux fix blueprints/",
    "ionflux fix --diff --unsafe blueprints/",
    "ionflux fix --select IFX108 agent.md",
    "ionflux fix --bump origin/main blueprints/",
    "ionflux fix - < agent.md > fixed.md",
)
def fix(
    paths: options.Paths = None,
    *,
    diff: Annotated[
        bool,
        typer.Option(
            "--diff", help="Show the changes, and write nothing; exit 1 if there are any."
        ),
    ] = False,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="Also make fixes that may change the meaning.")
    ] = False,
    bump: Annotated[
        str | None,
        typer.Option(
            "--bump",
            metavar="[OLD]",
            help="Write the versions that `diff` requires, and nothing else. OLD is any source, or"
            " a revision of the documents; without it, HEAD.",
        ),
    ] = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    strict: options.Strict = None,
    tracked: options.Tracked = False,
    stdin_filename: options.StdinFilename = "<stdin>",
    compiling: options.Compiling,
    quiet: Quiet = False,
) -> int:
    """Fix mistakes in blueprints.

    Only what is certain is fixed, unless --unsafe is given. Exit 1 if errors remain.
    """
    from ionflux.authoring.fix_run import (
        diff_of,
        fix_documents,
        still_fixable,
        summary,
        texts,
        write,
    )
    from ionflux.authoring.fixes import Wanted
    from ionflux.cli.terminal import given_on_stdin, say, show_findings, write_out
    from ionflux.compiler import gather, open_inputs
    from ionflux.compiler.verdict import Check, Run, figures, verdict
    from ionflux.core.findings import Severity
    from ionflux.output.fixes import said_of

    how = compiling.options()
    if bump and not paths and _is_path(bump, how):
        paths, bump = [bump], ""
    check = Check.of(how.documents, select=select, ignore=ignore, strict=strict)
    files, given = given_on_stdin(options.named(paths, how.settings, "fix"), stdin_filename)
    inputs = open_inputs(files, given=given, settings=how.documents, tracked=tracked)
    compiled = gather(inputs.compile(how.jobs, cache=how.cache))
    if bump is None:
        fixed = fix_documents(inputs, compiled, Wanted(check.selection, unsafe=unsafe))
    else:
        fixed = _bumped(inputs, compiled, bump or "HEAD", [*files, *given], how)
    if diff:
        write_out(diff_of(fixed))
        if not quiet:
            say(*summary(fixed, "would be fixed"))
        return int(any(each.after != each.before for each in fixed))
    left = {**given, **write(fixed, given)}
    write_out(texts(left.values()))
    inputs = open_inputs(files, given=left, settings=how.documents)
    compiled = gather(inputs.compile(how.jobs, cache=how.cache))
    least = Severity.ERROR if quiet else Severity.WARNING
    run = Run([*files, *given], inputs.lines(), inputs.found.excluded, least=least)
    result = verdict(compiled, check, run)
    remaining = still_fixable(result.report.diagnostics, unsafe=unsafe)
    show_findings(remaining, result.report.lines, result.report.agents)
    if not quiet:
        more = filter(None, [said_of(remaining)])
        say(*result.notes, *summary(fixed, "fixed"), *figures(result), *more)
    return int(result.failed)


def _is_path(word: str, how: CompileOptions) -> bool:
    """Tell whether the only word after `--bump` is the path to fix, and not the earlier state."""
    return word == "-" or not how.settings.paths or Path(word).exists()


def _bumped(
    inputs: Inputs, compiled: Compilation, old: str, paths: Sequence[str], how: CompileOptions
) -> list[FixedDocument]:
    from ionflux.authoring.bump import bumped, bumps, revisions
    from ionflux.cli.sourcing import loaded_together
    from ionflux.cli.terminal import say
    from ionflux.diff import compare

    before = loaded_together(revisions(old, paths), how)
    changes = compare(
        [definition for side in before for definition in side.definitions],
        compiled.definitions,
        old_playbooks=[playbook for side in before for playbook in side.playbooks],
        new_playbooks=compiled.playbooks,
        levels=how.settings.diff_levels,
    )
    asked = tuple(bumps(changes))
    say(*(f"note: {said}" for bump in asked if (said := bump.left)))
    return bumped(inputs, compiled, asked)
