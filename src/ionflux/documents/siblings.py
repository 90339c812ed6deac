"""Files that lie beside a document and belong to it; nothing outside its folder is reached."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple, Protocol

from ionflux.documents.source import MAX_BYTES


class SiblingFiles(Protocol):
    """A way to read the files beside a document."""

    def read(self, relative: str) -> tuple[str, bytes] | None:
        """Return a file's path as findings name it and its bytes, or None where there is none."""


class NoSiblingFiles:
    """A document that lies nowhere: text from a pipe, or handed over."""

    def read(self, relative: str) -> tuple[str, bytes] | None:  # noqa: ARG002 - the protocol's
        """Return None."""
        return None


class FolderSiblingFiles(NamedTuple):
    """The files in a document's own folder."""

    folder: str

    def read(self, relative: str) -> tuple[str, bytes] | None:
        """Read a file below the folder; paths and links that lead out of it find nothing."""
        below = relative.lstrip("/")
        if not os.path.isfile(os.path.join(self.folder, below)):  # noqa: PTH113, PTH118 - most often
            return None
        try:
            path = Path(self.folder) / below
            inside = path.resolve().is_relative_to(Path(self.folder).resolve())
            if not inside:
                return None
            with path.open("rb") as file:  # no more than it takes to see that it is too large
                return str(path), file.read(MAX_BYTES + 1)
        except (OSError, ValueError, RuntimeError):  # no name of a file, or links in a circle
            return None
