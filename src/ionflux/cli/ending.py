"""How a run ends: the exit status and the message for each kind of error."""

from __future__ import annotations

from functools import singledispatch
from pathlib import Path
from typing import NamedTuple

import click

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


@ending.register(click.exceptions.Exit)
def _exit(error: click.exceptions.Exit) -> Ending:
    return Ending(error.exit_code)


@ending.register(KeyboardInterrupt)
@ending.register(click.Abort)
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


@ending.register(click.UsageError)
def _usage(error: click.UsageError) -> Ending:
    hint = f"; try `{error.ctx.command_path} --help`" if error.ctx else ""
    return Ending(2, (f"{_complaint(error)}{hint}",))


def _complaint(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            near = " or ".join(f"`{name}`" for name in sorted(error.possibilities or ()))
            meant = f"; did you mean {near}?" if near else ""
            return f"there is no option `{error.option_name}`{meant}"
        case click.MissingParameter(param=click.Parameter() as param):
            return f"{_name(param)} is missing"
        case click.BadParameter(param=click.Parameter() as param):
            return f"{_name(param)}: {_plain(error.message)}"
        case _:
            return _plain(error.format_message())


def _name(param: click.Parameter) -> str:
    if isinstance(param, click.Option):
        return f"`{max(param.opts, key=len)}`"
    return f"`{param.human_readable_name.strip('[]…')}`"


def _plain(message: str) -> str:
    """Return a message of click in the style of the program's own."""
    return f"{message[:1].lower()}{message[1:]}".rstrip(".")
