"""`ionflux export`: definitions in the formats of other ecosystems."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ionflux.cli import options
from ionflux.cli.command import Quiet, command
from ionflux.cli.sourcing import loaded
from ionflux.core.errors import UsageError

if TYPE_CHECKING:
    from ionflux.exporters import Source
    from ionflux.sources import Loaded

_BASE_URL = "http://localhost:8000"
_COMMAND = "run-agent {id}"


@command(
    "ionflux export blueprints/ --format openapi -o openapi.json",
    "ionflux export blueprints/ EmailWizard --format mermaid",
    "ionflux export sqlite:///agents.db --format claude -o .claude/agents/",
)
def export(
    source: options.Source,
    agents: options.Agents = None,
    *,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME",
            help="openapi, mcp, a2a, agent-spec, claude, crontab or mermaid.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            parser=options.path,
            metavar="PATH",
            help="The file to write, or the folder if the format has a file for each agent.",
        ),
    ] = None,
    base_url: Annotated[
        str,
        typer.Option(
            "--base-url",
            parser=options.base_url,
            metavar="URL",
            help="Base URL of the platform (openapi, a2a).",
        ),
    ] = _BASE_URL,
    run: Annotated[
        str,
        typer.Option(
            "--command",
            parser=options.filled,
            metavar="TEXT",
            help="Command that starts an agent (crontab); {id} and {name} are replaced.",
        ),
    ] = _COMMAND,
    lossless: Annotated[
        bool, typer.Option("--lossless", help="Fail if the format cannot express everything.")
    ] = False,
    compiling: options.Compiling,
    quiet: Quiet = False,
) -> int:
    """Write definitions for other tools.

    What the format cannot express is listed on standard error; with --lossless, it is an error.
    """
    from ionflux.cli.terminal import say
    from ionflux.exporters import ExportOptions, check
    from ionflux.exporters import export as exported

    how = compiling.options()
    check(format_)
    wanted = ExportOptions(base_url, run)
    done = exported(format_, _chosen(loaded(source, how), agents), wanted)
    _check(done.files, output)
    if done.lost and (lossless or not quiet):
        say(f"ionflux: {format_} cannot express", *(f"  {line}" for line in done.lost))
    if done.lost and lossless:
        return 1
    _write(done.files, output, quiet=quiet)
    return 0


def _chosen(found: Loaded, wanted: list[str] | None) -> Source:
    from ionflux.exporters import Source

    if not found.definitions:
        raise UsageError("the source has no agents")
    return Source(found.chosen(wanted), found.playbooks)


def _check(files: Mapping[str, str], output: Path | None) -> None:
    """Raise UsageError if several files have no output folder."""
    if len(files) == 1 or (output and not output.is_file()):
        return
    where = f"{output} is a file" if output else "name a folder with -o"
    raise UsageError(f"there is a file for each of {len(files)} agents: {where}")


def _write(files: Mapping[str, str], output: Path | None, *, quiet: bool) -> None:
    """Write a single file to a path or standard output, several to a folder."""
    from ionflux.cli.terminal import write_out
    from ionflux.documents.folders import create_folder

    if len(files) == 1 and not (output and output.is_dir()):
        write_out(files.values(), output, quiet=quiet)
    elif output:
        create_folder(output)
        for name, text in files.items():
            write_out([text], output / name, quiet=quiet)
