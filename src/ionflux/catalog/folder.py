"""The folder of a catalogue: only files that the catalogue created are overwritten or removed."""

from __future__ import annotations

import json
import os
import posixpath
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ionflux.core.errors import UsageError, WorkError
from ionflux.documents.folders import create_folder

LIST = ".ionflux-catalog.json"
"""The file that lists the catalogue's own files, which it may replace and remove."""


class Written(NamedTuple):
    """How many files were written, left unchanged, and removed."""

    written: int
    unchanged: int
    removed: int


class Folder:
    """The output folder of a catalogue; nothing outside of it is changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._made = frozenset(_listed(path))

    def prepare(self, names: Iterable[str]) -> None:
        """Create the folders of these files, and list them as files of the catalogue.

        Raises UsageError if there is a file that the catalogue did not create, or a link.
        """
        wanted = frozenset(names)
        folders = sorted({posixpath.dirname(name) for name in wanted})
        for folder in folders:
            self._refuse_link(folder)
        for name in sorted(wanted | {LIST}):
            self._refuse(name)
        for folder in folders:
            create_folder(self.path / folder)
        self._list(wanted | self._made)

    def write(self, name: str, text: str) -> bool:
        """Write a file, unless it already has that text; return whether it was written."""
        path, data = self.path / name, text.encode("utf-8", "replace")
        with _as_work(path):
            if path.is_file() and path.read_bytes() == data:
                return False
            handle, part = tempfile.mkstemp(prefix=".ionflux-", suffix=".part", dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                os.chmod(part, 0o644)
                os.replace(part, path)
            except BaseException:
                with suppress(OSError):
                    os.unlink(part)
                raise
        return True

    def finish(self, names: Iterable[str]) -> int:
        """Remove the files of earlier builds that are not among these; return how many."""
        kept = frozenset(names)
        stale = [name for name in sorted(self._made - kept) if self._is_ours(name)]
        for name in stale:
            with _as_work(self.path / name):
                (self.path / name).unlink()
        for folder in sorted({posixpath.dirname(name) for name in stale}, reverse=True):
            if folder:
                with suppress(OSError):  # it is not empty
                    (self.path / folder).rmdir()
        self._list(kept)
        self._made = kept
        return len(stale)

    def _is_ours(self, name: str) -> bool:
        return self._link_in(name) is None and (self.path / name).is_file()

    def _refuse(self, name: str) -> None:
        try:
            mode = os.lstat(os.path.join(self.path, name)).st_mode
        except OSError:  # there is none
            return
        if stat.S_ISLNK(mode):
            self._refuse_link(name)
        if name not in self._made and name != LIST:
            raise UsageError(
                f"{self.path / name}: was not created by the catalogue; choose another --out"
            )

    def _refuse_link(self, name: str) -> None:
        if link := self._link_in(name):
            raise UsageError(f"{link}: is a link, which the catalogue does not follow")

    def _link_in(self, name: str) -> Path | None:
        """Return the part of a file's path below the folder that is a link, if there is one."""
        parts = PurePosixPath(name).parts
        paths = [self.path.joinpath(*parts[:count]) for count in range(1, len(parts) + 1)]
        return next((path for path in paths if path.is_symlink()), None)

    def _list(self, names: Iterable[str]) -> None:
        self.write(LIST, json.dumps({"files": sorted(names)}, indent=1, ensure_ascii=False) + "\n")


def _listed(folder: Path) -> Iterator[str]:
    """Yield the files that an earlier build listed; names that lead elsewhere are ignored."""
    try:
        found = json.loads((folder / LIST).read_text("utf-8"))
        names = found["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return
    for name in names if isinstance(names, list) else ():
        if isinstance(name, str) and _is_below(name):
            yield name


def _is_below(name: str) -> bool:
    parts = name.split("/")
    return not any(part in {"", ".", ".."} or "\\" in part or "\0" in part for part in parts)


@contextmanager
def _as_work(path: Path) -> Iterator[None]:
    """Raise system errors as WorkError."""
    try:
        yield
    except OSError as error:
        raise WorkError(f"{path}: cannot be written: {error.strerror or error}") from None
