"""What compiling depends on besides the documents and the files beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ionflux.core.settings import DocumentSettings, Settings

if TYPE_CHECKING:
    from ionflux.compiler.results import CompiledDocument


class Context(NamedTuple):
    """The project's configuration, and the instant of SOURCE_DATE_EPOCH."""

    settings: Settings = Settings()
    instant: datetime | None = None


Watch = Callable[[Iterator["CompiledDocument"], int], Iterator["CompiledDocument"]]
"""What is told of documents as they are compiled, and how many there will be."""


class CompileOptions(NamedTuple):
    """How documents are compiled.

    `jobs` is the number of processes, or None for as many as are useful; `cache` is the folder of
    the cache, or None. `nearest` are the settings of single documents, where they may differ from
    those of the run, and `watch` passes documents on as they are compiled.
    """

    settings: Settings = Settings()
    jobs: int | None = 1
    cache: Path | None = None
    nearest: DocumentSettings | None = None
    watch: Watch | None = None

    @property
    def documents(self) -> DocumentSettings:
        """The settings of documents."""
        return self.nearest or DocumentSettings(self.settings, nearest=False)
