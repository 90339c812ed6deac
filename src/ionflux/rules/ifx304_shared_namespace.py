"""Two agents share memory type and namespace."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.WARNING
