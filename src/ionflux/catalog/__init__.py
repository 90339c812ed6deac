"""The catalogue: a static site about the agents of a source, for people who choose one.

It works from disk and from any host: no page loads anything from elsewhere, and all text from a
blueprint is escaped.
"""

from __future__ import annotations

from ionflux.catalog.building import build
from ionflux.catalog.folder import Written
from ionflux.catalog.phrases import LANGUAGES
from ionflux.catalog.site import Contents

__all__ = ["LANGUAGES", "Contents", "Written", "build"]
