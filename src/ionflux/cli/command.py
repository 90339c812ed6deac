"""Commands: a function, its options as declared for typer, and examples for its help."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from typing import Annotated, NamedTuple, Protocol, TypeGuard, get_args, get_origin, get_type_hints

import typer

from ionflux.cli.parsing import ParsedCommand, Parser, converted

Function = Callable[..., int | None]
"""A command's function; it accepts the values of the command line and returns an exit status."""


class _Group(Protocol):
    """A named tuple of options."""

    _fields: tuple[str, ...]
    _field_defaults: Mapping[str, object]

    def __init__(self, **given: object) -> None: ...


class Flags:
    """Options that the program itself reads, for every command."""

    def __init__(self) -> None:
        self.debug = False


def _note_debug(context: typer.Context, value: bool) -> None:
    flags = context.find_object(Flags)
    if flags:
        flags.debug = value


Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Write only errors to standard error.")]
_Debug = Annotated[
    bool,
    typer.Option(
        "--debug", is_eager=True, callback=_note_debug, help="Show the traceback of an error."
    ),
]
_ON_EVERY_COMMAND = {"quiet": Quiet, "debug": _Debug}


class Command(NamedTuple):
    """A command of the program."""

    function: Function
    examples: tuple[str, ...]

    @property
    def name(self) -> str:
        """The function's name, as it is typed."""
        return self.function.__name__.strip("_").replace("_", "-")

    def add_to(self, program: typer.Typer) -> None:
        """Add it to a typer program."""
        program.command(self.name, cls=ParsedCommand, epilog="\n".join(self.examples))(
            self.function
        )


def command(*examples: str) -> Callable[[Function], Command]:
    """Turn a function into a command.

    A parameter whose type is a named tuple of options stands for all of them. `--quiet` and
    `--debug` are options of every command, whether or not its function has a parameter for them.
    """
    return lambda function: Command(_declared(function), examples)


def _declared(function: Function) -> Function:
    """Return the function for typer: with a parameter for each option.

    Its arguments are values as typed; it converts them with their parsers.
    """
    own = inspect.signature(function, eval_str=True).parameters
    groups = {name: each.annotation for name, each in own.items() if _is_group(each.annotation)}
    common = {name: each for name, each in _ON_EVERY_COMMAND.items() if name not in own}
    options = [*_parameters(own), *(_parameter(*item, default=False) for item in common.items())]
    parsers = dict(_parsers(options))

    @wraps(function)
    def with_options(context: typer.Context, **given: object) -> int | None:
        given |= dict(converted(context, given, parsers))
        for name in common:
            given.pop(name, None)
        for name, group in groups.items():
            given[name] = group(**{option: given.pop(option) for option in group._fields})
        return function(**given)

    # This is where `inspect.signature` looks, and with it typer.
    vars(with_options)["__signature__"] = inspect.Signature(
        [_parameter("context", typer.Context, default=inspect.Parameter.empty)]
        + [each.replace(annotation=_typed(each.annotation)) for each in options]
    )
    return with_options


def _is_group(annotation: object) -> TypeGuard[type[_Group]]:
    return isinstance(annotation, type) and hasattr(annotation, "_fields")


def _parameters(own: Mapping[str, inspect.Parameter]) -> Iterator[inspect.Parameter]:
    for name, each in own.items():
        if _is_group(each.annotation):
            yield from _options_of(each.annotation)
        else:
            yield _parameter(name, each.annotation, default=each.default)


def _options_of(group: type[_Group]) -> Iterator[inspect.Parameter]:
    for name, annotation in get_type_hints(group, include_extras=True).items():
        yield _parameter(name, annotation, default=group._field_defaults[name])


def _parameter(name: str, annotation: object, *, default: object) -> inspect.Parameter:
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, annotation=annotation, default=default)


def _parsers(options: Sequence[inspect.Parameter]) -> Iterator[tuple[str, Parser]]:
    for each in options:
        _, declared = get_args(each.annotation)
        if declared.parser:
            yield each.name, declared.parser


def _typed(annotation: object) -> object:
    """Return the annotation of a value with a parser as that of the typed text."""
    base, declared = get_args(annotation)
    if not declared.parser:
        return annotation
    is_list = any(get_origin(each) is list for each in (base, *get_args(base)))
    return Annotated[list[str] | None if is_list else str | None, declared]
