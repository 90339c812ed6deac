"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from ionflux.errors import UsageError, WorkError


@contextmanager
def replacing(path: Path) -> Iterator[IO[str]]:
    """Open a file that takes the place of `path` when the block ends well; else nothing changes.

    What is no regular file (a pipe, `/dev/stdout`) is written as it is. A folder that does not
    exist is a UsageError, a full disk or a missing permission a WorkError.
    """
    try:
        if path.exists() and not path.is_file():
            if path.is_dir():
                raise UsageError(f"{path}: is a directory")
            with path.open("w", encoding="utf-8", newline="") as special:
                yield special
            return
        yield from _replaced(path.resolve())
    except BrokenPipeError:
        raise
    except FileNotFoundError:
        raise UsageError(f"{path}: there is no folder {path.parent}") from None
    except OSError as error:
        raise WorkError(f"{path}: cannot be written: {error.strerror or error}") from None


def _replaced(target: Path) -> Iterator[IO[str]]:
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(
        prefix=f".{target.name[:60]}.", suffix=".part", dir=target.parent
    )
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)  # noqa: PTH101 - a name, not a Path
        os.replace(name, target)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
