"""How a run ends: the exit status and the message for each kind of error."""

from __future__ import annotations

from functools import singledispatch
from pathlib import Path
from typing import NamedTuple

import typer

from ionflux.core.errors import IonfluxError

_REPORT = "https://github.com/ionflux/ionflux/issues"


class Ending(NamedTuple):
    """An exit status, and the lines that are written to standard error."""

    status: int
    lines: tuple[str, ...] = ()


INTERRUPTED = Ending(130, ("interrupted",))
TERMINATED = Ending(143, ("terminated",))


@singledispatch
def ending(error: BaseException) -> Ending:
    """Return how an error ends the run; the status of an unexpected one is 3, never 1."""
    said = " ".join(str(error).split())
    about = f"{type(error).__name__}: {said}" if said else type(error).__name__
    report = f"please report it at {_REPORT}, with the output of `--debug`"
    return Ending(3, (f"unexpected error: {about}; {report}",))


@ending.register(SystemExit)
def _exit(error: SystemExit) -> Ending:
    return Ending(error.code if isinstance(error.code, int) else int(error.code is not None))


@ending.register(KeyboardInterrupt)
@ending.register(typer.Abort)
def _interrupted(_: BaseException) -> Ending:
    return INTERRUPTED


@ending.register(IonfluxError)
def _ours(error: IonfluxError) -> Ending:
    return Ending(error.exit_status, (error.message, *error.details))


@ending.register(MemoryError)
def _memory(_: MemoryError) -> Ending:
    return Ending(3, ("out of memory",))


@ending.register(OSError)
def _system(error: OSError) -> Ending:
    try:
        Path.cwd()
    except OSError:
        return Ending(3, ("the working directory no longer exists",))
    return Ending(3, (str(error),))


@ending.register(typer.TyperException)
def _usage(error: typer.TyperException) -> Ending:
    context = getattr(error, "ctx", None)
    hint = f"; try `{context.command_path} --help`" if context else ""
    return Ending(2, (f"{_complaint(error)}{hint}",))


def _complaint(error: typer.TyperException) -> str:
    """Return the error of the command line, in the style of the program's own messages."""
    if isinstance(error, typer.BadParameter) and error.param is not None:
        name = f"`{_name(error.param.opts, error.param.metavar)}`"
        # For a missing option or argument, typer has no message.
        return f"{name}: {_plain(error.message)}" if error.message else f"{name} is missing"
    if hasattr(error, "possibilities"):  # an unknown option
        near = " or ".join(f"`{name}`" for name in sorted(error.possibilities or ()))
        meant = f"; did you mean {near}?" if near else ""
        return f"there is no option `{getattr(error, 'option_name', '')}`{meant}"
    return _plain(error.format_message())


def _name(words: list[str], metavar: str | None) -> str:
    """Return an option by its longest name, an argument by its name in the help."""
    longest = max(words, key=len)
    return longest if longest.startswith("-") else (metavar or longest).strip("…")


def _plain(message: str) -> str:
    """Return a message of typer in the style of the program's own."""
    return f"{message[:1].lower()}{message[1:]}".rstrip(".").replace("'", "`")
