"""Which findings say that an agent may be missing from what was compiled."""

from __future__ import annotations

from collections.abc import Iterable

from ionflux.core.findings import Diagnostic, Severity

_SEVERITIES = {
    "IFX003": frozenset(Severity),
    "IFX009": {Severity.ERROR},  # an error where the fence takes in an agent
    "IFX010": {Severity.ERROR, Severity.WARNING},
    "IFX013": {Severity.ERROR},  # likewise
}


def agent_may_be_missing(found: Iterable[Diagnostic]) -> bool:
    """Tell whether an agent may be in the documents and not among what was compiled."""
    return any(each.severity in _SEVERITIES.get(each.code, ()) for each in found)
