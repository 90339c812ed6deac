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
    """The project's configuration, the instant of SOURCE_DATE_EPOCH, and what else to note.

    With `origins`, documents also say where the values of their definitions come from.
    """

    settings: Settings = Settings()
    instant: datetime | None = None
    origins: bool = False


Watch = Callable[[Iterator["CompiledDocument"], int], Iterator["CompiledDocument"]]
"""Receives documents as they are compiled, and how many there will be."""


class CompileOptions(NamedTuple):
    """How documents are compiled.

    `jobs` is the number of processes, or None for as many as are useful; `cache` is the folder of
    the cache, or None. `nearest` are the settings of single documents, where they may differ from
    those of the run, and `watch` is called with documents as they are compiled. With `origins`, it
    is noted where all values come from, which otherwise is worked out for the agents that are
    shown.
    """

    settings: Settings = Settings()
    jobs: int | None = 1
    cache: Path | None = None
    nearest: DocumentSettings | None = None
    watch: Watch | None = None
    origins: bool = False

    @property
    def documents(self) -> DocumentSettings:
        """The settings of documents."""
        return self.nearest or DocumentSettings(self.settings, nearest=False)
