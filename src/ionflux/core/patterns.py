"""Regular expressions that are compiled when they are first used.

Compiling the hundreds of a whole run takes longer than the run does, and a document needs few.
A pattern is declared like any other, at the top of its module; what stands there compiles it
when its first method is asked for, and costs no more than an attribute from then on.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Later:
    """A pattern that is not compiled yet; its methods become its own as they are asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled at its first use; what is wrong with it shows then."""
    return cast("re.Pattern[str]", _Later(source, flags))
