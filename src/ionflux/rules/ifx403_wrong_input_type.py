"""A value that is not of the declared type."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
