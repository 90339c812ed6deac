"""Points at both."""

from ionflux.diagnostics import Severity

SEVERITY = Severity.ERROR
