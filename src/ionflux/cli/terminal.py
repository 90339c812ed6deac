"""What commands do with the terminal and the standard streams."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from ionflux.diagnostics import Diagnostic

_IN_MEMORY = 1_000_000


def colored(stream: IO[str]) -> bool:
    """Tell whether to colour what goes to a stream (spec section 6)."""
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
    from ionflux.reporters import Report, lines_on_disk, reporter

    shown = Report(found, lines=lines or lines_on_disk(), color=colored(sys.stderr))
    for piece in reporter("text")(shown):
        typer.echo(piece, err=True, nl=False)


def write_out(pieces: Iterable[str], path: Path | None = None) -> None:
    """Write a whole text to a file or to standard output: all of it, or nothing.

    Where making the pieces fails, the file stays as it was, and standard output empty.
    """
    from ionflux.atomic import replacing

    if path is not None:
        with replacing(path) as file:
            file.writelines(pieces)
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="") as spool:
        spool.writelines(pieces)
        spool.seek(0)
        sys.stdout.flush()
        _copy(spool)


def _copy(spool: IO[str]) -> None:
    """Copy to standard output as UTF-8, whatever the locale says."""
    from ionflux.errors import WorkError

    try:
        for piece in iter(lambda: spool.read(_IN_MEMORY), ""):
            sys.stdout.buffer.write(piece.encode())
        sys.stdout.buffer.flush()
    except OSError as error:
        raise WorkError(f"standard output cannot be written: {error.strerror}") from None


class _Forgiving(io.FileIO):
    """A standard stream whose reader may leave early: what it does not want is dropped."""

    def write(self, data: Any) -> int:  # noqa: ANN401 - any buffer
        try:
            return super().write(data) or 0
        except BrokenPipeError:
            return len(data)


def forgive_early_readers() -> None:
    """Make `| head` no error (spec section 6), for whatever is written and however."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        stream.flush()
        raw = _Forgiving(stream.fileno(), "wb", closefd=False)
        text = io.TextIOWrapper(
            io.BufferedWriter(raw),
            encoding="utf-8",
            errors="backslashreplace",
            newline="",
            line_buffering=stream.isatty() or name == "stderr",
        )
        setattr(sys, name, text)
