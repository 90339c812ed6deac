"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TextIO

from ionflux.core.errors import UsageError, WorkError

_PREFIX = ".ionflux-"
_OPEN_FILES = "/proc/self/fd"


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Open a file that replaces `path` when the block succeeds; otherwise nothing changes.

    A path that is not a regular file (a pipe, `/dev/stdout`) is written to directly. Raises
    UsageError if the folder does not exist, and WorkError if the disk is full or a permission is
    missing.
    """
    try:
        if path.exists() and not path.is_file():
            if path.is_dir():
                raise UsageError(f"{path}: is a directory")
            with path.open("w", encoding="utf-8", newline="") as special:
                yield special
            return
        yield from _replacing(_end_of_links(path))
    except BrokenPipeError:
        raise
    except FileNotFoundError:
        raise UsageError(f"{path}: there is no folder {path.parent}") from None
    except OSError as error:
        raise WorkError(f"{path}: cannot be written: {error.strerror or error}") from None


@contextmanager
def creating(path: Path) -> Iterator[IO[str]]:
    """Open a new file that exists, complete, only if the block succeeds.

    Raises FileExistsError if the path exists, and OSError as opening a file does.
    """
    handle = _without_name(path.parent)
    if handle is None:
        with path.open("x", encoding="utf-8", newline="\n") as file, _removed_on_failure(path):
            yield file
            file.flush()
        return
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        yield file
        file.flush()
        os.fsync(handle)
        os.fchmod(handle, 0o666 & ~_umask())
        _link(handle, str(path))


@contextmanager
def _removed_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _end_of_links(path: Path) -> Path:
    target = Path(os.path.realpath(path))
    if target.is_symlink():  # a loop of links
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return target


def _replacing(target: Path) -> Iterator[TextIO]:
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, name = _created(target)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), mode)
            if name is None:
                name = _with_name(file.fileno(), target.parent)
        os.replace(name, target)
    except BaseException:
        if name is not None:
            with suppress(OSError):
                os.unlink(name)
        raise


def _created(target: Path) -> tuple[int, str | None]:
    """Create a temporary file beside the target, without a name if the system supports that.

    A file without a name leaves nothing behind, even if the process is killed.
    """
    handle = _without_name(target.parent)
    if handle is not None:
        return handle, None
    return tempfile.mkstemp(prefix=_PREFIX, suffix=".part", dir=target.parent)


def _without_name(folder: Path) -> int | None:
    """Create a file without a name in a folder; return None if the system cannot do that."""
    if hasattr(os, "O_TMPFILE") and os.path.isdir(_OPEN_FILES):
        with suppress(OSError):
            return os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o600)
    return None


def _with_name(handle: int, folder: Path) -> str:
    """Give a nameless file a name in the folder, and return it."""
    name = f"{folder}/{_PREFIX}{os.getpid()}-{os.urandom(4).hex()}.part"
    _link(handle, name)
    return name


def _link(handle: int, name: str) -> None:
    open_files = os.open(_OPEN_FILES, os.O_RDONLY)
    try:
        os.link(str(handle), name, src_dir_fd=open_files)
    finally:
        os.close(open_files)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
