"""Not a version."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
