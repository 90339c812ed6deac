"""`ionflux diff`: what changed between two sets of definitions, and how much it matters."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ionflux.cli.options import Debug, Quiet
from ionflux.errors import UsageError, WorkError

if TYPE_CHECKING:
    from ionflux.diff import Changes
    from ionflux.sources import Loaded, NotCompiledError


class FailOn(StrEnum):
    """The differences that end the command with exit status 1."""

    NONE = "none"
    ANY = "any"
    BREAKING = "breaking"


_SIDE = (
    "A document, a folder, JSON or JSONL of `import`, a database URL, REV:PATH of the git "
    "repository (PATH from here; from its root with a `/` before it), or `-`."
)


def command(
    old: Annotated[str, typer.Argument(help=_SIDE, show_default=False)],
    new: Annotated[str, typer.Argument(help="Likewise.", show_default=False)],
    format_: Annotated[
        str, typer.Option("--format", "-f", help="text, json, markdown or github.")
    ] = "text",
    fail_on: Annotated[
        FailOn, typer.Option(help="Differences that give exit status 1.")
    ] = FailOn.NONE,
    agent: Annotated[
        str | None, typer.Option(metavar="ID", help="Show what concerns this agent.")
    ] = None,
    output_file: Annotated[
        Path | None, typer.Option("--output-file", "-o", help="Write there instead.")
    ] = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Compare two sets of definitions and judge each change by what it breaks.

    Example: ionflux diff origin/main:blueprints blueprints --fail-on breaking
    """
    from ionflux.diff import compare
    from ionflux.reporters.changes import ChangeReport, reporter
    from ionflux.settings import Settings

    render = reporter(format_)
    settings = Settings()
    before, after = _sides((old, new))
    changes = compare(
        before.definitions,
        after.definitions,
        old_playbooks=before.playbooks,
        new_playbooks=after.playbooks,
        levels=settings.diff_levels,
    ).located(before.locate, after.locate)
    if agent is not None:
        changes = _only(agent, changes, before, after)
    color = output_file is None and _colored()
    _write(render(ChangeReport(changes, old, new, color)), output_file)
    raise typer.Exit(_status(changes, fail_on))


def _sides(names: tuple[str, str]) -> tuple[Loaded, ...]:
    from ionflux.sources import NotCompiledError, load

    if names == ("-", "-"):
        raise UsageError("standard input can be one side, not both")
    loaded, failed = [], None
    for name in names:
        try:
            loaded.append(load(name))
        except NotCompiledError as error:
            # Both sides' findings are shown before the command ends.
            _show(error)
            failed = failed or error
    if failed:
        raise failed
    return tuple(loaded)


def _show(error: NotCompiledError) -> None:
    from ionflux.diagnostics import Severity
    from ionflux.reporters import Report, lines_of, reporter

    errors = [found for found in error.diagnostics if found.severity is Severity.ERROR]
    report = Report(errors, lines=lines_of(error.texts), color=_colored(sys.stderr.isatty()))
    for piece in reporter("text")(report):
        typer.echo(piece, err=True, nl=False)


def _only(agent: str, changes: Changes, before: Loaded, after: Loaded) -> Changes:
    from ionflux.nearest import nearest

    known = {definition.id for side in (before, after) for definition in side.definitions}
    if agent not in known:
        raise UsageError(f"neither side has an agent `{agent}`{nearest(agent, known)}")
    return changes.only(agent)


def _colored(terminal: bool | None = None) -> bool:
    wanted = sys.stdout.isatty() if terminal is None else terminal
    return wanted and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _write(pieces: Iterable[str], path: Path | None) -> None:
    if path is None:
        for piece in pieces:
            typer.echo(piece.encode(), nl=False)
        return
    try:
        path.write_text("".join(pieces), "utf-8")
    except OSError as error:
        raise WorkError(f"{path}: {error.strerror}") from None


def _status(changes: Changes, fail_on: FailOn) -> int:
    counts = {
        FailOn.NONE: 0,
        FailOn.ANY: len(changes.changes),
        FailOn.BREAKING: changes.summary.breaking,
    }
    return int(counts[fail_on] > 0)
