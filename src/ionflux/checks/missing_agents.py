"""Which findings mean that an agent may be missing from the output."""

from __future__ import annotations

from collections.abc import Iterable

from ionflux.core.findings import Severity

_SEVERITIES = {
    "IFX003": frozenset(Severity),
    "IFX009": {Severity.ERROR},  # an error where the fence contains an agent
    "IFX010": {Severity.ERROR, Severity.WARNING},
    "IFX013": {Severity.ERROR},  # likewise
}


def agent_may_be_missing(found: Iterable[tuple[str, Severity]]) -> bool:
    """Tell whether an agent in the documents may be missing from the output."""
    return any(severity in _SEVERITIES.get(code, ()) for code, severity in found)
