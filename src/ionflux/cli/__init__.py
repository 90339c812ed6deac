"""The command line: one module per command, found by its name. Commands only assemble."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress

import click

from ionflux.cli.command import Command
from ionflux.cli.ending import Ending, ending
from ionflux.cli.options import Flags
from ionflux.cli.signals import Signals
from ionflux.cli.streams import wrap_standard_streams
from ionflux.cli.terminal import say
from ionflux.core.errors import UsageError, WorkError
from ionflux.core.registry import plugins
from ionflux.core.version import __version__

_NAME = "ionflux"
_COMPLETE = "_IONFLUX_COMPLETE"
_COMMANDS = "ionflux.cli.commands"


class Program(click.Group):
    """The program: its commands are modules, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, sorted."""
        del ctx
        return sorted(_names())

    def get_command(self, ctx: click.Context, cmd_name: str) -> Command | None:
        """Return a command by its name, None where there is none."""
        del ctx
        name = _names().get(cmd_name)
        return getattr(plugins(_COMMANDS)[name], name) if name else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for; raise UsageError with the nearest where none is."""
        if not ctx.resilient_parsing and self.get_command(ctx, args[0]) is None:
            from ionflux.core.words import did_you_mean

            raise UsageError(f"there is no command `{args[0]}`{did_you_mean(args[0], _names())}")
        return super().resolve_command(ctx, args)


def _names() -> dict[str, str]:
    """Return the commands' names, each with that of its module and function."""
    return {name.strip("_").replace("_", "-"): name for name in plugins(_COMMANDS)}


def _show_completion(context: click.Context, _: click.Parameter, shell: str | None) -> None:
    if shell is None:
        return
    from click.shell_completion import get_completion_class

    if complete := get_completion_class(shell):
        click.echo(complete(program, {}, _NAME, _COMPLETE).source())
    context.exit()


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name=_NAME, message="%(prog)s %(version)s")
@click.option(
    "--completion",
    type=click.Choice(["bash", "zsh", "fish"]),
    is_eager=True,
    expose_value=False,
    callback=_show_completion,
    help="Print the completion script for a shell.",
)
def program() -> None:
    """Compile agent blueprints written in Markdown to validated definitions."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program, and return its exit status; no exception leaves this function.

    The status is 0 for success, 1 for findings, 2 for a mistake in the command line or the
    configuration, 3 for work that could not be done, 130 after an interrupt, and 143 after a
    termination.
    """
    wrap_standard_streams()
    flags = Flags()
    end = Ending(0)
    with Signals() as signals:
        try:
            end = Ending(_run(sys.argv[1:] if arguments is None else arguments, flags))
        except BaseException as error:  # noqa: BLE001 - each has an exit status
            end = signals.asked or ending(error)
            if flags.debug and end.lines:
                traceback.print_exception(error)
        _say_why(end)
    return end.status


def _run(arguments: Sequence[str], flags: Flags) -> int:
    if asked := os.environ.get(_COMPLETE):
        from click.shell_completion import shell_complete

        return shell_complete(program, {}, _NAME, _COMPLETE, asked)
    with program.make_context(_NAME, [*arguments] or ["--help"], obj=flags) as context:
        status = program.invoke(context)
    sys.stdout.flush()  # so that a full disk is reported
    return int(status or 0)


def _say_why(end: Ending) -> None:
    lead = f"{_NAME}: "
    with suppress(WorkError):  # standard error cannot be written to; the status still tells
        for line in end.lines:
            say(f"{lead}{line}")
            lead = "  "
