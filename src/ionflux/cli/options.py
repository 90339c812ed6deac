"""Options that several commands share, and the types of their values."""

from __future__ import annotations

from functools import wraps
from pathlib import Path

import click

from ionflux.cli import completion
from ionflux.cli.command import Function


def filled(value: str) -> str:
    """Return the value; refuse an empty one, which usually comes from an unset variable."""
    if not value:
        raise click.BadParameter("the value is empty")
    return value


def path(value: str) -> Path:
    """Return the value as a path; refuse an empty one."""
    return Path(filled(value))


class Flags:
    """Options that the program itself reads, whatever the command."""

    def __init__(self) -> None:
        self.debug = False


def _note_debug(context: click.Context, _: click.Parameter, value: bool) -> None:
    flags = context.find_object(Flags)
    if flags:
        flags.debug = value


debug = click.option(
    "--debug",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_note_debug,
    help="Show the traceback of an error.",
)
quiet = click.option("--quiet", "-q", is_flag=True, help="Only errors on standard error.")
unheeded_quiet = click.option(
    "--quiet", "-q", is_flag=True, expose_value=False, help="Only errors on standard error."
)
strict = click.option("--strict/--no-strict", default=None, help="Warnings fail too.")
stdin_filename = click.option(
    "--stdin-filename",
    default="<stdin>",
    metavar="NAME",
    help="Name of standard input in findings.",
)
output = click.option(
    "--output",
    "-o",
    type=path,
    metavar="FILE",
    help="Write to this file; its ending is the format.",
)
format_ = click.option(
    "--format", "-f", "format_", metavar="FORMAT", help="json (default), jsonl or sql."
)
dialect = click.option("--dialect", metavar="DIALECT", help="Of the SQL: postgres or sqlite.")
ddl = click.option("--ddl", is_flag=True, help="Write the tables before the seed.")
database = click.option(
    "--database",
    type=filled,
    metavar="URL",
    help="Load into sqlite:///FILE or postgresql://… instead of writing text.",
)
check = click.option(
    "--check", is_flag=True, help="With --database: change nothing, exit 1 if anything would."
)


select = click.option(
    "--select",
    multiple=True,
    metavar="CODE",
    shell_complete=completion.codes,
    help="Only these codes or prefixes, such as IFX2.",
)
ignore = click.option(
    "--ignore",
    multiple=True,
    metavar="CODE",
    shell_complete=completion.codes,
    help="Leave these codes or prefixes out.",
)
baseline = click.option(
    "--baseline",
    type=path,
    metavar="FILE",
    help="Leave out the findings that are listed in this file.",
)
write_baseline = click.option(
    "--write-baseline",
    type=path,
    metavar="FILE",
    help="List the findings in this file, as known ones.",
)


def compiling(function: Function) -> Function:
    """Add the options for compiling documents; the function gets them as one value, `how`."""

    @click.option(
        "--jobs",
        "-j",
        type=click.IntRange(min=1),
        metavar="N",
        help="Processes that compile; without it, as many as are useful.",
    )
    @click.option(
        "--cache-dir",
        type=path,
        metavar="DIR",
        envvar="IONFLUX_CACHE_DIR",
        help="Cache compiled documents here, not in the user's cache directory.",
    )
    @click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
    @click.option(
        "--config", type=path, metavar="FILE", help="Read the configuration from this file."
    )
    @click.option("--isolated", is_flag=True, help="Read no configuration file.")
    @wraps(function)
    def with_how(
        jobs: int | None,
        cache_dir: Path | None,
        no_cache: bool,
        config: Path | None,
        isolated: bool,
        **others: object,
    ) -> int | None:
        from ionflux.compiler.context import CompileOptions
        from ionflux.core.settings import load_settings

        settings = load_settings(config, isolated=isolated)
        how = CompileOptions(settings, jobs, _cache_folder(cache_dir, none=no_cache))
        return function(how=how, **others)

    return with_how


def _cache_folder(named: Path | None, *, none: bool) -> Path | None:
    """Return the folder of the cache: the given one, else the user's; None for no cache."""
    if none or named:
        return None if none else named
    from ionflux.compiler.cache import users_folder

    return users_folder()
