"""The instance files that a command line names: files, folders, standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ionflux.configure.notes import Notes
from ionflux.diagnostics import Diagnostic
from ionflux.errors import UsageError
from ionflux.source import SourceFile, from_bytes, read

_ENDINGS = {".yaml", ".yml"}
STDIN = "<stdin>"


class Gathered(NamedTuple):
    """The files that could be read, and why others could not."""

    files: tuple[SourceFile, ...]
    diagnostics: tuple[Diagnostic, ...]


def gather(paths: Iterable[str]) -> Gathered:
    """Read the files in the order named, those of a folder by path; `-` is standard input.

    Raises UsageError where a path does not exist or a folder holds no `.yaml` file.
    """
    files, unread = [], Notes("")
    for path in dict.fromkeys(found for named in paths for found in _expanded(named)):
        found = from_bytes(sys.stdin.buffer.read(), STDIN) if path == "-" else read(path)
        if isinstance(found, SourceFile):
            files.append(found)
        else:
            unread.path = STDIN if path == "-" else path
            unread.take(found)
    return Gathered(tuple(files), tuple(unread.diagnostics))


def _expanded(named: str) -> Iterator[str]:
    place = Path(named)
    if named == "-" or place.is_file():
        yield named
    elif place.is_dir():
        files = sorted(path for path in place.rglob("*") if _is_instance_file(path, place))
        if not files:
            raise UsageError(f"{named} holds no instance file (*.yaml)")
        yield from map(str, files)
    elif place.exists():
        yield named
    else:
        raise UsageError(f"no such file or folder: `{named}`")


def _is_instance_file(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.suffix in _ENDINGS and not hidden and path.is_file()
