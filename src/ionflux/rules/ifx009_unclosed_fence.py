"""A code fence that is never closed."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.WARNING
