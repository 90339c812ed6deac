"""`ionflux new`: a blueprint to begin with."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ionflux.cli import completion, options
from ionflux.cli.command import argument, command

if TYPE_CHECKING:
    from ionflux.authoring import Outline
    from ionflux.authoring.outline import NewAgentOptions
    from ionflux.authoring.placing import Neighbours

_STDOUT = "-"


@command('ionflux new PriceScout --cron "0 8 * * *" --input market:string:required')
@argument("name", help="The agent's name, such as PriceScout.")
@click.option("--id", "id_", metavar="ID", help="The agent's id; by default, the next number.")
@click.option("--epithet", help="The agent's by-name.")
@click.option("--description", help="What it does, in a sentence.")
@click.option("--category", help="Category in the marketplace.")
@click.option(
    "--trigger",
    "triggers",
    multiple=True,
    metavar="TYPE",
    help="schedule, webhook or event; may be repeated.",
)
@click.option("--cron", "crons", multiple=True, metavar="EXPR", help="A schedule; may be repeated.")
@click.option("--path", "paths", multiple=True, metavar="/PATH", help="A webhook; may be repeated.")
@click.option(
    "--input",
    "inputs",
    multiple=True,
    metavar="KEY:TYPE",
    help="What it takes, `:required` or not; may be repeated.",
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="KEY:TYPE",
    help="What it gives; may be repeated.",
)
@click.option("--language", default="pt", shell_complete=completion.languages, help="pt or en.")
@click.option(
    "-o",
    "--output-file",
    "target",
    type=options.filled,
    metavar="FILE",
    help="File or folder to write to; `DIR/` is created; `-` prints.",
)
@click.option("--yes", "-y", is_flag=True, help="Ask nothing.")
@options.quiet
@options.debug
def new(
    name: str,
    *,
    id_: str | None,
    epithet: str | None,
    description: str | None,
    category: str | None,
    triggers: tuple[str, ...],
    crons: tuple[str, ...],
    paths: tuple[str, ...],
    inputs: tuple[str, ...],
    outputs: tuple[str, ...],
    language: str,
    target: str | None,
    yes: bool,
    quiet: bool,
) -> None:
    """Write a complete blueprint to begin with.

    `validate` finds nothing in it. On a terminal it asks for what is not given.
    """
    from ionflux.authoring.outline import NewAgentOptions
    from ionflux.authoring.placing import neighbours

    folder, file = _place(target)
    around = neighbours(folder)
    wishes = NewAgentOptions(
        id=id_,
        epithet=epithet,
        description=description,
        category=category,
        triggers=triggers,
        crons=crons,
        paths=paths,
        inputs=inputs,
        outputs=outputs,
        language=language,
    )
    if not yes and sys.stdin.isatty() and sys.stderr.isatty():
        wishes = _asked(name, wishes, around)
    outline = _outline(name, wishes, around)
    if target == _STDOUT:
        _print(outline)
    else:
        _write(outline, folder, file, quiet=quiet)


def _place(target: str | None) -> tuple[Path, str | None]:
    """Return the folder to write to, and the name of the file if it is given."""
    if target is None or target == _STDOUT:
        return Path(), None
    if Path(target).is_dir() or target.endswith(("/", os.sep)):
        return Path(target), None
    return Path(target).parent, Path(target).name


def _outline(name: str, wishes: NewAgentOptions, around: Neighbours) -> Outline:
    from ionflux.authoring import draw_up
    from ionflux.authoring.placing import refuse_taken

    outline = draw_up(name, around.next_number, wishes)
    refuse_taken(outline, around)
    return outline


def _print(outline: Outline) -> None:
    from ionflux.authoring.placing import proven
    from ionflux.cli.terminal import write_out

    write_out([proven(outline)])


def _write(outline: Outline, folder: Path, file: str | None, *, quiet: bool) -> None:
    from ionflux.authoring import file_name
    from ionflux.authoring.placing import proven, write
    from ionflux.cli.terminal import say

    text = proven(outline)
    target = folder / (file or file_name(outline))
    if file is None:
        _make(folder)
    write(text, target)
    if not quiet:
        say(f"{target}: {outline.agent.id} {outline.agent.name}")


def _make(folder: Path) -> None:
    from ionflux.core.errors import UsageError, WorkError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise UsageError(f"{folder}: is not a folder") from None
    except OSError as error:
        raise WorkError(f"{folder}: {error.strerror}") from None


def _asked(name: str, wishes: NewAgentOptions, around: Neighbours) -> NewAgentOptions:
    from ionflux.authoring.interview import Interview
    from ionflux.cli.terminal import say

    def ask(question: str, default: str) -> str:
        shown = bool(default)
        return str(click.prompt(question, default=default, show_default=shown, err=True))

    def check(answered: NewAgentOptions) -> Outline:
        return _outline(name, answered, around)

    return Interview(name, wishes, ask, check, lambda message: say(f"  {message}")).hold()
