"""Folders that are created for output."""

from __future__ import annotations

from pathlib import Path

from ionflux.core.errors import UsageError, WorkError


def create_folder(folder: Path) -> None:
    """Create a folder, and those above it, unless it exists.

    Raises UsageError if a file is in its place, and WorkError if the system does not allow it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise UsageError(f"{folder}: is not a folder") from None
    except OSError as error:
        raise WorkError(f"{folder}: cannot be created: {error.strerror or error}") from None
