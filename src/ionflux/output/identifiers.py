"""Identifiers of findings for services that follow them from one run to the next."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from ionflux.checks.baseline import Fingerprint, fingerprint
from ionflux.core.findings import Diagnostic


def identified(
    diagnostics: Iterable[Diagnostic], lines: Callable[[str], Sequence[str]]
) -> Iterator[tuple[Diagnostic, str]]:
    """Yield each finding with an identifier that does not change when lines move.

    Findings that differ only in their place are numbered.
    """
    seen: Counter[str] = Counter()
    for found in diagnostics:
        mark = fingerprint(found, lines)
        first = _digest(mark, 0)
        nth = seen[first]
        seen[first] += 1
        yield found, _digest(mark, nth) if nth else first


def _digest(mark: Fingerprint, nth: int) -> str:
    data = json.dumps([*mark, nth]).encode()
    return hashlib.sha256(data).hexdigest()[:32]
