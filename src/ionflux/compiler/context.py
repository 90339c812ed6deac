"""What compiling depends on beside the documents and the files that belong to them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ionflux.core.settings import Settings


class Context(NamedTuple):
    """The project's configuration, and the instant of SOURCE_DATE_EPOCH."""

    settings: Settings = Settings()
    instant: datetime | None = None


class CompileOptions(NamedTuple):
    """How documents are compiled.

    `jobs` is the number of processes, None for as many as are useful; `cache` is the folder that
    keeps what was compiled.
    """

    settings: Settings = Settings()
    jobs: int | None = 1
    cache: Path | None = None
