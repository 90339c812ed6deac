"""The command line of a command: its values as they were typed, their conversion, and its help."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperOption
from typing_extensions import override

Parser = Callable[[str], object]
"""Converts a value as it was typed; raises BadParameter if it is not valid."""

_Private = Any
"""A type of typer that has no public name."""


class ParsedCommand(TyperCommand):
    """A command that gets its values as typed, and whose help ends with examples."""

    @override
    def parse_args(self, ctx: _Private, args: list[str]) -> list[str]:
        """Parse the values of the command line.

        To convert values, typer imports pydantic, which takes as long as the rest of a short run;
        `converted` does not need it. Completion may be left to typer.
        """
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)
        args = [*_with_empty_values(args, self.get_params(ctx))]
        given, extra, _ = self.make_parser(ctx).parse_args(args=args)
        for each in sorted(self.get_params(ctx), key=lambda each: not each.is_eager):
            if not each.is_eager:
                ctx.params[each.name] = _value(each, ctx, given)
            elif each.name in given:
                each.handle_parse_result(ctx, given, extra)
        if extra:
            ctx.fail(f"there is no argument for `{extra[0]}`")
        return extra

    @override
    def collect_usage_pieces(self, ctx: _Private) -> list[str]:
        """Return the words of the usage line: arguments, the optional ones in brackets."""
        arguments = [each for each in self.params if isinstance(each, TyperArgument)]
        pieces = [each.metavar if each.required else f"[{each.metavar}]" for each in arguments]
        return [*filter(None, pieces), "[OPTIONS]"]

    @override
    def format_options(self, ctx: _Private, formatter: _Private) -> None:
        """Write the arguments and the options, each with its meaning."""
        arguments = [each for each in self.params if isinstance(each, TyperArgument)]
        if arguments:
            with formatter.section("Arguments"):
                formatter.write_dl([(each.metavar, each.help) for each in arguments])
        options = (each for each in self.get_params(ctx) if isinstance(each, TyperOption))
        with formatter.section("Options"):
            formatter.write_dl([*filter(None, (each.get_help_record(ctx) for each in options))])

    @override
    def format_epilog(self, ctx: _Private, formatter: _Private) -> None:
        """Write the examples, each on its own line, as typed."""
        with formatter.section("Examples"):
            formatter.write("".join(f"  {each}\n" for each in (self.epilog or "").splitlines()))


def _with_empty_values(args: Sequence[str], parameters: Sequence[_Private]) -> Iterator[str]:
    """Yield the words of a command line, with an empty value where an option needs none.

    Such an option has its metavar in brackets, `[OLD]`; typer knows no options of this kind.
    """
    optional = {
        name
        for each in parameters
        if isinstance(each, TyperOption) and (each.metavar or "").startswith("[")
        for name in each.opts
    }
    for number, word in enumerate(args):
        following = args[number + 1 : number + 2]
        lacks = not following or (following[0].startswith("-") and following[0] != "-")
        yield f"{word}=" if word in optional and lacks else word


def _value(parameter: _Private, context: _Private, given: Mapping[str, Any]) -> object:
    """Return the value that was typed, else the default; raise BadParameter without either."""
    value, _ = parameter.consume_value(context, given)
    if parameter.required and (value is None or value == ()):
        raise typer.BadParameter("", ctx=context, param=parameter)
    return value


def converted(
    context: typer.Context, given: Mapping[str, Any], parsers: Mapping[str, Parser]
) -> Iterator[tuple[str, Any]]:
    """Yield the values that have a parser, converted; raise BadParameter with the parameter."""
    parameters: Sequence[_Private] = context.command.params
    for each in parameters:
        parser, value = parsers.get(each.name), given.get(each.name)
        if parser is None or value is None or value == each.default:
            continue
        try:
            yield each.name, [*map(parser, value)] if isinstance(value, list) else parser(value)
        except typer.BadParameter as error:
            raise typer.BadParameter(error.message, ctx=context, param=each) from None
