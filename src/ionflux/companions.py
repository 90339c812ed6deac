"""Files that lie beside a document and belong to it; nothing outside its folder is reached."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ionflux import source
from ionflux.diagnostics import Finding
from ionflux.source import SourceFile


class Companions(Protocol):
    """A way to read the files beside a document."""

    def read(self, relative: str) -> tuple[str, SourceFile | Finding] | None:
        """Return a file's path and the file, or why it cannot be read; None where there is none."""


@dataclass(frozen=True, slots=True)
class NoCompanions:
    """A document that lies nowhere: text from a pipe, or handed over."""

    def read(self, relative: str) -> tuple[str, SourceFile | Finding] | None:  # noqa: ARG002 - the protocol's
        """Return None."""
        return None


@dataclass(frozen=True, slots=True)
class FolderCompanions:
    """The files in a document's own folder."""

    folder: str

    def read(self, relative: str) -> tuple[str, SourceFile | Finding] | None:
        """Read a file below the folder; paths and links that lead out of it find nothing."""
        try:
            path = Path(self.folder) / relative.lstrip("/")
            inside = path.resolve().is_relative_to(Path(self.folder).resolve())
            return (str(path), source.read(path)) if inside and path.is_file() else None
        except (OSError, ValueError, RuntimeError):  # no name of a file, or links in a circle
            return None
