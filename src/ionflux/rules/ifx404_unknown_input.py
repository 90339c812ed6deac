"""The nearest declared key."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
