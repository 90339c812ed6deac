"""The program, run in this process: arguments in, status and streams out."""

from __future__ import annotations

import sys
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple
from unittest.mock import patch

from ionflux.cli import main


class Done(NamedTuple):
    """What a run came to."""

    returncode: int
    stdout: str
    stderr: str


def ionflux(*arguments: str, folder: Path | None = None, given: str = "") -> Done:
    """Run `ionflux` with these arguments and this standard input; no terminal is there."""
    with (
        TemporaryFile("w+", encoding="utf-8") as given_in,
        TemporaryFile("w+", encoding="utf-8", newline="") as out,
        TemporaryFile("w+", encoding="utf-8", newline="") as err,
    ):
        given_in.write(given)
        given_in.seek(0)
        argv = ["ionflux", *arguments]
        with (
            chdir(folder or Path.cwd()),
            patch.multiple(sys, argv=argv, stdin=given_in, stdout=out, stderr=err),
        ):
            status = _status()
        out.seek(0)
        err.seek(0)
        return Done(status, out.read(), err.read())


def _status() -> int:
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0
