"""The time stamp of reproducible output."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from ionflux.core.errors import UsageError


def source_date() -> datetime | None:
    """Return the time of SOURCE_DATE_EPOCH, or None if it is not set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"SOURCE_DATE_EPOCH is not a number of seconds: {epoch!r}") from None
