"""The command line: one module per command, found by its name; arguments to report, no logic.

A command is a module with a function `command`; a trailing underscore of the module's name
(`import_`) is not part of the command's. Modules import the rest of the program inside that
function, so that `--version`, `--help` and completion stay quick.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import Annotated

import typer

from ionflux import __version__
from ionflux.cli import commands
from ionflux.cli.terminal import forgive_early_readers
from ionflux.errors import IonfluxError


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ionflux {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Compile agent blueprints written in Markdown to validated definitions."""


def build_app() -> typer.Typer:
    """Return the program with every command of the package `commands`."""
    app = typer.Typer(
        name="ionflux",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for info in iter_modules(commands.__path__):
        module = import_module(f"{commands.__name__}.{info.name}")
        app.command(name=info.name.rstrip("_").replace("_", "-"))(module.command)
    return app


def main() -> None:
    """Run the program; end with the exit status of spec section 6 and no traceback."""
    forgive_early_readers()
    try:
        build_app()()
    except IonfluxError as error:
        if "--debug" in sys.argv:
            raise
        typer.echo(f"ionflux: {error}", err=True)
        sys.exit(error.exit_status)
