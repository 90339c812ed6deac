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

from ionflux.errors import WorkError

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

    def write(self, data: Any) -> int:  # noqa: ANN401 - any buffer
        if self._failed:
            return len(data)
        try:
            return super().write(data) or 0
        except BrokenPipeError:
            return len(data)
        except OSError as error:
            self._failed = True
            raise WorkError(f"{self.title} cannot be written: {error.strerror}") from None


def forgive_early_readers() -> None:
    """Make `| head` no error (spec section 6), for whatever is written and however."""
    for name, title in (("stdout", "standard output"), ("stderr", "standard error")):
        stream = getattr(sys, name)
        stream.flush()
        raw = _Forgiving(stream.fileno(), "wb", closefd=False)
        raw.title = title
        text = io.TextIOWrapper(
            io.BufferedWriter(raw),
            encoding="utf-8",
            errors="backslashreplace",
            newline="",
            line_buffering=stream.isatty() or name == "stderr",
        )
        setattr(sys, name, text)
