"""Two agents answer the same method and path."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.WARNING
