"""The output of commands: reports and data on standard output, messages on standard error."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import typer

from ionflux.core.errors import WorkError
from ionflux.core.terminal import printable

if TYPE_CHECKING:
    from ionflux.core.findings import AgentSection, Diagnostic
    from ionflux.output.report import Report

_IN_MEMORY = 1_000_000


def colored(stream: IO[str]) -> bool:
    """Tell whether to use colours on a stream.

    NO_COLOR forbids and FORCE_COLOR requires them on any stream, if they are not empty; without
    either, they are used on a terminal.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width_of(stream: IO[str]) -> int:
    """Return the width of a stream: that of a terminal, else that of reports."""
    from ionflux.output.report import WIDTH

    return shutil.get_terminal_size().columns if stream.isatty() else WIDTH


def fitted() -> int | None:
    """Return the width of standard output: of a terminal, else from COLUMNS, if it is set.

    None means that the output is not for people.
    """
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit():
        return shutil.get_terminal_size().columns
    return None


def given_on_stdin(paths: Sequence[str], name: str) -> tuple[list[str], Mapping[str, bytes]]:
    """Return the paths without `-`, and with one the contents of standard input by its name."""
    others = [path for path in paths if path != "-"]
    return others, {name: sys.stdin.buffer.read()} if len(others) < len(paths) else {}


def show_findings(
    findings: Iterable[Diagnostic],
    lines: Callable[[str], Sequence[str]] | None = None,
    agents: Sequence[AgentSection] = (),
) -> None:
    """Write findings to standard error, by agent, each with its source line."""
    found = tuple(findings)
    if not found:
        return
    from ionflux.output.report import Report, lines_on_disk

    report = Report(
        found,
        agents=agents,
        lines=lines or lines_on_disk(),
        color=colored(sys.stderr),
        width=width_of(sys.stderr),
    )
    say_report(report)


def say_report(report: Report) -> None:
    """Write a report as text to standard error."""
    from ionflux.output.reporters import reporter

    typer.echo("".join(reporter("text")(report)), err=True, nl=False)


def say(*lines: str) -> None:
    """Write lines to standard error, with all control characters in them escaped."""
    for line in lines:
        typer.echo(printable(line), err=True)


def write_out(
    pieces: Iterable[str] | Iterable[bytes], path: Path | None = None, *, quiet: bool = True
) -> None:
    """Write a text (or its bytes) to a file or to standard output, all of it or nothing.

    Unless `quiet`, a file that was written is named on standard error. If an exception is raised
    while the pieces are made, the file is left as it was, and nothing is written to standard
    output.
    """
    from ionflux.documents.atomic import replacing

    if path is not None:
        with replacing(path) as file:
            file.buffer.writelines(map(_as_bytes, pieces))
        if not quiet:
            say(f"{path} written")
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spool:
        for piece in map(_as_bytes, pieces):
            with _naming_the_folder():
                spool.write(piece)
        with _naming_the_folder():
            spool.seek(0)
        sys.stdout.flush()
        _copy(spool)


@contextmanager
def _naming_the_folder() -> Iterator[None]:
    """Name the folder of temporary files in errors, since it is not on the command line."""
    try:
        yield
    except OSError as error:
        folder = tempfile.gettempdir()
        raise WorkError(f"{folder}: cannot be written: {error.strerror or error}") from None


def _as_bytes(piece: str | bytes) -> bytes:
    return piece if isinstance(piece, bytes) else piece.encode()


def _copy(spool: IO[bytes]) -> None:
    """Copy to standard output as UTF-8, whatever the locale."""
    shutil.copyfileobj(spool, sys.stdout.buffer, _IN_MEMORY)
    sys.stdout.buffer.flush()
