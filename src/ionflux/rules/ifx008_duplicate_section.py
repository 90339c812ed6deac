"""Two sections of the same kind in one agent; both texts are kept."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.WARNING
