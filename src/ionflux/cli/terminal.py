"""What commands do with the terminal and the standard streams."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from ionflux.core.errors import WorkError
from ionflux.core.terminal import printable

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

    from ionflux.core.findings import Diagnostic

_IN_MEMORY = 1_000_000


def colored(stream: IO[str]) -> bool:
    """Tell whether to colour what goes to a stream: a terminal, unless NO_COLOR is set."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain


def given_on_stdin(paths: Sequence[str], name: str) -> tuple[list[str], Mapping[str, bytes]]:
    """Return the paths without `-`, and what standard input holds where it is among them."""
    others = [path for path in paths if path != "-"]
    return others, {name: sys.stdin.buffer.read()} if len(others) < len(paths) else {}


def show_findings(
    findings: Iterable[Diagnostic], lines: Callable[[str], Sequence[str]] | None = None
) -> None:
    """Write findings to standard error, with the source lines that they are about."""
    found = tuple(findings)
    if not found:
        return
    from ionflux.output.report import Report, lines_on_disk
    from ionflux.output.reporters import reporter

    report = Report(found, lines=lines or lines_on_disk(), color=colored(sys.stderr))
    for piece in reporter("text")(report):
        click.echo(piece, err=True, nl=False)


def say(*lines: str) -> None:
    """Write lines to standard error; whatever they quote, each stays one line."""
    for line in lines:
        click.echo(printable(line), err=True)


def write_out(pieces: Iterable[str], path: Path | None = None) -> None:
    """Write a whole text to a file or to standard output: all of it, or nothing.

    Where making the pieces fails, the file stays as it was, and standard output empty.
    """
    from ionflux.documents.atomic import replacing

    if path is not None:
        with replacing(path) as file:
            file.writelines(pieces)
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="") as spool:
        for piece in pieces:
            with _telling_the_folder():
                spool.write(piece)
        with _telling_the_folder():
            spool.seek(0)
        sys.stdout.flush()
        _copy(spool)


@contextmanager
def _telling_the_folder() -> Iterator[None]:
    """Say which disk is full: nobody has named the folder of temporary files."""
    try:
        yield
    except OSError as error:
        folder = tempfile.gettempdir()
        raise WorkError(f"{folder}: cannot be written: {error.strerror or error}") from None


def _copy(spool: IO[str]) -> None:
    """Copy to standard output as UTF-8, whatever the locale says."""
    for piece in iter(lambda: spool.read(_IN_MEMORY), ""):
        sys.stdout.buffer.write(piece.encode())
    sys.stdout.buffer.flush()


class _Forgiving(io.FileIO):
    """A standard stream whose reader may leave early: what it does not want is dropped.

    What else goes wrong is raised once; what then is left in the buffers is dropped too, or
    Python would complain of it when it ends.
    """

    title = "standard output"
    _failed = False

    def write(self, data: ReadableBuffer) -> int:
        if self._failed:
            return memoryview(data).nbytes
        try:
            return super().write(data) or 0
        except BrokenPipeError:
            return memoryview(data).nbytes
        except OSError as error:
            self._failed = True
            raise WorkError(f"{self.title} cannot be written: {error.strerror}") from None


class _Closed(io.RawIOBase):
    """A standard stream that was closed before the program began (`>&-`)."""

    def __init__(self, why: str | None) -> None:
        super().__init__()
        self.why = why

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def readinto(self, _: WriteableBuffer) -> int:
        return 0

    def write(self, data: ReadableBuffer) -> int:
        why, self.why = self.why, None  # said once, as with any other stream
        if why:
            raise WorkError(why)
        return memoryview(data).nbytes


def forgive_early_readers() -> None:
    """Make `| head` no error, for whatever is written and however.

    Streams that are closed get a stand-in: there is nothing to read, and nowhere to write to.
    """
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(_Closed(None)), encoding="utf-8")
    sys.stdout = _forgiving(sys.stdout, "standard output", "standard output is closed")
    # Nobody can be told that they cannot be told anything.
    sys.stderr = _forgiving(sys.stderr, "standard error", None)


def _forgiving(stream: IO[str] | None, title: str, closed: str | None) -> io.TextIOWrapper:
    raw: io.RawIOBase = _Closed(closed)
    if stream is not None:
        stream.flush()
        raw = _Forgiving(stream.fileno(), "wb", closefd=False)
        raw.title = title
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding="utf-8",
        errors="backslashreplace",
        newline="",
        line_buffering=raw.isatty() or title == "standard error",
    )
