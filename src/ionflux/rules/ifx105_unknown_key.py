"""The nearest valid key."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.WARNING
