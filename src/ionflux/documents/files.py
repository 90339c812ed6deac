"""Where documents and the files beside them come from: the disk, or memory."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from ionflux.core.findings import Finding, Span
from ionflux.documents import source
from ionflux.documents.siblings import (
    FolderSiblingFiles,
    HeldSiblingFiles,
    NoSiblingFiles,
    SiblingFiles,
    alike_path,
)
from ionflux.documents.stamps import stamp

_MISSING = Finding("cannot be read: there is no such file", Span(1, 1, 1, 1), code="IFX001")


class Files(Protocol):
    """Documents by their paths."""

    def contents(self, path: str) -> bytes | Finding:
        """Return a document's bytes, or why it cannot be read (IFX001)."""

    def stamp(self, path: str) -> bytes | None:
        """Return what changes when a document does; None if only its contents tell."""

    def siblings(self, path: str) -> SiblingFiles:
        """Return the files beside a document."""


class Disk:
    """The files of this machine."""

    def contents(self, path: str) -> bytes | Finding:
        """Return a file's bytes, or why it cannot be read."""
        return source.contents(path)

    def stamp(self, path: str) -> bytes | None:
        """Return the stamp of a file, unless it has just changed."""
        return stamp(path)

    def siblings(self, path: str) -> SiblingFiles:
        """Return the files in the folder of a document."""
        return _beside(os.path.dirname(path))


@lru_cache(maxsize=32)
def _beside(folder: str) -> FolderSiblingFiles:
    return FolderSiblingFiles(str(Path(folder)))


class Given:
    """Documents in memory, such as standard input, before other files; they have no siblings."""

    def __init__(self, documents: Mapping[str, bytes], others: Files) -> None:
        self.documents = documents
        self.others = others

    def contents(self, path: str) -> bytes | Finding:
        """Return a document from memory, else from the other files."""
        found = self.documents.get(path)
        return self.others.contents(path) if found is None else found

    def stamp(self, path: str) -> bytes | None:
        """Return the stamp of one of the other files."""
        return None if path in self.documents else self.others.stamp(path)

    def siblings(self, path: str) -> SiblingFiles:
        """Return no siblings for a document in memory."""
        return NoSiblingFiles() if path in self.documents else self.others.siblings(path)


class Held:
    """A tree of files in memory: documents, and others that may be read beside them.

    All paths begin with `start`, which the path in the tree follows.
    """

    def __init__(self, files: Mapping[str, bytes], start: str = "") -> None:
        self.files = files
        self.start = start
        self.alike = {alike_path(path): path for path in sorted(files, reverse=True)}

    def contents(self, path: str) -> bytes | Finding:
        """Return a file's bytes, or a finding that it does not exist."""
        return self.files.get(path, _MISSING)

    def stamp(self, path: str) -> None:
        """Return None: a document in memory has only its contents."""

    def siblings(self, path: str) -> SiblingFiles:
        """Return the files in the folder of a document."""
        folder = posixpath.dirname(path.removeprefix(self.start))
        return HeldSiblingFiles(
            self.files, self.alike, f"{self.start}{folder}/" if folder else self.start
        )
