"""What compiling a document depends on beside the document and the files that belong to it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from ionflux.core.settings import Settings


class Context(NamedTuple):
    """The project's configuration, and what to keep.

    `instant` is that of SOURCE_DATE_EPOCH; `origins` tells whether to keep where values are from.
    """

    settings: Settings = Settings()
    instant: datetime | None = None
    origins: bool = False
