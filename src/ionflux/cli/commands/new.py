"""`ionflux new`: a blueprint to begin with."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ionflux.cli.completion import languages
from ionflux.cli.options import Debug, Quiet

if TYPE_CHECKING:
    from ionflux.authoring import Outline
    from ionflux.authoring.outline import NewAgentOptions
    from ionflux.authoring.placing import Neighbours

_SHELL = Path("-")


def command(
    name: Annotated[str, typer.Argument(help="The agent's name, such as PriceScout.")],
    id_: Annotated[
        str | None,
        typer.Option("--id", help="Instead of the number that follows in the folder."),
    ] = None,
    epithet: Annotated[str | None, typer.Option(help="The agent's by-name.")] = None,
    description: Annotated[str | None, typer.Option(help="What it does, in a sentence.")] = None,
    category: Annotated[str | None, typer.Option(help="Shelf in the marketplace.")] = None,
    trigger: Annotated[
        list[str] | None, typer.Option(help="schedule, webhook or event; may be repeated.")
    ] = None,
    cron: Annotated[
        list[str] | None, typer.Option(metavar="EXPR", help="A schedule; may be repeated.")
    ] = None,
    path: Annotated[
        list[str] | None, typer.Option(metavar="/PATH", help="A webhook; may be repeated.")
    ] = None,
    input_: Annotated[
        list[str] | None,
        typer.Option(
            "--input",
            metavar="KEY:TYPE",
            help="What it takes, `:required` or not; may be repeated.",
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option("--output", metavar="KEY:TYPE", help="What it hands out; may be repeated."),
    ] = None,
    language: Annotated[
        str, typer.Option(help="Of the text, such as pt or en.", autocompletion=languages)
    ] = "pt",
    file: Annotated[
        Path | None,
        typer.Option("-o", "--output-file", help="File or folder to write to; `-` to print."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing.")] = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Write a complete blueprint, in which `validate` finds nothing; asks on a terminal.

    Example: ionflux new PriceScout --cron "0 8 * * *" --input market:string:required
    """
    del debug
    from ionflux.authoring.outline import NewAgentOptions
    from ionflux.authoring.placing import neighbours

    folder = _folder(file)
    around = neighbours(folder)
    wishes = NewAgentOptions(
        id=id_,
        epithet=epithet,
        description=description,
        category=category,
        triggers=tuple(trigger or ()),
        crons=tuple(cron or ()),
        paths=tuple(path or ()),
        inputs=tuple(input_ or ()),
        outputs=tuple(output or ()),
        language=language,
    )
    if not yes and sys.stdin.isatty() and sys.stderr.isatty():
        wishes = _asked(name, wishes, around)
    _write(_outline(name, wishes, around), file, folder, quiet=quiet)


def _folder(file: Path | None) -> Path:
    if file is None or file == _SHELL:
        return Path()
    return file if file.is_dir() else file.parent


def _outline(name: str, wishes: NewAgentOptions, around: Neighbours) -> Outline:
    from ionflux.authoring import draw_up
    from ionflux.authoring.placing import refuse_taken

    outline = draw_up(name, around.next_number, wishes)
    refuse_taken(outline, around)
    return outline


def _write(outline: Outline, file: Path | None, folder: Path, *, quiet: bool) -> None:
    from ionflux.authoring import file_name
    from ionflux.authoring.placing import proven, write
    from ionflux.output.reporters.shown import shown

    text = proven(outline)
    if file == _SHELL:
        typer.echo(text.encode(), nl=False)
        return
    target = folder / file_name(outline) if file is None or file.is_dir() else file
    write(text, target)
    if not quiet:
        said = f"{target}: {outline.agent.id} {outline.agent.name}"
        typer.echo(shown(said), err=True)


def _asked(name: str, wishes: NewAgentOptions, around: Neighbours) -> NewAgentOptions:
    from ionflux.authoring.interview import Interview

    def ask(question: str, default: str) -> str:
        shown = bool(default)
        return str(typer.prompt(question, default=default, show_default=shown, err=True))

    def check(answered: NewAgentOptions) -> Outline:
        return _outline(name, answered, around)

    def tell(message: str) -> None:
        typer.echo(f"  {message}", err=True)

    return Interview(name, wishes, ask, check, tell).hold()
