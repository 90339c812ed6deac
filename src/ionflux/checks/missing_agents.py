"""Which findings say that an agent may be missing from what was compiled."""

from __future__ import annotations

from collections.abc import Iterable

from ionflux.core.findings import Severity

_SEVERITIES = {
    "IFX003": frozenset(Severity),
    "IFX009": {Severity.ERROR},  # an error where the fence takes in an agent
    "IFX010": {Severity.ERROR, Severity.WARNING},
    "IFX013": {Severity.ERROR},  # likewise
}


def agent_may_be_missing(found: Iterable[tuple[str, Severity]]) -> bool:
    """Tell from codes and severities whether an agent may be in the documents and was not read."""
    return any(severity in _SEVERITIES.get(code, ()) for code, severity in found)
