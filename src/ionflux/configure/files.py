"""The instance files on a command line: files, folders, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ionflux.configure.instance import TOP, stamped
from ionflux.core.errors import UsageError
from ionflux.core.findings import Diagnostic, Finding
from ionflux.documents.missing import meant
from ionflux.documents.source import SourceFile, from_bytes, read

_ENDINGS = {".yaml", ".yml"}
STDIN = "<stdin>"

_Miss = Callable[[OSError], None]


class Files(NamedTuple):
    """The files that could be read, and findings about the others."""

    files: tuple[SourceFile, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_files(paths: Iterable[str]) -> Files:
    """Read the files in the order given, those of a folder by path; `-` is standard input.

    Raises UsageError if a path does not exist or a folder has no `.yaml` file.
    """
    files: list[SourceFile] = []
    unread: list[Diagnostic] = []

    def miss(error: OSError) -> None:
        fault = Finding(f"cannot be read: {error.strerror}", TOP, code="IFX001")
        unread.extend(stamped((fault,), error.filename))

    for path in dict.fromkeys(found for named in paths for found in _expanded(named, miss)):
        found = from_bytes(sys.stdin.buffer.read(), STDIN) if path == "-" else read(path)
        if isinstance(found, SourceFile):
            files.append(found)
        else:
            unread += stamped((found,), STDIN if path == "-" else path)
    return Files(tuple(files), tuple(unread))


def _expanded(named: str, miss: _Miss) -> Iterator[str]:
    # Unlike those of Path, these functions accept any name and any folder.
    if named == "-" or not os.path.isdir(named):
        if named != "-" and not os.path.exists(named):
            raise UsageError(f"no such file or folder: `{named}`{meant(named)}")
        yield named
        return
    missed: list[OSError] = []
    files = sorted(_instance_files(named, missed.append))
    if not files and not missed:
        raise UsageError(f"{named} has no instance file (*.yaml)")
    for error in missed:
        miss(error)
    yield from map(str, files)


def _instance_files(folder: str, miss: _Miss) -> Iterator[Path]:
    for top, folders, names in os.walk(folder, onerror=miss):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(top, name) for name in names if not name.startswith(".")):
            if path.suffix in _ENDINGS and _may_be_read(path):
                yield path


def _may_be_read(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # reading it reports the reason
        return True
