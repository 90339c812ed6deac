"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only errors on standard error.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]
Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Read the configuration from this file."),
]
Isolated = Annotated[bool, typer.Option("--isolated", help="Read no configuration file.")]
Strict = Annotated[bool | None, typer.Option("--strict/--no-strict", help="Warnings fail too.")]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", min=1, metavar="N", help="Processes that compile; else what pays off."
    ),
]
CacheDir = Annotated[
    Path | None,
    typer.Option(
        "--cache-dir",
        metavar="DIR",
        envvar="IONFLUX_CACHE_DIR",
        help="Keep what was compiled here, not in the user's cache directory.",
    ),
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Compile everything; keep nothing for later runs.")
]
StdinFilename = Annotated[
    str,
    typer.Option("--stdin-filename", metavar="NAME", help="What findings call standard input."),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write here; its ending is a format."),
]
Format = Annotated[
    str | None, typer.Option("--format", metavar="FORMAT", help="json (default), jsonl or sql.")
]
Dialect = Annotated[
    str | None,
    typer.Option("--dialect", metavar="DIALECT", help="Of the SQL: postgres or sqlite."),
]
Ddl = Annotated[bool, typer.Option("--ddl", help="Put the tables in front of the seed.")]
Database = Annotated[
    str | None,
    typer.Option(
        "--database", metavar="URL", help="Load into sqlite:///FILE or postgresql://… instead."
    ),
]
Check = Annotated[
    bool,
    typer.Option("--check", help="With --database: change nothing, exit 1 if anything would."),
]
