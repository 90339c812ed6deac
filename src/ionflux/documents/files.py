"""Sources of documents and of the files beside them: the disk, or memory."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
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

_MISSING = Finding("cannot be read: there is no such file", Span(1, 1, 1, 1), code="IFX001")


class Files(Protocol):
    """Documents by their paths."""

    def contents(self, path: str) -> bytes | Finding:
        """Return a document's bytes, or why it cannot be read (IFX001)."""

    def siblings(self, path: str) -> SiblingFiles:
        """Return the files beside a document."""


class Disk:
    """The files of this machine."""

    def contents(self, path: str) -> bytes | Finding:
        """Return a file's bytes, or why it cannot be read."""
        return source.contents(path)

    def siblings(self, path: str) -> SiblingFiles:
        """Return the files in the folder of a document."""
        return FolderSiblingFiles(str(Path(path).parent))


class Given:
    """Documents in memory, such as standard input, in front of other files; without siblings."""

    def __init__(self, documents: Mapping[str, bytes], others: Files) -> None:
        self.documents = documents
        self.others = others

    def contents(self, path: str) -> bytes | Finding:
        """Return a document in memory, or that of the other files."""
        found = self.documents.get(path)
        return self.others.contents(path) if found is None else found

    def siblings(self, path: str) -> SiblingFiles:
        """Return no siblings for a document in memory."""
        return NoSiblingFiles() if path in self.documents else self.others.siblings(path)


class Held:
    """A tree of files in memory: documents, and others that may be read beside them.

    All paths begin with `start`, which ends where the path in the tree begins.
    """

    def __init__(self, files: Mapping[str, bytes], start: str = "") -> None:
        self.files = files
        self.start = start
        self.alike = {alike_path(path): path for path in sorted(files, reverse=True)}

    def contents(self, path: str) -> bytes | Finding:
        """Return a file's bytes, or that there is none."""
        return self.files.get(path, _MISSING)

    def siblings(self, path: str) -> SiblingFiles:
        """Return the files in the folder of a document."""
        folder = posixpath.dirname(path.removeprefix(self.start))
        return HeldSiblingFiles(
            self.files, self.alike, f"{self.start}{folder}/" if folder else self.start
        )
