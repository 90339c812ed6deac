"""Not an id."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
