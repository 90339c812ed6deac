"""What compiling depends on besides the documents and the files beside them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ionflux.core.settings import DocumentSettings, Settings


class Context(NamedTuple):
    """The project's configuration, and the instant of SOURCE_DATE_EPOCH."""

    settings: Settings = Settings()
    instant: datetime | None = None


class CompileOptions(NamedTuple):
    """How documents are compiled.

    `jobs` is the number of processes, or None for as many as are useful; `cache` is the folder of
    the cache, or None. `nearest` are the settings of single documents, where they may differ from
    those of the run.
    """

    settings: Settings = Settings()
    jobs: int | None = 1
    cache: Path | None = None
    nearest: DocumentSettings | None = None

    @property
    def documents(self) -> DocumentSettings:
        """The settings of documents."""
        return self.nearest or DocumentSettings(self.settings, nearest=False)
