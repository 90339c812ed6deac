"""The program, run in this process: arguments in, status and streams out."""

from __future__ import annotations

import sys
from contextlib import chdir
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple
from unittest.mock import patch

from ionflux.cli import main


class Done(NamedTuple):
    """The result of a run."""

    returncode: int
    stdout: str
    stderr: str


def ionflux(*arguments: str, folder: Path | None = None, given: str | bytes = b"") -> Done:
    """Run `ionflux` with these arguments and this standard input; without a terminal."""
    with (
        TemporaryFile("w+b") as raw_in,
        TextIOWrapper(raw_in, encoding="utf-8") as given_in,
        TemporaryFile("w+", encoding="utf-8", newline="") as out,
        TemporaryFile("w+", encoding="utf-8", newline="") as err,
    ):
        raw_in.write(given.encode() if isinstance(given, str) else given)
        raw_in.seek(0)
        with (
            chdir(folder or Path.cwd()),
            patch.multiple(sys, stdin=given_in, stdout=out, stderr=err),
        ):
            status = main(arguments)
            sys.stdout.flush()
            sys.stderr.flush()
        out.seek(0)
        err.seek(0)
        return Done(status, out.read(), err.read())
