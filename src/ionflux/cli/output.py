"""Where a command's document goes: a file that is whole or untouched, or standard output."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from ionflux.errors import WorkError


def deliver(pieces: Iterable[str], file: Path | None = None) -> None:
    """Write the pieces as UTF-8 to the file, or to standard output; raise WorkError if full.

    A file is replaced only when everything is written. What is no Unicode text (a path that is
    no UTF-8) is written with escapes.
    """
    try:
        if file is None:
            _standard_output(pieces)
        else:
            _replace(file, pieces)
    except BrokenPipeError:
        raise
    except OSError as error:
        name = file if file is not None else "standard output"
        raise WorkError(f"{name}: cannot be written: {error.strerror or error}") from error


def _standard_output(pieces: Iterable[str]) -> None:
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(_encoded(piece))
    sys.stdout.buffer.flush()


def _replace(file: Path, pieces: Iterable[str]) -> None:
    if file.exists() and not file.is_file():  # a pipe or a device is written to, not replaced
        with file.open("wb") as device:
            _write(device, pieces)
        return
    target = file.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            _write(stream, pieces)
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _write(stream: IO[bytes], pieces: Iterable[str]) -> None:
    for piece in pieces:
        stream.write(_encoded(piece))


def _encoded(piece: str) -> bytes:
    return piece.encode("utf-8", "backslashreplace")


def _mode(target: Path) -> int:
    """Return the permissions that the file has, or that a new one would have."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def wants_color(stream: IO[str]) -> bool:
    """Return whether to colour what goes to the stream: on terminals, unless `NO_COLOR` is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
