"""`ionflux new`: a blueprint to begin with."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ionflux.cli import completion, options
from ionflux.cli.command import Quiet, command

if TYPE_CHECKING:
    from ionflux.authoring import Outline
    from ionflux.authoring.outline import NewAgentOptions
    from ionflux.authoring.placing import Neighbours

_STDOUT = "-"


class Properties(NamedTuple):
    """Options for what the new agent is; None for defaults."""

    id_: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="The agent's id; by default, the next number."),
    ] = None
    epithet: Annotated[
        str | None, typer.Option("--epithet", metavar="TEXT", help="The agent's epithet.")
    ] = None
    description: Annotated[
        str | None,
        typer.Option("--description", metavar="TEXT", help="What it does, in a sentence."),
    ] = None
    category: Annotated[
        str | None, typer.Option("--category", metavar="TEXT", help="Category in the marketplace.")
    ] = None
    triggers: Annotated[
        list[str] | None,
        typer.Option(
            "--trigger", metavar="TYPE", help="schedule, webhook or event; may be repeated."
        ),
    ] = None
    crons: Annotated[
        list[str] | None,
        typer.Option("--cron", metavar="EXPR", help="A schedule; may be repeated."),
    ] = None
    paths: Annotated[
        list[str] | None,
        typer.Option("--path", metavar="/PATH", help="A webhook; may be repeated."),
    ] = None
    inputs: Annotated[
        list[str] | None,
        typer.Option(
            "--input",
            metavar="KEY:TYPE",
            help="An input, with `:required` at the end if it is; may be repeated.",
        ),
    ] = None
    outputs: Annotated[
        list[str] | None,
        typer.Option("--result", metavar="KEY:TYPE", help="An output; may be repeated."),
    ] = None
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="LANGUAGE",
            autocompletion=completion.languages,
            help="pt, en or es; by default that of the documents beside it, else of the locale,"
            " else English.",
        ),
    ] = None

    def options(self, language: str) -> NewAgentOptions:
        """Return the values that were given, and the language of the blueprint."""
        from ionflux.authoring.outline import NewAgentOptions

        return NewAgentOptions(
            id=self.id_,
            epithet=self.epithet,
            description=self.description,
            category=self.category,
            triggers=tuple(self.triggers or ()),
            crons=tuple(self.crons or ()),
            paths=tuple(self.paths or ()),
            inputs=tuple(self.inputs or ()),
            outputs=tuple(self.outputs or ()),
            language=language,
        )


@command('ionflux new PriceScout --cron "0 8 * * *" --input market:string:required')
def new(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The agent's name, such as PriceScout.")
    ],
    *,
    properties: Properties,
    target: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            parser=options.filled,
            metavar="FILE",
            help="File or folder to write to, or `-` for standard output.",
        ),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask for missing values.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Write a complete blueprint to begin with.

    `validate` finds nothing in it. On a terminal, missing values are asked for. The agent's number
    is the next after those in its folder and in `paths` of the configuration.
    """
    from ionflux.authoring import languages
    from ionflux.authoring.placing import language_for, neighbours
    from ionflux.core.settings import load_settings

    folder, file = _place(target)
    around = neighbours(folder, load_settings())
    given = properties.options(properties.language or language_for(around, languages()))
    if not yes and sys.stdin.isatty() and sys.stderr.isatty():
        given = _asked(name, given, around)
    outline = _outline(name, given, around)
    if target == _STDOUT:
        _print(outline)
    else:
        _write(outline, folder, file, quiet=quiet)


def _place(target: str | None) -> tuple[Path, str | None]:
    """Return the folder to write to, and the file name, if given."""
    if target is None or target == _STDOUT:
        return Path(), None
    if Path(target).is_dir() or target.endswith(("/", os.sep)):
        return Path(target), None
    return Path(target).parent, Path(target).name


def _outline(name: str, given: NewAgentOptions, around: Neighbours) -> Outline:
    from ionflux.authoring import draw_up
    from ionflux.authoring.placing import refuse_taken

    outline = draw_up(name, around.next_number, given)
    refuse_taken(outline, around)
    return outline


def _print(outline: Outline) -> None:
    from ionflux.authoring.placing import proven
    from ionflux.cli.terminal import write_out

    write_out([proven(outline)])


def _write(outline: Outline, folder: Path, file: str | None, *, quiet: bool) -> None:
    from ionflux.authoring.names import file_name
    from ionflux.authoring.placing import proven, write
    from ionflux.cli.terminal import say
    from ionflux.documents.folders import create_folder

    text = proven(outline)
    target = folder / (file or file_name(outline.agent))
    if file is None:
        create_folder(folder)
    write(text, target)
    if not quiet:
        say(
            f"{target}: {outline.agent.id} {outline.agent.name}",
            f"next: write what it does, then run `ionflux validate {shlex.quote(str(target))}`",
        )


def _asked(name: str, given: NewAgentOptions, around: Neighbours) -> NewAgentOptions:
    from ionflux.authoring.interview import Interview
    from ionflux.cli.terminal import say

    def ask(question: str, default: str) -> str:
        shown = bool(default)
        return str(typer.prompt(question, default=default, show_default=shown, err=True))

    def check(answered: NewAgentOptions) -> Outline:
        return _outline(name, answered, around)

    return Interview(name, given, ask, check, lambda message: say(f"  {message}")).hold()
