"""Options that several commands share, each declared once, and the types of their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ionflux.cli import completion
from ionflux.core.errors import UsageError
from ionflux.core.installed import isolate
from ionflux.core.patterns import regex

if TYPE_CHECKING:
    from ionflux.compiler.context import CompileOptions
    from ionflux.compiler.verdict import Check
    from ionflux.core.findings import Severity
    from ionflux.core.settings import DocumentSettings, Settings

SOURCE = (
    "A document, a folder, JSON or JSONL of `import`, a database URL, REV:PATH of the git "
    "repository, or `-`."
)

_PORTS = 65_535
_BASE_URL = regex(r"https?://[^\s?#<>\"{}|\\^`]+", re.IGNORECASE)


def filled(value: str) -> str:
    """Return the value; reject an empty one, which usually comes from an unset variable."""
    if not value:
        raise typer.BadParameter("the value is empty")
    return value


def path(value: str) -> Path:
    """Return the value as a path; reject an empty one."""
    return Path(filled(value))


def positive(value: str) -> int:
    """Return the value as a number; reject all but whole ones from 1."""
    if not value.isascii() or not value.isdigit() or not int(value):
        raise typer.BadParameter(f"`{value}` is not a whole number above 0")
    return int(value)


def port(value: str) -> int:
    """Return the value as the number of a port; refuse what cannot be one."""
    number = positive(value)
    if number > _PORTS:
        raise typer.BadParameter(f"`{value}` is not a port: the highest is {_PORTS}")
    return number


def base_url(value: str) -> str:
    """Return an absolute http(s) URL without a slash at its end; refuse anything else."""
    if not (_BASE_URL.fullmatch(filled(value)) and value.isprintable() and _has_host(value)):
        raise typer.BadParameter(
            f"`{value}` is not a base URL: write an absolute http or https URL without a query,"
            " such as `https://agents.example.com`"
        )
    return value.rstrip("/")


def _has_host(url: str) -> bool:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:  # an impossible port or IPv6 address
        return False


def one_of(*names: str) -> Callable[[str], str]:
    """Return a function that returns a value, and rejects all but these."""

    def chosen(value: str) -> str:
        if value not in names:
            from ionflux.core.words import did_you_mean

            raise typer.BadParameter(f"`{value}` is unknown{did_you_mean(value, names)}")
        return value

    return chosen


Source = Annotated[str, typer.Argument(parser=filled, metavar="SOURCE", help=SOURCE)]
Agents = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="AGENT…",
        autocompletion=completion.agents,
        help="Agents, by id or name; without any, all.",
    ),
]
Paths = Annotated[
    list[str] | None,
    typer.Argument(
        parser=filled,
        metavar="PATH…",
        help="Documents and folders; `-` is standard input. By default, `paths` of the"
        " configuration.",
    ),
]


def named(paths: Sequence[str] | None, settings: Settings, command: str) -> Sequence[str]:
    """Return the paths of a command line, else those of the configuration; there must be some."""
    found = paths or settings.default_paths()
    if not found:
        raise UsageError(f"`PATH` is missing; try `ionflux {command} --help`")
    return found


Tracked = Annotated[
    bool, typer.Option("--tracked", help="In folders, read only documents that git tracks.")
]
Strict = Annotated[
    bool | None, typer.Option("--strict/--no-strict", help="Whether warnings also fail.")
]
StdinFilename = Annotated[
    str,
    typer.Option(
        "--stdin-filename", metavar="NAME", help="The name of standard input in findings."
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        parser=path,
        metavar="FILE",
        help="Write to this file; its ending selects the format.",
    ),
]
Report = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", parser=path, metavar="FILE", help="Write the report to this file."
    ),
]
Dialect = Annotated[
    str | None,
    typer.Option("--dialect", metavar="DIALECT", help="SQL dialect: postgres or sqlite."),
]
Ddl = Annotated[bool, typer.Option("--ddl", help="With SQL: also create the tables.")]
Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        parser=filled,
        metavar="URL",
        help="Load into sqlite:///FILE or postgresql://… instead of writing text.",
    ),
]
Checking = Annotated[
    bool,
    typer.Option(
        "--check", help="With --database: change nothing; exit 1 if there is anything to change."
    ),
]


Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="CODE",
        autocompletion=completion.codes,
        help="Only these codes or prefixes, such as IFX2; may be repeated.",
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="CODE",
        autocompletion=completion.codes,
        help="All but these codes or prefixes; may be repeated.",
    ),
]

FOR_PEOPLE = ("text", "concise")
"""Formats whose reports do not include the numbers of the run, which go to standard error."""

_COUNTING = (*FOR_PEOPLE, "json")


class Judging(NamedTuple):
    """Options that select findings, and which of them are shown and which fail the run."""

    severity: Annotated[
        str | None,
        typer.Option(
            "--severity",
            parser=one_of("error", "warning", "info"),
            autocompletion=lambda: ["error", "warning", "info"],
            metavar="error|warning|info",
            help="The lowest severity to show; by default, warning in formats for people, and info"
            " in others. Findings that fail the run are always shown.",
        ),
    ] = None
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Also count the findings of each code.")
    ] = False

    select: Select = None
    ignore: Ignore = None
    strict: Strict = None
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            parser=path,
            metavar="FILE",
            help="Do not report findings that are listed in this file.",
        ),
    ] = None
    write_baseline: Annotated[
        Path | None,
        typer.Option(
            "--write-baseline",
            parser=path,
            metavar="FILE",
            help="Write the findings to this file, to use it as a baseline.",
        ),
    ] = None

    def least(self, format_name: str) -> Severity:
        """Return the least severity that a report in a format shows."""
        from ionflux.core.findings import Severity
        from ionflux.output.reporters import shows

        if self.statistics and format_name not in _COUNTING:
            raise UsageError(f"--statistics works with the formats {', '.join(_COUNTING)}")
        return Severity(self.severity) if self.severity else shows(format_name)

    def check(self, documents: DocumentSettings) -> Check:
        """Return the selection; the settings provide what the command line does not."""
        from ionflux.compiler.verdict import Check

        return Check.of(
            documents,
            select=tuple(self.select or ()),
            ignore=tuple(self.ignore or ()),
            strict=self.strict,
            baseline=self.baseline,
            write_baseline=self.write_baseline,
        )


class Compiling(NamedTuple):
    """Options for compiling documents."""

    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            parser=positive,
            metavar="N",
            help="Number of processes; by default, as many as are useful.",
        ),
    ] = None
    cache_dir: Annotated[
        Path | None,
        typer.Option(
            "--cache-dir",
            parser=path,
            metavar="DIR",
            envvar="IONFLUX_CACHE_DIR",
            help="Folder of the cache; by default, the user's cache folder.",
        ),
    ] = None
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Do not use the cache.")] = False
    config: Annotated[
        Path | None,
        typer.Option(
            "--config", parser=path, metavar="FILE", help="Read the configuration from this file."
        ),
    ] = None
    isolated: Annotated[
        bool,
        typer.Option(
            "--isolated",
            help="Read no configuration file and load no plug-ins.",
        ),
    ] = False

    def options(self, *, quiet: bool = False) -> CompileOptions:
        """Return the options, with the settings that apply; unless quiet, with progress."""
        from ionflux.cli.progress import watched
        from ionflux.compiler.context import CompileOptions
        from ionflux.core.settings import DocumentSettings, load_settings

        isolate(asked=self.isolated)
        settings = load_settings(self.config, isolated=self.isolated)
        nearest = DocumentSettings(settings, nearest=not (self.isolated or self.config))
        watch = None if quiet else watched
        return CompileOptions(settings, self.jobs, self._cache_folder(), nearest, watch)

    def _cache_folder(self) -> Path | None:
        """Return the folder of the cache: the given one, else the user's; None for no cache."""
        if self.no_cache or self.cache_dir:
            return None if self.no_cache else self.cache_dir
        from ionflux.compiler.cache import users_folder

        return users_folder()
