"""A required input without a value."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
