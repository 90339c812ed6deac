"""Files that lie beside a document and belong to it; nothing outside its folder is reached."""

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
"""Endings of one kind of file, and the one that stands for both in comparisons."""


File = tuple[str, bytes]
"""A file's path, as findings name it, and its contents."""


class SiblingFiles(Protocol):
    """A way to read the files beside a document."""

    def read(self, relative: str) -> File | None:
        """Return a file's path as findings name it and its bytes, or None where there is none.

        Where there is no file of exactly that path, but one whose path differs in case or in
        `.yml` for `.yaml` alone, it is that one: `is_exact` tells.
        """


def is_exact(path: str, relative: str) -> bool:
    """Tell whether a file that was read is the one that was asked for."""
    return Path(path).as_posix().endswith(PurePosixPath(relative.lstrip("/")).as_posix())


class NoSiblingFiles:
    """A document that lies nowhere: text from a pipe, or handed over."""

    def read(self, relative: str) -> File | None:
        """Return None."""
        del relative
        return None


class FolderSiblingFiles(NamedTuple):
    """The files in a document's own folder."""

    folder: str

    def read(self, relative: str) -> File | None:
        """Read a file below the folder; paths and links that lead out of it find nothing."""
        try:
            path = self._found(relative)
            if path is None or not Path(path).resolve().is_relative_to(Path(self.folder).resolve()):
                return None
            with open(path, "rb") as file:
                return path, read_bounded(file)
        except (OSError, ValueError, RuntimeError):  # no name of a file, or links in a circle
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
    """The files beside a document that is held in memory with them.

    `start` is what the names of the files in the document's folder begin with.
    """

    files: Mapping[str, bytes]
    alike: Mapping[str, str]
    start: str

    def read(self, relative: str) -> File | None:
        """Return a file below the folder; paths that lead out of it find nothing."""
        path = f"{self.start}{relative.lstrip('/')}"
        found = path if path in self.files else self.alike.get(alike_path(path))
        return None if found is None else (found, self.files[found])


def alike_path(path: str) -> str:
    """Return what paths have in common that differ in case or in `.yml` for `.yaml` alone."""
    return "/".join(map(_alike, path.split("/")))


class _Names(NamedTuple):
    """The names in a folder, as they are, and by what similar ones have in common."""

    spelled: frozenset[str]
    alike: Mapping[str, str]


def _alike(name: str) -> str:
    """Return what names have in common that differ in case, accents' encoding or ending alone."""
    stem, dot, ending = unicodedata.normalize("NFC", name.casefold()).rpartition(".")
    return f"{stem}{dot}{_SAME_ENDING.get(ending, ending)}"


def _names(folder: str) -> _Names:
    """Return the names in a folder; many documents lie in one, which is then listed once."""
    changed = os.stat(folder).st_mtime_ns
    return _remembered(folder, changed) if is_settled(changed) else _listed(folder)


def _listed(folder: str) -> _Names:
    names = sorted(os.listdir(folder), reverse=True)
    return _Names(frozenset(names), {_alike(name): name for name in names})


@lru_cache(maxsize=32)
def _remembered(folder: str, _changed: int) -> _Names:
    return _listed(folder)
