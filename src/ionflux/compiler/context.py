"""What compiling a document depends on beside the document and the files that belong to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from ionflux.settings import Settings


@dataclass(frozen=True, slots=True)
class Context:
    """The project's configuration, and what to keep.

    `instant` is that of SOURCE_DATE_EPOCH; `origins` tells whether to keep where values are from.
    """

    settings: Settings = field(default_factory=Settings)
    instant: datetime | None = None
    origins: bool = False
