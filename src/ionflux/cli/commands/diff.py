"""`ionflux diff`: what changed between two sets of definitions, and how much it matters."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from ionflux.cli import options
from ionflux.cli.command import Quiet, command
from ionflux.core.errors import UsageError

if TYPE_CHECKING:
    from ionflux.core.findings import Diagnostic
    from ionflux.core.settings import Settings
    from ionflux.diff import Changes
    from ionflux.sources import Loaded

_SIDE = (
    "A document, a folder, JSON or JSONL of `import`, a database URL, REV:PATH of the git "
    "repository, REV alone for the path of the other side, or `-`."
)


@command(
    "ionflux diff HEAD blueprints/",
    "ionflux diff origin/main:blueprints blueprints",
    "ionflux diff --fail-on breaking old.json blueprints/",
    "ionflux diff --format markdown sqlite:///agents.db blueprints/",
)
def diff(
    old: Annotated[str, typer.Argument(parser=options.filled, metavar="OLD", help=_SIDE)],
    new: Annotated[
        str | None,
        typer.Argument(
            parser=options.filled,
            metavar="NEW",
            help="The other side, likewise; by default, `paths` of the configuration.",
        ),
    ] = None,
    *,
    format_: Annotated[
        str,
        typer.Option("--format", "-f", metavar="FORMAT", help="text, json, markdown or github."),
    ] = "text",
    output: options.Report = None,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            parser=options.one_of("none", "any", "breaking"),
            metavar="none|any|breaking",
            help="The changes that cause exit status 1.",
        ),
    ] = "none",
    agent: Annotated[
        str | None,
        typer.Option(
            "--agent", metavar="AGENT", help="Only the changes of this agent, by id or name."
        ),
    ] = None,
    configurations: Annotated[
        str | None,
        typer.Option(
            "--configurations",
            parser=options.filled,
            metavar="SOURCE",
            help="Also list the configurations that the new side breaks: in a database, by its URL,"
            " or in instance files.",
        ),
    ] = None,
    compiling: options.Compiling,
    quiet: Quiet = False,
) -> int:
    """Compare two sets of definitions.

    Each change is breaking, compatible or cosmetic for the users of an agent.
    """
    from ionflux.cli.sourcing import loaded_together, refuse_second_stdin
    from ionflux.cli.terminal import colored, write_out
    from ionflux.diff import compare
    from ionflux.output.change_report import ChangeReport
    from ionflux.output.change_reporters import reporter
    from ionflux.sources.differing import differing
    from ionflux.sources.sides import sides

    how = compiling.options(quiet=quiet)
    render = reporter(format_)
    old, new = sides(old, new, how.settings.default_paths())
    refuse_second_stdin(old, new, configurations)
    before, after = loaded_together((old, new), how)
    was, is_now = differing(before, after)
    changes = compare(
        was.definitions,
        is_now.definitions,
        old_playbooks=was.playbooks,
        new_playbooks=is_now.playbooks,
        levels=how.settings.diff_levels,
    ).located(before.locate, after.locate)
    if agent is not None:
        changes = _only(agent, changes, before, after)
    color = output is None and colored(sys.stdout)
    broken = _broken(configurations, before, after, how.settings) if configurations else None
    write_out(render(ChangeReport(changes, old, new, color, broken)), output, quiet=quiet)
    failing = {"none": 0, "any": len(changes.changes), "breaking": changes.summary.breaking}
    return int(fail_on != "none" and failing[fail_on] + len(broken or ()) > 0)


def _broken(
    source: str, before: Loaded, after: Loaded, settings: Settings
) -> tuple[Diagnostic, ...]:
    """Return what the new side breaks in stored configurations, or in instance files."""
    from ionflux.configure import read_files
    from ionflux.configure.rollout import newly_broken, newly_broken_files
    from ionflux.database import connect, is_url

    sides = before.definitions, after.definitions
    if is_url(source):
        with connect(source) as store:
            return newly_broken(store.configurations(), *sides, extra=settings.extra).diagnostics
    return newly_broken_files(read_files([source]), *sides, extra=settings.extra)


def _only(agent: str, changes: Changes, before: Loaded, after: Loaded) -> Changes:
    """Return the changes of one agent, by the id or the name that it has on either side."""
    from ionflux.sources.find_agent import find_agent

    with suppress(UsageError):
        return changes.only(find_agent(after.named(), agent).id)
    known = {each.id: each for each in (*after.named(), *before.named())}
    return changes.only(find_agent(tuple(known.values()), agent).id)
