"""What was found in one document: each diagnostic once, and no more than anybody can read."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ionflux.core.findings import Diagnostic

MOST = 10_000
"""Diagnostics of one code in one document; the last of them says that others are left out."""


class DiagnosticBag:
    """A document's diagnostics, without duplicates, bounded for each code."""

    def __init__(self) -> None:
        self.diagnostics: dict[Diagnostic, None] = {}
        self.counts: Counter[str] = Counter()

    def add(self, diagnostic: Diagnostic) -> None:
        """Add a diagnostic, unless it is there or there are too many of its code."""
        if diagnostic in self.diagnostics or self.is_full(diagnostic.code):
            return
        self.counts[diagnostic.code] += 1
        if self.is_full(diagnostic.code):
            message = f"more than {MOST - 1} findings of {diagnostic.code}: the others are left out"
            diagnostic = replace(diagnostic, message=message, agent=None, field=None, hint=None)
        self.diagnostics[diagnostic] = None

    def is_full(self, code: str) -> bool:
        """Tell whether no more diagnostics of a code are taken."""
        return self.counts[code] >= MOST
