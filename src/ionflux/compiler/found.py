"""The diagnostics of one document: each once, and up to a limit for each code."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ionflux.core.findings import Diagnostic

MOST = 10_000
"""Diagnostics of one code in one document; the last one says that others are omitted."""


class DiagnosticBag:
    """A document's diagnostics, without duplicates, bounded for each code."""

    def __init__(self) -> None:
        self.diagnostics: dict[Diagnostic, None] = {}
        self.counts: Counter[str] = Counter()

    def add(self, diagnostic: Diagnostic) -> None:
        """Add a diagnostic, unless it is a duplicate or there are too many of its code."""
        code, before = diagnostic.code, len(self.diagnostics)
        taken = self.counts[code] + 1
        if taken > MOST:
            return
        if taken == MOST and diagnostic not in self.diagnostics:
            message = f"more than {MOST - 1} findings of {code}: the others are omitted"
            diagnostic = replace(diagnostic, message=message, agent=None, field=None, hint=None)
        self.diagnostics[diagnostic] = None
        if len(self.diagnostics) > before:
            self.counts[code] = taken

    def is_full(self, code: str) -> bool:
        """Tell whether no more diagnostics of a code are accepted."""
        return self.counts[code] >= MOST
