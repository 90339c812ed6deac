"""The base of all commands: help with examples and arguments, and an exit status as result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

Function = Callable[..., int | None]
"""A command's function; it takes the parameters of the command line and returns an exit status."""

Decorator = Callable[[Function], Function]


class Command(click.Command):
    """A command whose help ends with examples."""

    examples: tuple[str, ...] = ()

    def get_help_option_names(self, ctx: click.Context) -> list[str]:
        """Return the names of the option that shows the help."""
        del ctx
        return ["-h", "--help"]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, each on its own line, as it is typed."""
        del ctx
        with formatter.section("Examples"):
            formatter.write("".join(f"  {example}\n" for example in self.examples))


class Argument(click.Argument):
    """An argument with a help text, whatever the version of click."""

    def __init__(self, param_decls: Sequence[str], **attrs: Any) -> None:  # noqa: ANN401 - click's
        self.words: str = attrs.pop("help")
        super().__init__(param_decls, **attrs)
        self.help = self.words  # newer versions of click show it

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Return the argument's line of the help."""
        return self.make_metavar(ctx), self.words


def command(*examples: str) -> Callable[[Function], Command]:
    """Make a command of a function: its name, its docstring as help, and examples."""

    def made(function: Function) -> Command:
        name = function.__name__.strip("_").replace("_", "-")
        found = click.command(name, cls=Command)(function)
        found.examples = examples
        return found

    return made


def argument(name: str, **attrs: Any) -> Decorator:  # noqa: ANN401 - click's
    """Declare a positional parameter, with click's attributes and a `help`."""
    return click.argument(name, cls=Argument, **attrs)
