"""Where documents are read from, and the files beside them: the disk, or what is held in memory."""

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
    """A place that holds documents by their paths."""

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
    """Documents that are handed over, and lie nowhere: they have no siblings."""

    def __init__(self, documents: Mapping[str, bytes], others: Files) -> None:
        self.documents = documents
        self.others = others

    def contents(self, path: str) -> bytes | Finding:
        """Return what was handed over, or what the other files hold."""
        found = self.documents.get(path)
        return self.others.contents(path) if found is None else found

    def siblings(self, path: str) -> SiblingFiles:
        """Return none for what was handed over."""
        return NoSiblingFiles() if path in self.documents else self.others.siblings(path)


class Held:
    """A tree of files in memory: documents, and others that may be read beside them.

    `start` is what all names begin with; folders are told from each other by what follows.
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
