"""`ionflux diff`: what changed between two sets of definitions, and how much it matters."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ionflux.cli.options import Config, Debug, Isolated, Jobs, Quiet
from ionflux.core.errors import UsageError

if TYPE_CHECKING:
    from ionflux.core.settings import Settings
    from ionflux.diff import Changes
    from ionflux.sources import Loaded


class FailOn(StrEnum):
    """The differences that end the command with exit status 1."""

    NONE = "none"
    ANY = "any"
    BREAKING = "breaking"


_SIDE = (
    "A document, a folder, JSON or JSONL of `import`, a database URL, REV:PATH of the git "
    "repository (PATH from here, or from its root), or `-`."
)


def command(
    old: Annotated[str, typer.Argument(help=_SIDE, show_default=False)],
    new: Annotated[str, typer.Argument(help="Likewise.", show_default=False)],
    output_format: Annotated[
        str,
        typer.Option("--format", "-f", metavar="FORMAT", help="text, json, markdown or github."),
    ] = "text",
    output_file: Annotated[
        Path | None,
        typer.Option("--output-file", "-o", metavar="FILE", help="Write the report to this file."),
    ] = None,
    fail_on: Annotated[
        FailOn,
        typer.Option(help="Differences that end with exit status 1: none, any or breaking."),
    ] = FailOn.NONE,
    agent: Annotated[
        str | None, typer.Option(metavar="ID", help="Only what concerns this agent.")
    ] = None,
    jobs: Jobs = None,
    config: Config = None,
    isolated: Isolated = False,
    quiet: Quiet = False,  # noqa: ARG001 - nothing is said but errors
    debug: Debug = False,  # noqa: ARG001 - read by `main`
) -> None:
    """Compare two sets of definitions, and say of every change what it breaks.

    \b
    Examples:
      ionflux diff origin/main:blueprints blueprints
      ionflux diff --fail-on breaking old.json blueprints/
      ionflux diff --format markdown sqlite:///agents.db blueprints/
    """  # noqa: D301 - `\b` is the character that keeps the lines apart
    from ionflux.cli.terminal import colored, write_out
    from ionflux.core.settings import load_settings
    from ionflux.diff import compare
    from ionflux.output.reporters.changes import ChangeReport, reporter

    render = reporter(output_format)
    settings = load_settings(config, isolated=isolated)
    before, after = _sides((old, new), settings, jobs or 1)
    changes = compare(
        before.definitions,
        after.definitions,
        old_playbooks=before.playbooks,
        new_playbooks=after.playbooks,
        levels=settings.diff_levels,
    ).located(before.locate, after.locate)
    if agent is not None:
        changes = _only(agent, changes, before, after)
    color = output_file is None and colored(sys.stdout)
    write_out(render(ChangeReport(changes, old, new, color)), output_file)
    raise typer.Exit(_status(changes, fail_on))


def _sides(names: tuple[str, str], settings: Settings, jobs: int) -> tuple[Loaded, ...]:
    from ionflux.cli.sourcing import show_errors
    from ionflux.sources import STDIN, NotCompiledError, load

    if names == (STDIN, STDIN):
        raise UsageError("standard input can be one side, not both")
    loaded, failed = [], []
    for name in names:
        try:
            loaded.append(load(name, settings=settings, jobs=jobs))
        except NotCompiledError as error:
            # Both sides' findings are shown before the command ends.
            show_errors(error)
            failed.append(error)
    if failed:
        raise failed[0]
    return tuple(loaded)


def _only(agent: str, changes: Changes, before: Loaded, after: Loaded) -> Changes:
    from ionflux.core.words import did_you_mean

    known = {definition.id for side in (before, after) for definition in side.definitions}
    if agent not in known:
        raise UsageError(f"neither side has an agent `{agent}`{did_you_mean(agent, known)}")
    return changes.only(agent)


def _status(changes: Changes, fail_on: FailOn) -> int:
    counts = {
        FailOn.NONE: 0,
        FailOn.ANY: len(changes.changes),
        FailOn.BREAKING: changes.summary.breaking,
    }
    return int(counts[fail_on] > 0)
