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
    typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes that compile."),
]
StdinFilename = Annotated[
    str,
    typer.Option("--stdin-filename", metavar="NAME", help="What findings call standard input."),
]
