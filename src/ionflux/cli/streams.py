"""Standard streams that survive a closed pipe, and that may be closed from the start."""

from __future__ import annotations

import io
import os
import sys
from typing import IO, TYPE_CHECKING

from ionflux.core.errors import WorkError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer


def wrap_standard_streams() -> None:
    """Replace the standard streams by ones that ignore a closed pipe, as in `| head`.

    A stream that was closed before the program began is also replaced: standard input is then
    empty, standard output raises WorkError, and standard error drops what is written to it.
    """
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(_Closed(None)), encoding="utf-8")
    sys.stdout = _wrapped(sys.stdout, "standard output", "standard output is closed")
    sys.stderr = _wrapped(sys.stderr, "standard error", None)


def own_output() -> io.BufferedWriter:
    """Return another stream to standard output, which may be closed."""
    try:
        output = os.dup(sys.stdout.fileno())
    except OSError:
        raise WorkError("standard output is closed") from None
    return io.BufferedWriter(_Pipe(output, "wb"))


def _wrapped(stream: IO[str] | None, title: str, closed: str | None) -> io.TextIOWrapper:
    raw: io.RawIOBase = _Closed(closed)
    if stream is not None:
        stream.flush()
        raw = _Pipe(stream.fileno(), "wb", closefd=False)
        raw.title = title
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding="utf-8",
        errors="backslashreplace",
        newline="",
        line_buffering=raw.isatty() or title == "standard error",
    )


class _Pipe(io.FileIO):
    """A stream whose reader may close it early: later output is dropped.

    Any other error is raised once. After it, the contents of buffers are also dropped, since
    Python would report the error again when it exits.
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
        why, self.why = self.why, None  # raised once, like for any other stream
        if why:
            raise WorkError(why)
        return memoryview(data).nbytes
