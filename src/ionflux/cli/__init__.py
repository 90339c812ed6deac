"""The command line: one module per command, found by its name; arguments to report, no logic.

A command is a module with a function `command`; a trailing underscore of the module's name
(`import_`) is not part of the command's. Modules import the rest of the program inside that
function, so that `--version`, `--help` and completion stay quick.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pkgutil import iter_modules
from typing import Annotated, NoReturn

import typer
from typer.main import get_command

from ionflux.cli import commands
from ionflux.cli.lean import lighten, without_plugins
from ionflux.cli.terminal import forgive_early_readers
from ionflux.core.errors import IonfluxError, WorkError
from ionflux.core.version import __version__


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


def build_app(words: Sequence[str] = ()) -> typer.Typer:
    """Return the program with the command that the first of the words names, else with all."""
    app = typer.Typer(
        name="ionflux",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    modules = {
        info.name.rstrip("_").replace("_", "-"): f"{commands.__name__}.{info.name}"
        for info in iter_modules(commands.__path__)
    }
    for name in [word for word in words[:1] if word in modules] or modules:
        app.command(name=name)(import_module(modules[name]).command)
    return app


def main() -> None:
    """Run the program; end with the exit status of spec section 6 and no traceback."""
    forgive_early_readers()
    without_plugins()
    asked: list[int] = []
    try:
        # What was begun is cleared away, as after an interrupt from the keyboard.
        signal.signal(signal.SIGTERM, lambda *_: _stop(asked, _TERMINATED))
        signal.signal(signal.SIGINT, lambda *_: _stop(asked, _INTERRUPTED))
        try:
            lighten(get_command(build_app(sys.argv[1:])))()
        finally:
            sys.stdout.flush()  # a full disk is noticed here, or in vain
    except KeyboardInterrupt:
        _end(_STOPPED[_INTERRUPTED], _INTERRUPTED)
    except SystemExit as end:
        if end.code in _STOPPED:
            _end(_STOPPED[end.code], end.code)
        raise
    except (IonfluxError, OSError, MemoryError, RecursionError) as error:
        if "--debug" in sys.argv:
            raise
        why = "out of memory" if isinstance(error, MemoryError) else str(error)
        _end(why, getattr(error, "exit_status", 3))
    except Exception:
        if not asked:
            raise
        _end(_STOPPED[asked[0]], asked[0])


_INTERRUPTED = 130
_TERMINATED = 143
_STOPPED = {_INTERRUPTED: "interrupted", _TERMINATED: "terminated"}


def _stop(asked: list[int], status: int) -> NoReturn:
    """End the program; note it as well, for libraries make other exceptions of what is raised."""
    asked.append(status)
    if status == _INTERRUPTED:
        raise KeyboardInterrupt
    sys.exit(status)


def _end(why: str, status: int) -> NoReturn:
    from ionflux.output.reporters.shown import shown

    said = "\n".join(map(shown, why.split("\n")))
    with suppress(WorkError):  # standard error is full; the status is heard all the same
        typer.echo(f"ionflux: {said}", err=True)
    sys.exit(status)
