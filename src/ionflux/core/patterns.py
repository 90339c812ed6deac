"""Regular expressions that are compiled on first use.

Compiling the hundreds of patterns takes longer than a whole run, and a document needs few.
A pattern is declared like any other, at the top of its module. It is compiled when its first
method is asked for; from then on, a method costs no more than an attribute.
"""

from __future__ import annotations

import re
from typing import cast


class _Later:
    """A pattern that is compiled on first use, and then takes on the compiled pattern's methods."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled, and checked for mistakes, at its first use."""
    return cast("re.Pattern[str]", _Later(source, flags))
