"""Files that belong to a document, in its folder; nothing outside of the folder is read."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Protocol

from ionflux.documents.source import read_bounded
from ionflux.documents.stamps import is_settled

_SAME_ENDING = {"yml": "yaml"}
"""Endings of the same kind of file, each with the one that comparisons use."""


File = tuple[str, bytes]
"""A file's path, as shown in findings, and its contents."""


class SiblingFiles(Protocol):
    """A way to read the files beside a document."""

    def read(self, relative: str) -> File | None:
        """Return a file's path, as shown in findings, and its bytes; None if it does not exist.

        A file whose path differs only in case, or in `.yml` for `.yaml`, is returned if there is
        none of exactly that path: `is_exact` tells.
        """


def is_exact(path: str, relative: str) -> bool:
    """Tell whether a file that was read is the one that was asked for."""
    return Path(path).as_posix().endswith(PurePosixPath(relative.lstrip("/")).as_posix())


class NoSiblingFiles:
    """A document without a folder, such as text from a pipe."""

    def read(self, relative: str) -> File | None:
        """Return None."""
        del relative
        return None


class FolderSiblingFiles(NamedTuple):
    """The files in a document's own folder."""

    folder: str

    def read(self, relative: str) -> File | None:
        """Read a file below the folder; paths and links that lead out of it are not followed."""
        try:
            path = self._found(relative)
            if path is None or not Path(path).resolve().is_relative_to(Path(self.folder).resolve()):
                return None
            with open(path, "rb") as file:
                return path, read_bounded(file)
        except (OSError, ValueError, RuntimeError):  # not a valid file name, or a loop of links
            return None

    def _found(self, relative: str) -> str | None:
        """Return the file with the names that its folders list: some systems ignore case."""
        path = self.folder
        for part in relative.split("/"):
            if part in ("", "."):
                continue
            names = _names(path)
            name = part if part in names.spelled else names.alike.get(_alike(part))
            if name is None:
                return None
            path = name if path == os.curdir else os.path.join(path, name)
        return path if os.path.isfile(path) else None


class HeldSiblingFiles(NamedTuple):
    """The files beside a document, both in memory.

    `start` is what the names of the files in the document's folder begin with.
    """

    files: Mapping[str, bytes]
    alike: Mapping[str, str]
    start: str

    def read(self, relative: str) -> File | None:
        """Return a file below the folder; None for a path that leads out of it."""
        path = f"{self.start}{relative.lstrip('/')}"
        found = path if path in self.files else self.alike.get(alike_path(path))
        return None if found is None else (found, self.files[found])


def alike_path(path: str) -> str:
    """Return a key shared by paths that differ only in case, or in `.yml` for `.yaml`."""
    return "/".join(map(_alike, path.split("/")))


class _Names(NamedTuple):
    """The names in a folder, exactly, and by the key that similar names share."""

    spelled: frozenset[str]
    alike: Mapping[str, str]


def _alike(name: str) -> str:
    """Return a key shared by names that differ only in case, encoding of accents, or ending."""
    stem, dot, ending = unicodedata.normalize("NFC", name.casefold()).rpartition(".")
    return f"{stem}{dot}{_SAME_ENDING.get(ending, ending)}"


def _names(folder: str) -> _Names:
    """Return the names in a folder; a folder with many documents is listed only once."""
    changed = os.stat(folder).st_mtime_ns
    return _remembered(folder, changed) if is_settled(changed) else _listed(folder)


def _listed(folder: str) -> _Names:
    names = sorted(os.listdir(folder), reverse=True)
    return _Names(frozenset(names), {_alike(name): name for name in names})


@lru_cache(maxsize=32)
def _remembered(folder: str, _changed: int) -> _Names:
    return _listed(folder)
