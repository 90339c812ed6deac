"""The commands as typer objects."""

from __future__ import annotations

from functools import cache

from typer.core import TyperGroup, TyperOption
from typer.main import get_group

from ionflux.cli.program import names, program

NAMES = names()


@cache
def group() -> TyperGroup:
    """Return the program with all of its commands."""
    return get_group(program())


def options_of(name: str) -> list[TyperOption]:
    """Return the options of a command."""
    return [item for item in group().commands[name].params if isinstance(item, TyperOption)]


def words_of(name: str) -> set[str]:
    """Return the words that a command accepts as options: `--strict`, `--no-strict`, `-o`."""
    return {word for item in options_of(name) for word in (*item.opts, *item.secondary_opts)}
