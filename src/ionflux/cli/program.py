"""The program for typer: created for each run, with only the requested command."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated

import typer

from ionflux.cli import options
from ionflux.cli.command import Command, Flags
from ionflux.core.errors import UsageError
from ionflux.core.registry import plugins
from ionflux.core.version import __version__

NAME = "ionflux"
_COMPLETE = "_IONFLUX_COMPLETE"
_COMMANDS = "ionflux.cli.commands"
_SHELLS = ("bash", "zsh", "fish")


def run(arguments: Sequence[str], flags: Flags) -> int:
    """Run the command in the arguments, and return its exit status."""
    asked = [*arguments] or ["--help"]
    if _COMPLETE in os.environ:
        _know_shells()
        made = program()
    elif asked[0] == "--version":  # which needs no command
        made = _made(_options, helps=True)
    else:
        made = program() if asked[0].startswith("-") else _alone(asked[0])
    status = made(asked, prog_name=NAME, complete_var=_COMPLETE, standalone_mode=False, obj=flags)
    return int(status or 0)


def program() -> typer.Typer:
    """Return the program with all commands and its own options."""
    made = _made(_options, helps=True)
    for name in names():
        command(name).add_to(made)
    return made


def _alone(name: str) -> typer.Typer:
    """Return the program with one command; raise UsageError, with the nearest, if unknown."""
    if name not in _modules():
        from ionflux.core.words import did_you_mean

        raise UsageError(f"there is no command `{name}`{did_you_mean(name, _modules())}")
    made = _made(_no_options, helps=False)
    command(name).add_to(made)
    return made


def _made(callback: Callable[..., None], *, helps: bool) -> typer.Typer:
    return typer.Typer(
        callback=callback,
        add_completion=False,
        add_help_option=helps,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def command(name: str) -> Command:
    """Return a command by its name; only its module is imported."""
    module = _modules()[name]
    found: Command = getattr(plugins(_COMMANDS)[module], module)
    return found


def names() -> tuple[str, ...]:
    """Return the names of all commands, sorted."""
    return tuple(sorted(_modules()))


def _modules() -> Mapping[str, str]:
    """Return the commands' names, each with that of its module and function."""
    return {name.strip("_").replace("_", "-"): name for name in plugins(_COMMANDS)}


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"{NAME} {__version__}")
        raise typer.Exit


def _show_completion(context: typer.Context, shell: str | None) -> None:
    if shell is not None:
        from typer.completion import shell_complete

        _know_shells()
        shell_complete(context.command, {}, NAME, _COMPLETE, f"source_{shell}")
        raise typer.Exit


def _know_shells() -> None:
    """Let typer register its completions, which it otherwise does with options of its own."""
    from typer.completion import get_completion_inspect_parameters

    get_completion_inspect_parameters()


def _options(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_show_version, help="Show the version and exit."
        ),
    ] = False,
    completion: Annotated[
        str | None,
        typer.Option(
            "--completion",
            is_eager=True,
            parser=options.one_of(*_SHELLS),
            autocompletion=lambda: [*_SHELLS],
            callback=_show_completion,
            metavar="|".join(_SHELLS),
            help="Print the completion script for a shell.",
        ),
    ] = None,
) -> None:
    """Compile agent blueprints written in Markdown to validated definitions."""
    del version, completion


def _no_options() -> None:
    """Do nothing without options of the program itself: a command follows."""
